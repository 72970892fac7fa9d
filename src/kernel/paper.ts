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
}

/** A document on paper: tagged, titled and in its language, so that it can be heard as well as read. @see docs/sources.md#pdf-ua */
export function paper({ title, author, foot, size = 'LETTER' }: PaperOptions): PDFKit.PDFDocument {
  const doc = new Paper({
    size,
    layout: 'landscape',
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
