import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { accessReviewDocument as words } from '#web/words/access-review-document.ts';
import { MakeDocument } from './contract.ts';
import { pdfOf } from './document-pdf.ts';
import { documentFacts, documentLines } from './document-store.ts';
import { csvOf, digestOf } from './document-table.ts';

/** Takes the document for the file out, with its entry. What it says is read at once; the file is made while it is sent. */
export const makeDocument = command(MakeDocument, async (tx, _actor, { reviewId, format }) => {
  const [facts, lines] = await Promise.all([documentFacts(tx, reviewId), documentLines(tx, reviewId)]);
  if (!facts) throw new Refusal('review/not-found');
  const document = { facts, lines, digest: digestOf(lines) };
  const day = (facts.closedAt ?? facts.madeAt).slice(0, 10);
  const fileName = `${words.fileName(facts.name, day)}.${format}`;
  const output =
    format === 'pdf'
      ? { type: 'application/pdf', fileName, content: pdfOf(document) }
      : { type: 'text/csv; charset=utf-8', fileName, content: inOnePiece(csvOf(document)) };
  return { output, audit: { facts: { reviewId, review: facts.name, format, exported: lines.length } } };
});

async function* inOnePiece(text: string) {
  yield text;
}
