import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { FilledLine } from '#kernel/schema.ts';

export const kinds = ['sites', 'practitioners', 'patients', 'notes', 'results', 'claims'] as const;
export type Kind = (typeof kinds)[number];

/** How many records of each kind. */
const Counts = Type.Object({
  sites: Type.Integer(),
  practitioners: Type.Integer(),
  patients: Type.Integer(),
  notes: Type.Integer(),
  results: Type.Integer(),
  claims: Type.Integer(),
});

export const ImportBundle = operation({
  name: 'fhir.import-bundle',
  says: 'Import a FHIR R4 bundle: sites, practitioners, patients, notes, results and claims, whole or not at all.',
  method: 'POST',
  path: '/fhir/imports',
  patienceSeconds: 600,
  bodyLimitBytes: 64 * 1024 * 1024,
  input: Type.Object({
    /** What the file is called, for messages and for the log. */
    file: FilledLine,
    bundle: Type.Unknown(),
  }),
  output: Type.Object({
    file: Type.String(),
    added: Counts,
    /** Here already, and left as they are. */
    known: Counts,
    /** Patients of the file who were found here by their health number: what came goes into the chart they have. */
    linkedPatients: Type.Integer(),
    /** New results and claims that nobody active holds: they wait in the pool. */
    unclaimed: Type.Integer(),
    /** Practitioners and sites that the file speaks of and that are neither in it nor known here. */
    unresolved: Type.Integer(),
    /** The file is one page of a search and names a next one, which has to be imported too. */
    hasNextPage: Type.Boolean(),
    /** Results and claims that came before their practitioner was known: they say now whose they are, and stay where they wait. */
    nowNamed: Type.Integer(),
    /** Entries that became no record, by resource type. */
    ignored: Type.Array(Type.Object({ resourceType: Type.String(), entries: Type.Integer() })),
  }),
  refusals: ['fhir/bundle-broken', 'patient/not-found', 'patient/health-number-taken'],
});
export type BundleImported = Static<typeof ImportBundle.output>;
