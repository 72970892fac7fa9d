import { codeOf, said, textOf, textsOf } from './concepts.ts';
import { decimalText } from './decimals.ts';
import type { Concept, Quantity, Range } from './schema/datatypes.ts';

interface ReferenceRange extends Range {
  readonly type?: Concept;
  readonly appliesTo?: readonly Concept[];
  readonly age?: Range;
  readonly text?: string;
}

const unitOf = ({ unit, code }: Quantity): string | undefined => unit ?? code;

export const amountText = (quantity: Quantity): string =>
  quantity.value === undefined ? '' : `${quantity.comparator ?? ''}${decimalText(quantity)}`;

export const quantityText = (quantity: Quantity = {}): string =>
  [amountText(quantity), unitOf(quantity)].filter(Boolean).join(' ');

/** `3.5–5.1 mmol/L`; of an open range, the end it has. */
export function rangeText({ low, high }: Range): string {
  if (low?.value !== undefined && high?.value !== undefined) {
    return [`${amountText(low)}–${amountText(high)}`, unitOf(high) ?? unitOf(low)].filter(Boolean).join(' ');
  }
  if (low?.value !== undefined) return `≥ ${quantityText(low)}`;
  return high?.value === undefined ? '' : `≤ ${quantityText(high)}`;
}

/** `male: 13.5–17.5 g/dL`: whom it is for, its ends, and what is said of it beside them. */
export function referenceText(range: ReferenceRange): string {
  const { low, high, type, appliesTo, age, text } = range;
  const ages = age ? rangeText(age) : '';
  const isFor = [isNormal(range) ? '' : textOf(type), textsOf(appliesTo), ages && `age ${ages}`].filter(Boolean);
  const words = said(text);
  const ends = rangeText(range);
  const saysEnds = [low, high].every((end) => end?.value === undefined || words?.includes(String(end.value)));
  const whole = words && ends && !saysEnds ? `${ends} (${words})` : (words ?? ends);
  return [isFor.join(', '), whole].filter(Boolean).join(': ');
}

/**
 * Whether a value lies outside what is normal. Where ranges for several kinds of people are given,
 * it is outside only if it is outside all of them, for it is not known here which one applies.
 */
export function isOutside(quantity: Quantity, ranges: readonly ReferenceRange[]): boolean {
  const normal = ranges.filter(
    (range) => isNormal(range) && [range.low, range.high].some((end) => canCompare(quantity, end)),
  );
  return normal.length > 0 && normal.every(({ low, high }) => isBelow(quantity, low) || isAbove(quantity, high));
}

const isNormal = ({ type }: ReferenceRange): boolean => type === undefined || codeOf(type) === 'normal';

/** Different units are not converted. */
function canCompare({ value, unit, code }: Quantity, end: Quantity | undefined): boolean {
  if (value === undefined || end?.value === undefined) return false;
  const [one, other] = [code ?? unit, end.code ?? end.unit];
  return one === undefined || other === undefined || one === other || (unit !== undefined && unit === end.unit);
}

function isBelow(quantity: Quantity, low: Quantity | undefined): boolean {
  if (!canCompare(quantity, low)) return false;
  const { value = 0, comparator } = quantity;
  return value < (low?.value ?? value) || (value === low?.value && comparator === '<');
}

function isAbove(quantity: Quantity, high: Quantity | undefined): boolean {
  if (!canCompare(quantity, high)) return false;
  const { value = 0, comparator } = quantity;
  return value > (high?.value ?? value) || (value === high?.value && comparator === '>');
}
