import { MARGIN, paper } from '#kernel/paper.ts';
import { prescriptionDocument as words } from '#web/words/prescription-document.ts';
import type { PrescriptionLine, PrescriptionRead } from './contract.ts';

interface Printed {
  readonly prescription: Pick<PrescriptionRead, 'letterhead' | 'writtenFor' | 'lines' | 'note' | 'signedBy'>;
  /** The day it was signed. */
  readonly day: string;
}

/** A prescription on paper, as it was signed: letterhead, for whom, each medication, note, and a line for the pen. */
export function pdfOf({ prescription, day }: Printed): AsyncIterable<Uint8Array> {
  const { letterhead, writtenFor, lines, note } = prescription;
  const doc = paper({
    title: words.title,
    author: letterhead.clinicName,
    layout: 'portrait',
    foot: (page) => words.page(writtenFor.name, day, page),
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const tagged = (tag: 'H1' | 'H2' | 'P', draw: () => unknown) => root.add(doc.struct(tag, {}, [() => void draw()]));
  const text = (value: string, size = 10) => tagged('P', () => doc.font('plain').fontSize(size).text(value, MARGIN));
  const labelled = (label: string, value: string) =>
    tagged('P', () => {
      doc.font('bold').fontSize(10).text(`${label}: `, MARGIN, doc.y, { continued: true });
      doc.font('plain').text(value);
    });
  for (const line of headOf(letterhead)) text(line);
  doc.moveDown(1);
  tagged('H1', () => doc.font('bold').fontSize(17).text(words.title, MARGIN));
  doc.moveDown(0.4);
  for (const [label, value] of [[words.day, day] as const, ...whoseOf(writtenFor)]) labelled(label, value);
  for (const [at, line] of lines.entries()) {
    doc.moveDown(0.9);
    tagged('H2', () =>
      doc
        .font('bold')
        .fontSize(12)
        .text(`${at + 1}. ${titleOf(line)}`, MARGIN),
    );
    doc.moveDown(0.2);
    for (const [label, value] of saidOf(line)) labelled(label, value);
  }
  if (note) {
    doc.moveDown(0.9);
    labelled(words.note, note);
  }
  doc.moveDown(3);
  text(`${words.signature}: ______________________________`);
  text(words.signed(nameOf(letterhead), day), 9);
  root.end();
  doc.end();
  return doc;
}

const nameOf = ({ type, name }: Pick<PrescriptionRead['letterhead'], 'type' | 'name'>) =>
  type === 'doctor' ? words.doctor(name) : name;

const headOf = (letterhead: PrescriptionRead['letterhead']): string[] =>
  [
    letterhead.clinicName,
    nameOf(letterhead),
    letterhead.numbers.map(({ label, value }) => words.number(label, value)).join(', '),
    letterhead.address,
    letterhead.city,
    [letterhead.phone && words.tel(letterhead.phone), letterhead.fax && words.fax(letterhead.fax)]
      .filter(Boolean)
      .join(', '),
  ].filter(Boolean);

const whoseOf = ({ name, dateOfBirth, healthNumber, address }: PrescriptionRead['writtenFor']) =>
  [
    [words.patient, name],
    [words.born, dateOfBirth ?? words.unknown],
    [words.healthNumber, healthNumber || words.unknown],
    [words.address, address.replaceAll('\n', ', ') || words.unknown],
  ] as const;

const titleOf = ({ medication, dose }: PrescriptionLine) => [medication, dose].filter(Boolean).join(', ');

const saidOf = ({ directions, quantity, refills }: PrescriptionLine) =>
  [
    [words.directions, directions],
    [words.quantity, quantity],
    [words.refills, refills > 0 ? String(refills) : words.noRefills],
  ] as const;
