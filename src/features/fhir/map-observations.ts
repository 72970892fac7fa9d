import type { Bundle } from './bundle.ts';
import { codeOf, hasCode, said, textOf, textsOf } from './concepts.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { Observation } from './imported.ts';
import { linksOf } from './links.ts';
import { amountText, isOutside, quantityText, rangeText, referenceText } from './reference-range.ts';
import type { Reference } from './schema/datatypes.ts';
import type { Measured } from './schema/results.ts';

/** An observation that a report gives, or what it calls one that is not to be had. */
export type Reported = { readonly entry: EntryOf<'Observation'> } | { readonly lacking: string };

/** The observations of a report, panels opened, each once. */
export const reportedBy = (report: EntryOf<'DiagnosticReport'>, bundle: Bundle): Reported[] =>
  opened(report.resource.result, report, bundle);

/** An observation with those of its panel, each once. */
export function panelOf(entry: EntryOf<'Observation'>, bundle: Bundle): Reported[] {
  const members = opened(entry.resource.hasMember, entry, bundle);
  return [{ entry }, ...members.filter((one) => !('entry' in one) || one.entry !== entry)];
}

function opened(references: readonly Reference[] | undefined, from: Entry, bundle: Bundle): Reported[] {
  const seen = new Set<Entry>();
  const reported: Reported[] = [];
  const mentioned = (named: readonly Reference[] = [], by: Entry) =>
    named.map((reference) => ({ reference, by })).toReversed();
  // The next one stands last: panels may lie in each other more deeply than calls may.
  const open = mentioned(references, from);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { reference, by } = next;
    const entry = linksOf(by, bundle).entry(reference, 'Observation');
    if (!entry) reported.push({ lacking: said(reference.display) ?? 'Observation' });
    if (!entry || seen.has(entry)) continue;
    seen.add(entry);
    reported.push({ entry });
    open.push(...mentioned(entry.resource.hasMember, entry));
  }
  return reported;
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
    range: referenceRange.map(referenceText).filter(Boolean).join('; '),
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

// HL7 v3 ObservationInterpretation.
const abnormal = ['A', 'AA', 'H', 'HH', 'HU', 'L', 'LL', 'LU', 'HX', 'LX', 'EX', '>', '<', 'POS', 'R', 'W'];
const alsoAbnormal = ['H>', 'L<', 'DET', 'RR', 'WR', 'NS', 'AC', 'TOX'];
const normal = ['N', 'NEG', 'ND', 'S', 'NR'];
// Where a laboratory gives no code.
const abnormalWords =
  /^(very |critical(ly)? |significantly )*(abnormal|high|low|critical|positive|detected|reactive|resistant|panic)\b/i;

/** As the laboratory says; where it says nothing, as its reference range does. */
function isAbnormal({ interpretation = [], valueQuantity, referenceRange = [] }: Measured): boolean {
  if (interpretation.some((concept) => hasCode(concept, [...abnormal, ...alsoAbnormal]))) return true;
  if (interpretation.some((concept) => hasCode(concept, normal))) return false;
  if (interpretation.some((concept) => abnormalWords.test(textOf(concept) ?? ''))) return true;
  return valueQuantity !== undefined && isOutside(valueQuantity, referenceRange);
}

const critical = ['AA', 'HH', 'LL', 'HU', 'LU'];
const criticalWords = /\b(critical(ly)?|panic)\b/i;

/** Whether the laboratory calls a value of this critical: somebody should look today. */
export function isCritical(reported: Reported): boolean {
  if ('lacking' in reported || reported.entry.resource.status === 'entered-in-error') return false;
  const { resource } = reported.entry;
  return [resource, ...(resource.component ?? [])].some(({ interpretation = [] }) =>
    interpretation.some((concept) => hasCode(concept, critical) || criticalWords.test(textOf(concept) ?? '')),
  );
}

/** What the laboratory has noted beside a value: `Potassium: Haemolysed sample`. */
export function notesOn(reported: Reported): string[] {
  if ('lacking' in reported || reported.entry.resource.status === 'entered-in-error') return [];
  const { code, note = [] } = reported.entry.resource;
  return note.flatMap(({ text }) => (said(text) ? `${textOf(code) ?? 'Observation'}: ${said(text)}` : []));
}
