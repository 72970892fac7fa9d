import { createRequire } from 'node:module';
import Paper from 'pdfkit';

const require = createRequire(import.meta.url);
const PLAIN = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const BOLD = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');
export const MARGIN = 40;

interface PaperOptions {
  readonly title: string;
  readonly author: string;
  /** What stands at the foot of each page. */
  readonly foot: (page: number) => string;
  readonly size?: 'LETTER' | 'TABLOID';
  /** Landscape when left out: most of what is printed are tables. */
  readonly layout?: 'portrait' | 'landscape';
}

/** A document on paper: tagged, titled and in its language, so that it can be heard as well as read. @see docs/sources.md#pdf-ua */
export function paper({
  title,
  author,
  foot,
  size = 'LETTER',
  layout = 'landscape',
}: PaperOptions): PDFKit.PDFDocument {
  const doc = new Paper({
    size,
    layout,
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 16 },
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never, // known to the library, not yet to its types
    tagged: true,
    lang: 'en-CA',
    displayTitle: true,
    autoFirstPage: false,
    // None to begin with: the same file under a second name would be read anew at each change of font.
    font: '',
    info: { Title: title, Author: author, Creator: 'Custodian' },
  });
  doc.registerFont('plain', PLAIN).registerFont('bold', BOLD);
  let page = 0;
  doc.on('pageAdded', () => {
    page += 1;
    doc.markContent('Artifact', { type: 'Pagination' });
    const { height, margins } = doc.page;
    // Below the margin, where text would otherwise begin another page.
    doc.page.margins.bottom = 0;
    doc
      .font('plain')
      .fontSize(7.5)
      .text(foot(page), MARGIN, height - margins.bottom - MARGIN + 8, { lineBreak: false });
    doc.page.margins.bottom = MARGIN + 16;
    doc.endMarkedContent();
    doc.x = MARGIN;
    doc.y = MARGIN;
  });
  return doc;
}

interface Head {
  readonly title: string;
  /** What it says before anything else, as label and value. */
  readonly lines: readonly (readonly [string, string])[];
}

/** Begins a document on its first page; answers what further parts are added to. */
export function beginDocument(doc: PDFKit.PDFDocument, { title, lines }: Head) {
  const root = doc.struct('Document');
  const tagged = (tag: 'H1' | 'H2' | 'P', draw: () => unknown) => root.add(doc.struct(tag, {}, [() => void draw()]));
  doc.addStructure(root);
  doc.addPage();
  tagged('H1', () => doc.font('bold').fontSize(17).text(title));
  doc.moveDown(0.4);
  for (const [label, value] of lines)
    tagged('P', () => {
      doc.font('bold').fontSize(9).text(`${label}: `, MARGIN, doc.y, { continued: true });
      doc.font('plain').text(value);
    });
  return {
    root,
    note: (text: string) => tagged('P', () => doc.font('plain').fontSize(8).text(text, MARGIN)),
    warning: (text: string) => tagged('P', () => doc.font('bold').fontSize(9).text(text, MARGIN)),
    heading: (text: string) => {
      doc.moveDown(0.8);
      tagged('H2', () => doc.font('bold').fontSize(12).text(text, MARGIN));
      doc.moveDown(0.3);
    },
  };
}
