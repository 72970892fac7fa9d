import type { Feature } from '#kernel/http.ts';
import { beginAccess } from './begin-access.ts';
import { endAccess } from './end-access.ts';
import { exportAccesses } from './export-accesses.ts';
import { judgeAccess } from './judge-access.ts';
import { listAccesses } from './list-accesses.ts';
import { listTakers } from './list-takers.ts';
import { passWithheld } from './pass-withheld.ts';
import { readClosedRecord } from './read-closed-record.ts';

export const emergencyAccess: Feature = {
  commands: [beginAccess, endAccess, judgeAccess, passWithheld],
  queries: [readClosedRecord, listAccesses, exportAccesses, listTakers],
};
