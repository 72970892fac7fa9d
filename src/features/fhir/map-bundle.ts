import { type Bundle, entriesOf } from './bundle.ts';
import type { EntryOf } from './entry.ts';
import type { Imported, Source } from './imported.ts';
import { claimOf } from './map-claims.ts';
import { conditionNote, encounterNote } from './map-notes.ts';
import { labResultOf, labValuesOf } from './map-lab-values.ts';
import { type Reported, reportedBy } from './map-observations.ts';
import { patientsOf } from './map-patients.ts';
import { practitionersOf } from './map-practitioners.ts';
import { resultOf } from './map-results.ts';
import { siteOf } from './map-sites.ts';
import { missingFrom } from './missing.ts';
import type { ResourceType } from './schema/resources.ts';

/**
 * What a bundle comes to in the words of the clinic, refused whole where a record would be wrong.
 * @throws {Refusal} `fhir/bundle-broken`
 */
export function mapBundle(bundle: Bundle): Imported {
  const mapped = <T extends ResourceType, R extends Sourced>(type: T, map: (entry: EntryOf<T>) => R | undefined): R[] =>
    distinct(entriesOf(bundle, type).flatMap((entry) => map(entry) ?? []));

  const patients = patientsOf(bundle);
  const labValues = labValuesOf(bundle);
  const mrps = new Map(patients.map(({ source, mrpKey }) => [source.key, mrpKey]));
  const records = {
    sites: mapped('Organization', siteOf),
    practitioners: distinct(practitionersOf(bundle)),
    patients,
    notes: [
      ...mapped('Encounter', (entry) => encounterNote(entry, bundle)),
      ...mapped('Condition', (entry) => conditionNote(entry, bundle)),
    ],
    results: [
      ...mapped('DiagnosticReport', (entry) => resultOf(entry, bundle)),
      ...distinct(labValues.flatMap((value) => labResultOf(value, bundle) ?? [])),
    ],
    claims: mapped('Claim', (entry) => claimOf(entry, bundle, (patientKey) => mrps.get(patientKey) ?? null)),
  };
  const sources = Object.values(records).flatMap((kind: readonly Sourced[]) => kind.map(({ source }) => source));
  const kept = new Set(records.results.map(({ source }) => source.key));
  const reported = [
    ...entriesOf(bundle, 'DiagnosticReport').flatMap((report) => reportedBy(report, bundle)),
    ...labValues.flatMap((value) => (kept.has(value.entry.key) ? value.reported : [])),
  ];
  return { ...records, missing: missingFrom(bundle, records), ignored: ignoredIn(bundle, sources, reported) };
}

interface Sourced {
  readonly source: Source;
}

/** Entries with one key are one record: the first. */
const distinct = <R extends Sourced>(records: readonly R[]): R[] =>
  [...Map.groupBy(records, ({ source }) => source.key).values()].flatMap(([first]) => first ?? []);

/** They become part of other records. */
const supporting = new Set(['PractitionerRole', 'ServiceRequest']);

/** How many entries became neither a record nor part of one, by type. */
function ignoredIn(bundle: Bundle, sources: readonly Source[], reported: readonly Reported[]): Record<string, number> {
  const observations = reported.flatMap((one) => ('entry' in one && !one.entry.within ? one.entry : []));
  const became = new Set([...sources, ...observations].map(({ type, key }) => `${type} ${key}`));
  const left = bundle.entries.filter(({ type, key }) => !supporting.has(type) && !became.has(`${type} ${key}`));
  const counts = [...Map.groupBy(left, ({ type }) => type)].map(([type, { length }]): [string, number] => [
    type,
    length,
  ]);
  return Object.fromEntries([...counts, ['(no resource)', bundle.empty] as const].filter(([, count]) => count > 0));
}
