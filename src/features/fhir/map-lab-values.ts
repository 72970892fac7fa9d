import { type Bundle, entriesOf } from './bundle.ts';
import { codeOf, hasCode, textOf, textsOf } from './concepts.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { Result } from './imported.ts';
import { linksOf } from './links.ts';
import { isCritical, linesOf, notesOn, panelOf, type Reported, reportedBy } from './map-observations.ts';
import { ordererOf } from './map-results.ts';
import { momentOf } from './schema/when.ts';

/** Observations of a laboratory that no report speaks of, with what they became part of. */
export interface LabValue {
  readonly entry: EntryOf<'Observation'>;
  readonly reported: readonly Reported[];
}

/**
 * What a laboratory measured and no report gives is a result of its own, a panel as one: somebody must acknowledge it.
 * Other observations outside of reports, vital signs and the like, ask nobody to act; they are left out and counted.
 *
 * @see docs/sources.md#fhir-observation-category
 */
export function labValuesOf(bundle: Bundle): LabValue[] {
  const inReports = new Set(
    entriesOf(bundle, 'DiagnosticReport').flatMap((report) => reportedBy(report, bundle).flatMap(entryOf)),
  );
  const alone = entriesOf(bundle, 'Observation').filter((entry) => isFromLab(entry) && !inReports.has(entry));
  const members = new Set(alone.flatMap((entry) => membersOf(entry, bundle)));
  const values: LabValue[] = [];
  const told = new Set<Entry>();
  // Panels first; what is left then are panels that are members of each other.
  for (const entry of [...alone.filter((one) => !members.has(one)), ...alone]) {
    if (told.has(entry)) continue;
    const reported = panelOf(entry, bundle);
    for (const one of reported.flatMap(entryOf)) told.add(one);
    values.push({ entry, reported });
  }
  return values;
}

const membersOf = (entry: EntryOf<'Observation'>, bundle: Bundle): Entry[] =>
  (entry.resource.hasMember ?? []).flatMap((member) => linksOf(entry, bundle).entry(member, 'Observation') ?? []);

const entryOf = (reported: Reported): Entry[] => ('entry' in reported ? [reported.entry] : []);

const isFromLab = ({ resource: { category } }: EntryOf<'Observation'>): boolean =>
  category?.some((concept) => hasCode(concept, ['laboratory'])) ?? false;

/** A laboratory's observation as a result. */
export function labResultOf({ entry, reported }: LabValue, bundle: Bundle): Result | undefined {
  const { type, key, resource } = entry;
  const patientKey = linksOf(entry, bundle).patient(resource.subject, 'subject');
  if (patientKey === null || resource.status === 'entered-in-error') return undefined;
  const issued = resource.issued ?? resource.effectiveDateTime ?? resource.effectivePeriod?.start;
  const observations = reported.flatMap(linesOf);
  return {
    source: { type, key },
    patientKey,
    ordererKey: ordererOf(entry, bundle),
    title: textOf(resource.code) ?? 'Result',
    code: codeOf(resource.code) ?? null,
    category: textsOf(resource.category) || null,
    issuedAt: issued ? momentOf(issued) : null,
    status: resource.status,
    conclusion: reported.flatMap(notesOn).join('\n') || null,
    observations,
    abnormal: observations.some(({ abnormal }) => abnormal),
    urgent: reported.some(isCritical),
  };
}
