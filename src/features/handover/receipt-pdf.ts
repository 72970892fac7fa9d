import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { beginDocument, paper } from '#kernel/paper.ts';
import { pdfTable } from '#kernel/pdf-table.ts';
import { receiptDocument as words } from '#web/words/receipt-document.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import { hasChanged, headOf, type ReceiptDocument } from './receipt-document.ts';

const SUMMARY_WIDTHS = [180, 80, 180, 272];
const ITEM_WIDTHS = [106, 206, 120, 120, 70, 90];
/** More would be a book that nobody reads; the CSV file has them all. */
const MOST_ITEMS = 2_000;
const AT_ONCE = 20;

/** The receipt on paper: what went where, and up to two thousand items one by one. */
export function pdfOf(document: ReceiptDocument): AsyncIterable<Uint8Array> {
  const { leaverName, clinicName } = document.facts;
  const title = words.title(leaverName);
  const doc = paper({ title, author: clinicName, foot: (page) => words.page(leaverName, page) });
  void write(doc, document).catch((error: Error) => doc.destroy(error));
  return doc;
}

async function write(doc: PDFKit.PDFDocument, document: ReceiptDocument): Promise<void> {
  const { facts, lines } = document;
  const begun = beginDocument(doc, { title: words.title(facts.leaverName), lines: headOf(document) });
  const { root, note, warning, heading } = begun;
  if (hasChanged(document)) warning(words.digestDiffers);
  note(words.digestSays);
  heading(words.summary);
  const summary = pdfTable(doc, root, { columns: words.summaryColumns, widths: SUMMARY_WIDTHS });
  for (const { kind, items, disposition, successor } of facts.sums)
    summary.row([
      { text: workKinds[kind]?.many ?? kind },
      { text: String(items) },
      { text: words.happened[disposition] },
      { text: successor ?? '' },
    ]);
  summary.end();
  heading(words.items);
  if (lines.length > MOST_ITEMS) note(words.tooMany(MOST_ITEMS));
  else await writeItems(doc, root, lines);
  root.end();
  doc.end();
}

async function writeItems(
  doc: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  lines: readonly string[],
): Promise<void> {
  const table = pdfTable(doc, root, { columns: words.columns, widths: ITEM_WIDTHS });
  for (const [at, line] of lines.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- a long document is set piece by piece, so that nobody else waits for it
    if (at % AT_ONCE === 0) await setImmediate();
    const [cells = []] = parse(line);
    table.row(cells.map((text) => ({ text })));
  }
  table.end();
}
