import { setImmediate } from 'node:timers/promises';
import { beginDocument, paper } from '#kernel/paper.ts';
import { type Cell, pdfTable } from '#kernel/pdf-table.ts';
import { auditWords } from '#web/words/audit.ts';
import { reachWords } from '#web/words/reach.ts';
import type { Opener, Use } from './contract.ts';
import { informationOf } from './lines.ts';

const words = reachWords.paper;

/** Rows that are set before other requests get their turn. */
const AT_ONCE = 20;

interface Sheet {
  readonly title: string;
  readonly clinic: string;
  /** What it says before the table, as label and value. */
  readonly lines: readonly (readonly [string, string])[];
  readonly columns: readonly string[];
  /** Of each column, in points. */
  readonly widths: readonly number[];
}

type Rows = AsyncIterable<readonly (readonly Cell[])[]>;

/** A list as a document on paper, set while it is read: however long it is, all of it. */
export function onPaper(sheet: Sheet, rows: Rows): AsyncIterable<Uint8Array> {
  const { title, clinic } = sheet;
  const doc = paper({ title, author: clinic, foot: (page) => words.page(title, page) });
  void write(doc, sheet, rows).catch((error: Error) => doc.destroy(error));
  return doc;
}

async function write(doc: PDFKit.PDFDocument, { title, lines, columns, widths }: Sheet, all: Rows) {
  const { root } = beginDocument(doc, { title, lines });
  doc.moveDown(0.8);
  const table = pdfTable(doc, root, { columns, widths });
  let set = 0;
  for await (const rows of all) {
    for (const row of rows) {
      // oxlint-disable-next-line no-await-in-loop -- a long document is set piece by piece, so that nobody else waits for it
      if (set++ % AT_ONCE === 0) await setImmediate();
      table.row(row);
    }
  }
  table.end();
  root.end();
  doc.end();
}

const lined = (lines: readonly string[]): string => lines.filter(Boolean).join('\n');

/** A use as a row of the report on paper, its time by the clinic's clock. */
export const rowOfUse = (timeZone: string) => (use: Use) => [
  { text: words.time(use.at, timeZone) },
  {
    bold: use.who?.name ?? reachWords.uses.nobodySignedIn,
    text: lined([reachWords.list(use.roles), use.onBehalfOf ? auditWords.behalfOf(use.onBehalfOf.name) : '']),
  },
  {
    text: lined([
      auditWords.action(use.action, use.outcome),
      use.outcome === 'refused' ? reachWords.uses.outcomes.refused : '',
    ]),
  },
  { text: informationOf(use) },
  { text: use.origin ?? '' },
];
export const usesSheet = {
  columns: (['when', 'who', 'what', 'information', 'from'] as const).map((column) => reachWords.uses.columns[column]),
  widths: [118, 180, 224, 90, 100],
};

/** Who could open a chart as a row on paper. */
export const rowOfOpener = ({ name, type, through, standing, blocks }: Opener) => [
  { bold: name, text: type },
  { text: reachWords.list(through.map((role) => role.name)) },
  {
    bold: reachWords.openers.standings[standing],
    text: lined(
      blocks.map((block) => [reachWords.openers.bySet(block.set), ...reachWords.block.terms(block)].join(', ')),
    ),
  },
];
export const openersSheet = {
  columns: [
    reachWords.openers.columns.user,
    reachWords.openers.columns.through,
    reachWords.openers.columns.standing,
  ] as const,
  widths: [220, 180, 312],
};
