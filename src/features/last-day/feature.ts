import type { Feature } from '#kernel/http.ts';
import { cancelLastDay } from './cancel-last-day.ts';
import { leaveOnLastDay } from './leave-on-last-day.ts';
import { listBeyond } from './list-beyond.ts';
import { listLeaving } from './list-leaving.ts';
import { readLastDay } from './read-last-day.ts';
import { remindOfLastDay } from './remind-of-last-day.ts';
import { setLastDay } from './set-last-day.ts';

export const lastDay: Feature = {
  commands: [setLastDay, cancelLastDay],
  queries: [readLastDay, listBeyond, listLeaving],
  jobs: [leaveOnLastDay, remindOfLastDay],
};
