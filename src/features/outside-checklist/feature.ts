import type { Feature } from '#kernel/http.ts';
import { listOverdue } from './list-overdue.ts';
import { markLine } from './mark-line.ts';
import { readChecklist } from './read-checklist.ts';
import { takeBackMark } from './take-back-mark.ts';

export const outsideChecklist: Feature = {
  commands: [markLine, takeBackMark],
  queries: [readChecklist, listOverdue],
};
