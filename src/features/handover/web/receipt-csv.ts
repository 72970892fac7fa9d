import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { call, type Refused } from '#web/api.ts';
import { handoverWords } from '#web/words/handover.ts';
import { ListReceiptItems } from '../contract.ts';
import { labelOf } from './plan.ts';

const words = handoverWords.receipt;
type ReceiptItem = Output<typeof ListReceiptItems>['items'][number];

/** Every item of a hand-over as a table (RFC 4180), with the mark that tells spreadsheets it is UTF-8. */
export const csvOf = (items: readonly ReceiptItem[]): string =>
  UTF8_MARK +
  csvLines([
    words.columns,
    ...items.map(({ kind, itemId, disposition, successor }) => [
      labelOf(kind),
      itemId,
      words.dispositions[disposition],
      successor ?? '',
    ]),
  ]);

/** Reads the whole ledger, page by page; a refusal instead of a part of it. */
export async function readItems(
  handoverId: Id<'handover'>,
  onRead: (count: number) => void,
): Promise<ReceiptItem[] | Refused> {
  const items: ReceiptItem[] = [];
  let after: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop -- where a page begins, the page before says
    const answer = await call(ListReceiptItems, { handoverId, ...(after ? { after } : {}) });
    if (!answer.ok) return answer;
    items.push(...answer.value.items);
    onRead(items.length);
    after = answer.value.next ?? undefined;
  } while (after);
  return items;
}
