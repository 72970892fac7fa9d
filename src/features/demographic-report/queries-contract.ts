import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Instant, nullable, QueryId, Version } from '#kernel/schema.ts';
import { Asked, criteriaRefusals, PASTED_BYTES } from './contract.ts';

/** A report that was given a name. */
export const SavedQuery = Type.Object({
  queryId: QueryId,
  name: Type.String(),
  shared: Type.Boolean(),
  /** Whether it is the caller’s own. */
  own: Type.Boolean(),
  owner: Type.String(),
  /** Nothing where another's query names, by number, a patient who is closed to the caller. */
  asked: nullable(Type.Object(Asked)),
  changedAt: Instant,
  version: Version,
});
export type SavedQuery = Static<typeof SavedQuery>;
/** One's own: what it asks was typed by whoever reads it. */
export type OwnQuery = SavedQuery & { readonly asked: Asked };

const QueryName = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\x00-\\x1f]*\\S[^\\x00-\\x1f]*$' });

export const ListQueries = operation({
  name: 'demographic-report.list-queries',
  says: 'The saved queries of demographic reports: one’s own and those that are shared.',
  method: 'GET',
  path: '/demographic-report/queries',
  doctor: true,
  input: Type.Object({}),
  output: Type.Object({ queries: Type.Array(SavedQuery) }),
  refusals: [],
});

export const SaveQuery = operation({
  name: 'demographic-report.save-query',
  says: 'Save what a demographic report asks for under a name.',
  method: 'POST',
  path: '/demographic-report/queries',
  doctor: true,
  bodyLimitBytes: PASTED_BYTES,
  input: Type.Object({ name: QueryName, shared: Type.Boolean(), asked: Type.Object(Asked) }),
  output: SavedQuery,
  refusals: [...criteriaRefusals, 'report/query-name-taken'],
});

export const UpdateQuery = operation({
  name: 'demographic-report.update-query',
  says: 'Rename, share or change a saved query of one’s own.',
  method: 'PUT',
  path: '/demographic-report/queries/{queryId}',
  doctor: true,
  versioned: true,
  bodyLimitBytes: PASTED_BYTES,
  input: Type.Object({
    queryId: QueryId,
    name: QueryName,
    shared: Type.Boolean(),
    asked: Type.Object(Asked),
    version: Version,
  }),
  output: SavedQuery,
  refusals: [...criteriaRefusals, 'report/query-not-found', 'report/query-not-yours', 'report/query-name-taken'],
});

export const DeleteQuery = operation({
  name: 'demographic-report.delete-query',
  says: 'Delete a saved query of one’s own.',
  method: 'DELETE',
  path: '/demographic-report/queries/{queryId}',
  doctor: true,
  input: Type.Object({ queryId: QueryId }),
  output: Type.Object({}),
  refusals: ['report/query-not-found', 'report/query-not-yours'],
});

/** What is shared stands before everybody: whoever looks after the clinic can name it anew. */
export const RenameSharedQuery = operation({
  name: 'demographic-report.rename-shared-query',
  says: 'Rename a saved query that somebody shares.',
  method: 'PUT',
  path: '/demographic-report/shared-queries/{queryId}',
  versioned: true,
  input: Type.Object({ queryId: QueryId, name: QueryName, version: Version }),
  output: Type.Object({ queryId: QueryId, version: Version }),
  refusals: ['report/query-not-found', 'report/query-name-taken'],
});

export const DeleteSharedQuery = operation({
  name: 'demographic-report.delete-shared-query',
  says: 'Delete a saved query that somebody shares.',
  method: 'DELETE',
  path: '/demographic-report/shared-queries/{queryId}',
  input: Type.Object({ queryId: QueryId }),
  output: Type.Object({}),
  refusals: ['report/query-not-found'],
});
