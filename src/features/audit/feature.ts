import type { Feature } from '#kernel/http.ts';
import { listActions } from './list-actions.ts';
import { listPeople } from './list-people.ts';
import { readLog } from './read-log.ts';

export const audit: Feature = { commands: [readLog], queries: [listActions, listPeople] };
