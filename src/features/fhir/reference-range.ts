import { codeOf } from './concepts.ts';
import type { Concept, Quantity, Range } from './schema/datatypes.ts';

interface ReferenceRange extends Range {
  readonly type?: Concept;
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
