import { setImmediate } from 'node:timers/promises';
import { concernsNumbers } from '#kernel/audit-entry.ts';
import { command } from '#kernel/command.ts';
import type { Tx } from '#kernel/db.ts';
import { MARGIN, paper } from '#kernel/paper.ts';
import { pdfTable } from '#kernel/pdf-table.ts';
import { Refusal } from '#kernel/refusal.ts';
import { cursor, unread } from '#kernel/stream.ts';
import { reportWords as words } from '#web/words/demographic-report.ts';
import { criteriaSentence } from '#web/words/report-criteria.ts';
import { checkCriteria, recorded } from './checked.ts';
import { type Asked, MOST_PRINTED, PrintReport } from './contract.ts';
import * as store from './store.ts';

/** What stands above the table. */
interface Head {
  readonly clinic: string;
  readonly day: string;
  readonly shown: number;
  readonly found: number;
  readonly sentence: string;
}

/** Columns that fit on a letter page; more of them take the next larger paper, in smaller letters. */
const MOST_ON_LETTER = 9;
const SIZES = { LETTER: { width: 792, letters: 8.5 }, TABLOID: { width: 1224, letters: 6 } } as const;
/** Rows that are set before other requests get their turn. */
const AT_ONCE = 40;

async function write(doc: PDFKit.PDFDocument, tx: Tx, { asked, head }: { readonly asked: Asked; readonly head: Head }) {
  const { columns } = asked;
  const { width, letters } = SIZES[columns.length > MOST_ON_LETTER ? 'TABLOID' : 'LETTER'];
  const root = doc.struct('Document');
  const tagged = (tag: 'H1' | 'P', draw: () => unknown) => root.add(doc.struct(tag, {}, [() => void draw()]));
  doc.addStructure(root);
  doc.addPage();
  tagged('H1', () => doc.font('bold').fontSize(17).text(words.title));
  doc.moveDown(0.3);
  tagged('P', () => doc.font('plain').fontSize(9).text(words.paper.head(head.clinic, head.day)));
  tagged('P', () => doc.font('bold').fontSize(9).text(words.result.count(head.shown, head.found)));
  tagged('P', () => doc.font('plain').fontSize(9).text(head.sentence));
  doc.moveDown(0.6);
  const each = (width - MARGIN * 2) / columns.length;
  const table = pdfTable(doc, root, {
    columns: columns.map((column) => words.columns[column]),
    widths: columns.map(() => each),
    size: letters,
  });
  let set = 0;
  for await (const rows of cursor(tx, store.wholeReport(asked))) {
    for (const { cells } of rows) {
      // oxlint-disable-next-line no-await-in-loop -- a long report is set piece by piece, so that nobody else waits for it
      if (set++ % AT_ONCE === 0) await setImmediate();
      table.row(columns.map((column, at) => ({ text: words.cell(column, cells[at] ?? '') })));
    }
  }
  table.end();
  root.end();
  doc.end();
}

/** A whole report on paper, as long as somebody would read it there. */
export const printReport = command(PrintReport, async (tx, _actor, asked) => {
  const { criteria, today } = await checkCriteria(tx, asked.criteria);
  const dated = { ...asked, criteria };
  const [{ found, shown }, { clinic, names }] = await Promise.all([
    store.countReport(tx, dated),
    store.namesIn(tx, asked.criteria),
  ]);
  if (shown > MOST_PRINTED) throw new Refusal('report/too-long-to-print', { patients: shown, most: MOST_PRINTED });
  await concernsNumbers(tx, store.numbersShown(dated));
  const sentence = criteriaSentence(criteria, (id) => names[id]);
  const head = { clinic, day: today, shown, found, sentence };
  const size = asked.columns.length > MOST_ON_LETTER ? 'TABLOID' : 'LETTER';
  const content = (reading: Tx) => {
    const doc = paper({ title: words.title, author: clinic, foot: (page) => words.paper.page(page), size });
    void write(doc, reading, { asked: dated, head }).catch((error: Error) => doc.destroy(error));
    return doc as AsyncIterable<Uint8Array>;
  };
  return {
    output: { type: 'application/pdf', fileName: `${words.file(today)}.pdf`, content: unread() },
    content,
    audit: { facts: { ...recorded(asked), patients: shown } },
  };
});
