import type { Feature } from '#kernel/http.ts';
import { exportResults } from './export-results.ts';
import { acknowledgeResult } from './acknowledge-result.ts';
import { giveResult } from './give-result.ts';
import { listResults } from './list-results.ts';
import { passResult } from './pass-result.ts';
import { readResult } from './read-result.ts';
import { takeResult } from './take-result.ts';

export const results: Feature = {
  commands: [readResult, exportResults, acknowledgeResult, takeResult, giveResult, passResult],
  queries: [listResults],
};
