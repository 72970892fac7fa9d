import type { Bundle } from './bundle.ts';
import { codeOf, hasCode, said, textOf, textsOf } from './concepts.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { Observation } from './imported.ts';
import { linksOf } from './links.ts';
import { isOutside } from './reference-range.ts';
import type { Quantity, Range, Reference } from './schema/datatypes.ts';
import type { Measured } from './schema/results.ts';

/** An observation that a report gives, or what it calls one that is not to be had. */
export type Reported = { readonly entry: EntryOf<'Observation'> } | { readonly lacking: string };

/** The observations of a report, panels opened, each once. */
export function reportedBy(report: EntryOf<'DiagnosticReport'>, bundle: Bundle): Reported[] {
  const seen = new Set<Entry>();
  const open = (references: readonly Reference[], from: Entry): Reported[] =>
    references.flatMap((reference): Reported[] => {
      const entry = linksOf(from, bundle).entry(reference, 'Observation');
      if (!entry) return [{ lacking: said(reference.display) ?? 'Observation' }];
      if (seen.has(entry)) return [];
      seen.add(entry);
      return [{ entry }, ...open(entry.resource.hasMember ?? [], entry)];
    });
  return open(report.resource.result ?? [], report);
}

/** An observation becomes a line for its own value and one for each component; none if it was an error. */
export function linesOf(reported: Reported): Observation[] {
  if ('lacking' in reported) {
    return [{ code: null, name: reported.lacking, value: 'not imported', unit: '', range: '', abnormal: false }];
  }
  const { resource } = reported.entry;
  if (resource.status === 'entered-in-error') return [];
  const { component = [], hasMember = [], dataAbsentReason, interpretation } = resource;
  const speaks = valueOf(resource) !== '' || dataAbsentReason !== undefined || interpretation !== undefined;
  const own = speaks || component.length + hasMember.length === 0;
  return [...(own ? [resource] : []), ...component].map(lineOf);
}

function lineOf(measured: Measured): Observation {
  const { code, valueQuantity, dataAbsentReason, interpretation, referenceRange = [] } = measured;
  const instead = textOf(dataAbsentReason) ?? textsOf(interpretation);
  return {
    code: codeOf(code) ?? null,
    name: textOf(code) ?? 'Observation',
    value: valueOf(measured) || ['no value', instead].filter(Boolean).join(': '),
    unit: valueQuantity?.unit ?? valueQuantity?.code ?? '',
    range: referenceRange.map((range) => range.text ?? rangeText(range)).join('; '),
    abnormal: isAbnormal(measured),
  };
}

function valueOf(measured: Measured): string {
  const { valueQuantity, valueRange, valueRatio, valueBoolean, valueInteger, valuePeriod } = measured;
  const plain = measured.valueString ?? measured.valueTime ?? measured.valueDateTime ?? valueInteger?.toString();
  if (plain !== undefined) return plain;
  if (valueBoolean !== undefined) return valueBoolean ? 'yes' : 'no';
  if (valueQuantity) return amountText(valueQuantity);
  if (valueRange) return rangeText(valueRange);
  if (valueRatio) return [valueRatio.numerator, valueRatio.denominator].map(quantityText).join(' : ');
  if (measured.valueSampledData) return 'a series, not imported';
  if (valuePeriod) return [valuePeriod.start, valuePeriod.end].filter(Boolean).join(' to ');
  return textOf(measured.valueCodeableConcept) ?? '';
}

const amountText = ({ comparator, value }: Quantity): string =>
  value === undefined ? '' : `${comparator ?? ''}${value}`;

const quantityText = (quantity: Quantity = {}): string =>
  [amountText(quantity), quantity.unit ?? quantity.code].filter(Boolean).join(' ');

/** `3.5–5.1 mmol/L`; of an open range, the end it has. */
function rangeText({ low, high }: Range): string {
  if (low?.value !== undefined && high?.value !== undefined) return `${amountText(low)}–${quantityText(high)}`;
  if (low?.value !== undefined) return `≥ ${quantityText(low)}`;
  return high?.value === undefined ? '' : `≤ ${quantityText(high)}`;
}

// HL7 v3 ObservationInterpretation.
const abnormal = ['A', 'AA', 'H', 'HH', 'HU', 'L', 'LL', 'LU', 'HX', 'LX', 'EX', '>', '<', 'POS', 'R', 'W'];
const normal = ['N', 'NEG', 'ND', 'S'];

/** As the laboratory says; where it says nothing, as its reference range does. */
function isAbnormal({ interpretation = [], valueQuantity, referenceRange = [] }: Measured): boolean {
  if (interpretation.some((concept) => hasCode(concept, abnormal))) return true;
  if (interpretation.some((concept) => hasCode(concept, normal))) return false;
  return valueQuantity !== undefined && isOutside(valueQuantity, referenceRange);
}
