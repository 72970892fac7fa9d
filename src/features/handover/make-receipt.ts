import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { receiptDocument as words } from '#web/words/receipt-document.ts';
import { MakeReceipt } from './receipt-contract.ts';
import { csvOf } from './receipt-document.ts';
import { pdfOf } from './receipt-pdf.ts';
import { paperFacts, paperLines } from './receipt-store.ts';

/** Takes the receipt for the file out, with its entry. What it says is read at once; the file is made while it is sent. */
export const makeReceipt = command(MakeReceipt, async (tx, _actor, { handoverId, format }) => {
  const [facts, { lines, closed }] = await Promise.all([paperFacts(tx, handoverId), paperLines(tx, handoverId)]);
  if (!facts) throw new Refusal('handover/receipt-not-found');
  const fileName = `${words.fileName(facts.leaverName, facts.at.slice(0, 10))}.${format}`;
  const output =
    format === 'pdf'
      ? { type: 'application/pdf', fileName, content: pdfOf({ facts, lines, closed }) }
      : { type: 'text/csv; charset=utf-8', fileName, content: inPieces(csvOf({ facts, lines, closed })) };
  return {
    output,
    audit: { subjectUserId: facts.leaverId, facts: { handoverId, format, exported: lines.length } },
  };
});

async function* inPieces(pieces: Iterable<string>) {
  yield* pieces;
}
