import type { Feature } from '#kernel/http.ts';
import { addFile } from './add-file.ts';
import { listOverdue } from './list-overdue.ts';
import { markLine } from './mark-line.ts';
import { openFile } from './open-file.ts';
import { readChecklist } from './read-checklist.ts';
import { removeFile } from './remove-file.ts';
import { takeBackMark } from './take-back-mark.ts';

export const outsideChecklist: Feature = {
  commands: [markLine, takeBackMark, addFile, openFile, removeFile],
  queries: [readChecklist, listOverdue],
};
