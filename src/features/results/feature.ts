import type { Feature } from '#kernel/http.ts';
import { acknowledgeResult } from './acknowledge-result.ts';
import { giveResult } from './give-result.ts';
import { listResults } from './list-results.ts';
import { readResult } from './read-result.ts';
import { takeResult } from './take-result.ts';

export const results: Feature = {
  commands: [readResult, acknowledgeResult, takeResult, giveResult],
  queries: [listResults],
};
