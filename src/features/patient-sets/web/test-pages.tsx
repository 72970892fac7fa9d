import { configure } from '@testing-library/react';
import type { RouteObject } from 'react-router';
import { openRoutes, type Server } from '#web/test-open.tsx';
import { patientSetRoutes } from './routes.ts';

// Loaded once, so that no test waits for a page of another one.
await Promise.all([
  ...patientSetRoutes.map(({ lazy }) => typeof lazy === 'function' && lazy()),
  import('./set-access-dialog.tsx'),
]);

export const ids = {
  ada: '00000000-0000-4000-8000-00000000000a',
  bo: '00000000-0000-4000-8000-00000000000b',
  pratt: '00000000-0000-4000-8000-0000000000f1',
  infants: '00000000-0000-4000-8000-0000000000f2',
  block: '00000000-0000-4000-8000-0000000000b1',
  mila: '00000000-0000-4000-8000-0000000000c1',
} as const;

export const bo = { userId: ids.bo, name: 'Bo Castellane', deactivated: false };
const ada = { userId: ids.ada, name: 'Ada Lindqvist', deactivated: false };
export const terms = {
  reason: 'Own family',
  endsOn: null,
  reviewOn: null,
  masterFileOpen: false,
  emergencyAllowed: true,
  patientRequest: false,
};
export const pratt = {
  setId: ids.pratt as string,
  name: 'Pratt family',
  versionNumber: 1,
  since: '2026-10-16T17:00:00.000Z',
  members: 3,
};
export const infants = { ...pratt, setId: ids.infants, name: 'Infants', members: 24 };
export const lineOf = (set: typeof pratt, other: object = {}) => ({
  ...set,
  criteria: null,
  cutTo: null,
  keptUpToDate: false,
  madeBy: ada,
  concernsYou: false,
  blocked: [],
  reviewDue: false,
  ...other,
});
export const block = {
  blockId: ids.block,
  setId: ids.pratt,
  setName: 'Pratt family',
  user: bo,
  ...terms,
  reviewer: null,
  reviewDue: false,
  laidAt: '2026-10-16T18:00:00.000Z',
  laidBy: ada,
  overAt: null,
  liftedBy: null,
  liftReason: '',
  members: 3,
};
export const setOf = (set: typeof pratt, other: object = {}) => ({
  ...lineOf(set),
  keptBy: null,
  versions: [],
  blocks: [],
  version: 4,
  ...other,
});

export const everything = [
  'list-sets',
  'export-sets',
  'read-set',
  'list-members',
  'rename-set',
  'change-members',
  'delete-set',
  'read-drift',
  'update-set',
  'keep-up-to-date',
  'read-set-access',
  'preview-set-access',
  'lay-block',
  'lift-block',
  'list-patient-blocks',
  'list-suggestions',
  'accept-suggestion',
  'dismiss-suggestion',
].map((one) => `patient-sets.${one}`);

/** Opens an address against a server that answers as given, as Ada. */
export function openAt(
  at: string,
  server: Server,
  permissions: readonly string[] = everything,
  more: RouteObject[] = [],
) {
  // What is hidden has not to be found out of each element anew: these pages are large.
  configure({ defaultHidden: true });
  return openRoutes({
    routes: [{ path: 'admin', children: patientSetRoutes }, ...more],
    at,
    server: {
      'GET /colleagues': () => ({ colleagues: [{ ...bo, type: 'doctor', locked: false, siteIds: [] }] }),
      ...server,
    },
    session: { userId: ids.ada as never, permissions: [...permissions] },
  });
}
