import { setImmediate } from 'node:timers/promises';
import { beginDocument, paper } from '#kernel/paper.ts';
import { type Cell, pdfTable } from '#kernel/pdf-table.ts';
import { accessReviewDocument as words } from '#web/words/access-review-document.ts';
import type { DocumentLine } from './document-line.ts';
import { headOf, type ReviewDocument } from './document-table.ts';

const WIDTHS = [140, 232, 72, 172, 96];
/** Lines that are set before other requests get their turn. */
const AT_ONCE = 20;

const said = (lines: readonly (string | false | null)[]): string => lines.filter(Boolean).join('\n');

const cellsOf = (line: DocumentLine): Cell[] => [
  { bold: line.name, text: words.paper.user(line) },
  {
    text: said([words.paper.roles(line.roles), words.paper.sites(line.sites), words.paper.numbers(line)]),
  },
  { text: line.lastSignInAt ?? words.never },
  {
    bold: words.decision(line),
    text: said([
      line.endedRoles.length + line.endedSites.length > 0 &&
        words.paper.ended([...line.endedRoles, ...line.endedSites]),
      line.reason && words.paper.reason(line.reason),
    ]),
  },
  { text: said([line.reviewer, line.decidedAt]) },
];

/** The document on paper. */
export function pdfOf(document: ReviewDocument): AsyncIterable<Uint8Array> {
  const { facts } = document;
  const title = words.title(facts.name);
  const doc = paper({ title, author: facts.clinicName, foot: (page) => words.paper.page(facts.name, page) });
  void write(doc, document).catch((error: Error) => doc.destroy(error));
  return doc;
}

async function write(doc: PDFKit.PDFDocument, document: ReviewDocument): Promise<void> {
  const { keptDigest, name } = document.facts;
  const { root, note, warning, heading } = beginDocument(doc, { title: words.title(name), lines: headOf(document) });
  if (keptDigest && keptDigest !== document.digest) warning(words.digestDiffers);
  note(words.digestSays);
  heading(words.paper.lines);
  const table = pdfTable(doc, root, { columns: words.paper.columns, widths: WIDTHS });
  for (const [at, line] of document.lines.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- a long document is set piece by piece, so that nobody else waits for it
    if (at % AT_ONCE === 0) await setImmediate();
    table.row(cellsOf(line));
  }
  table.end();
  root.end();
  doc.end();
}
