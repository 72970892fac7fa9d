import type { Id } from '#kernel/brand.ts';
import { newKey } from '#web/new-key.ts';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import type { Missing } from '#web/missing.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import { MOST_REFILLS, type PrescriptionChoices, type PrescriptionLine, type PrescriptionRead } from '../contract.ts';

const words = prescriptionWords.form;

/** A line as the form holds it; the key is its own while it is written. */
export interface LineDraft {
  readonly key: string;
  readonly medication: string;
  readonly dose: string;
  readonly directions: string;
  readonly quantity: string;
  readonly refills: string;
}
export type LineField = Exclude<keyof LineDraft, 'key'>;

/** A prescription as the form holds it. */
export interface PrescriptionDraft {
  readonly siteId: Id<'site'>;
  readonly lines: readonly LineDraft[];
  readonly note: string;
}

export const emptyLine = (): LineDraft => ({
  key: newKey(),
  medication: '',
  dose: '',
  directions: '',
  quantity: '',
  refills: '0',
});

export const emptyDraft = (siteId: Id<'site'>): PrescriptionDraft => ({ siteId, lines: [emptyLine()], note: '' });

export const draftOf = ({
  siteId,
  lines,
  note,
}: Pick<PrescriptionRead, 'siteId' | 'lines' | 'note'>): PrescriptionDraft => ({
  siteId,
  lines: lines.map((line, at) => ({ ...line, key: String(at), refills: String(line.refills) })),
  note,
});

/** As it is sent. */
export const sentOf = ({ siteId, lines, note }: PrescriptionDraft) => ({
  siteId,
  note,
  lines: lines.map(({ key: _key, refills, ...line }): PrescriptionLine => ({ ...line, refills: Number(refills) })),
});

/** The name of a field of a line, as the form and the server call it. */
export const nameOf = (at: number, field: LineField) => `lines.${at}.${field}`;

const isCount = (refills: string) => /^\d{1,2}$/.test(refills.trim()) && Number(refills) <= MOST_REFILLS;

/** The fields that must be filled in before it can be saved, by the name of the field. */
export const missingOf = ({ lines }: PrescriptionDraft): readonly Missing[] =>
  lines.flatMap((line, at) => {
    const label = (field: LineField) => (lines.length > 1 ? `${words[field]} ${at + 1}` : words[field]);
    const needed = (['medication', 'directions', 'quantity'] as const)
      .filter((field) => !line[field].trim())
      .map((field) => ({ field: nameOf(at, field), label: label(field) }));
    return isCount(line.refills)
      ? needed
      : [...needed, { field: nameOf(at, 'refills'), label: label('refills'), says: words.refillsWrong }];
  });

const lineSaid = ({ medication, dose, directions, quantity, refills }: LineDraft) =>
  words.lineSaid([medication, dose, directions, quantity], refills);

type Field = keyof PrescriptionDraft;
const fields = ['siteId', 'lines', 'note'] as const satisfies readonly Field[];
const said = (draft: PrescriptionDraft, field: Field, sites: PrescriptionChoices['sites']): string =>
  field === 'siteId'
    ? (sites.find(({ siteId }) => siteId === draft.siteId)?.name ?? draft.siteId)
    : field === 'lines'
      ? draft.lines.map(lineSaid).join('; ')
      : draft.note;

export const differs = (one: PrescriptionDraft, other: PrescriptionDraft): boolean =>
  fields.some((field) => said(one, field, []) !== said(other, field, []));

interface Versions {
  /** As both began with it. */
  readonly base: PrescriptionDraft;
  readonly mine: PrescriptionDraft;
  readonly theirs: PrescriptionDraft;
}

/** The fields in which two versions differ, in words. */
export function differences(
  { base, mine, theirs }: Versions,
  sites: PrescriptionChoices['sites'],
): Difference<Field>[] {
  const labels = { siteId: words.site, lines: words.what, note: words.note };
  return fields
    .map((field) => ({
      field,
      label: labels[field],
      mine: said(mine, field, sites),
      theirs: said(theirs, field, sites),
      proposed: said(theirs, field, sites) === said(base, field, sites) ? ('mine' as const) : ('theirs' as const),
    }))
    .filter((one) => one.mine !== one.theirs);
}

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (
  mine: PrescriptionDraft,
  theirs: PrescriptionDraft,
  ofMine: readonly Field[],
): PrescriptionDraft => ({ ...theirs, ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])) });
