import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { outsideChecklistWords as words } from '#web/words/outside-checklist.ts';
import { uiWords } from '#web/words/ui.ts';
import type { ChecklistLine } from '../contract.ts';
import { stateOf } from './state-of.ts';

/** The list as a file for the leaver's folder. */
export const csvOf = (lines: readonly ChecklistLine[]): string =>
  UTF8_MARK +
  csvLines([
    words.cells,
    ...lines.map((one) => [
      one.says,
      one.dueOn ?? words.relative(one.days),
      words[stateOf(one)],
      one.mark?.note ?? '',
      one.mark ? uiWords.named(one.mark.by) : '',
      one.mark?.at ?? '',
    ]),
  ]);
