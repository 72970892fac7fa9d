import { setImmediate } from 'node:timers/promises';
import { MARGIN, paper } from '#kernel/paper.ts';
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

/** The document on paper, made while it is sent. */
export function pdfOf(document: ReviewDocument): AsyncIterable<Uint8Array> {
  const { name, clinicName } = document.facts;
  const doc = paper({
    title: words.title(name),
    author: clinicName,
    foot: (page) => words.paper.page(name, page),
  });
  void write(doc, document).catch((error: Error) => doc.destroy(error));
  return doc;
}

async function write(doc: PDFKit.PDFDocument, document: ReviewDocument): Promise<void> {
  const root = doc.struct('Document');
  const tagged = (tag: 'H1' | 'H2' | 'P', draw: () => unknown) => doc.struct(tag, {}, [() => void draw()]);
  doc.addStructure(root);
  doc.addPage();
  root.add(tagged('H1', () => doc.font('bold').fontSize(17).text(words.title(document.facts.name))));
  doc.moveDown(0.4);
  for (const [label, value] of headOf(document)) {
    root.add(
      tagged('P', () => {
        doc.font('bold').fontSize(9).text(`${label}: `, MARGIN, doc.y, { continued: true });
        doc.font('plain').text(value);
      }),
    );
  }
  const { keptDigest } = document.facts;
  if (keptDigest && keptDigest !== document.digest)
    root.add(tagged('P', () => doc.font('bold').fontSize(9).text(words.digestDiffers)));
  root.add(tagged('P', () => doc.font('plain').fontSize(8).text(words.digestSays)));
  doc.moveDown(0.8);
  root.add(tagged('H2', () => doc.font('bold').fontSize(12).text(words.paper.lines)));
  doc.moveDown(0.3);
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
