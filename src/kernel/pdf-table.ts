/** A cell: lines of text, the first of them in bold where it names the row. */
export interface Cell {
  readonly bold?: string;
  readonly text: string;
}

interface TableWords {
  readonly columns: readonly string[];
  /** Of each column, in points. */
  readonly widths: readonly number[];
}

const SIZE = 8.5;
const PAD = 4;

/** Draws rows on pages, each with the headings on top, tagged so that it is read out as a table. */
export function pdfTable(doc: PDFKit.PDFDocument, parent: PDFKit.PDFStructureElement, { columns, widths }: TableWords) {
  const table = doc.struct('Table');
  parent.add(table);
  const left = doc.page.margins.left;
  const leftOf = (at: number) => left + widths.slice(0, at).reduce((sum, width) => sum + width, 0);
  const bottom = () => doc.page.height - doc.page.margins.bottom;

  const write = ({ bold, text }: Cell, at: number, top: number) => {
    const width = (widths[at] ?? 0) - PAD * 2;
    doc.fontSize(SIZE);
    if (bold) doc.font('bold').text(bold, leftOf(at) + PAD, top + PAD, { width });
    if (text) doc.font('plain').text(text, leftOf(at) + PAD, bold ? doc.y : top + PAD, { width });
  };
  const heightOf = ({ bold, text }: Cell, at: number) => {
    const width = (widths[at] ?? 0) - PAD * 2;
    doc.fontSize(SIZE);
    const first = bold ? doc.font('bold').heightOfString(bold, { width }) : 0;
    return first + (text ? doc.font('plain').heightOfString(text, { width }) : 0) + PAD * 2;
  };
  const rule = (y: number) => {
    doc.markContent('Artifact', { type: 'Layout' });
    doc.moveTo(left, y).lineTo(leftOf(widths.length), y).lineWidth(0.5).strokeColor('#848f94').stroke();
    doc.endMarkedContent();
  };
  const rowOf = (kind: 'TH' | 'TD', cells: readonly Cell[], height: number) => {
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    for (const [at, cell] of cells.entries()) row.add(doc.struct(kind, {}, [() => write(cell, at, top)]));
    row.end();
    rule(top + height);
    doc.y = top + height;
  };
  const headings = columns.map((bold) => ({ bold, text: '' }));
  const headingsHeight = Math.max(...headings.map(heightOf));
  rowOf('TH', headings, headingsHeight);
  /** On a page that goes on with the table the headings are for the eye; who hears it has heard them. */
  const headingsAgain = () => {
    const top = doc.y;
    doc.markContent('Artifact', { type: 'Pagination' });
    for (const [at, cell] of headings.entries()) write(cell, at, top);
    doc.endMarkedContent();
    rule(top + headingsHeight);
    doc.y = top + headingsHeight;
  };
  return {
    row: (cells: readonly Cell[]) => {
      const height = Math.max(...cells.map(heightOf));
      if (doc.y + height > bottom()) {
        doc.addPage();
        headingsAgain();
      }
      rowOf('TD', cells, height);
    },
    end: () => table.end(),
  };
}
