import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import { patientWords } from '#web/words/patients.ts';
import type { AddPatient, MasterFile } from '../contract.ts';

const words = patientWords.form;
type Fields = Input<typeof AddPatient>;

/** A master file as the form holds it while it is filled in; a date not given is an empty text. */
export interface PatientDraft extends Omit<Fields, 'dateOfBirth' | 'deceasedOn'> {
  readonly dateOfBirth: string;
  readonly deceasedOn: string;
}

/** In the order of the page, by the label each has there. */
const labels = {
  lastName: words.lastName,
  firstName: words.firstName,
  dateOfBirth: words.dateOfBirth,
  sex: words.sex,
  deceasedOn: words.deceasedOn,
  healthNumber: words.healthNumber,
  healthProvince: words.healthProvince,
  phone: words.phone,
  cellPhone: words.cellPhone,
  email: words.email,
  address: words.address,
  city: words.city,
  province: words.province,
  postalCode: words.postalCode,
  mrpId: words.mrp,
} as const satisfies Record<keyof PatientDraft, string>;
export type Field = keyof typeof labels;
const fields = Object.keys(labels) as Field[];

export const emptyDraft = (healthProvince: Fields['healthProvince']): PatientDraft => ({
  lastName: '',
  firstName: '',
  dateOfBirth: '',
  sex: '',
  deceasedOn: '',
  healthNumber: '',
  healthProvince,
  phone: '',
  cellPhone: '',
  email: '',
  address: '',
  city: '',
  province: '',
  postalCode: '',
  mrpId: null,
});

/** What Edit begins with. */
export const draftOf = (file: MasterFile): PatientDraft => ({
  lastName: file.lastName,
  firstName: file.firstName,
  dateOfBirth: file.dateOfBirth ?? '',
  sex: file.sex,
  deceasedOn: file.deceasedOn ?? '',
  healthNumber: file.healthNumber,
  healthProvince: file.healthProvince,
  phone: file.phone,
  cellPhone: file.cellPhone,
  email: file.email,
  address: file.address,
  city: file.city,
  province: file.province,
  postalCode: file.postalCode,
  mrpId: file.mrp?.userId ?? null,
});

export const toFields = ({ dateOfBirth, deceasedOn, ...draft }: PatientDraft): Fields => ({
  ...draft,
  dateOfBirth: dateOfBirth || null,
  deceasedOn: deceasedOn || null,
});

const valueOf = (draft: PatientDraft, field: Field): string => (draft[field] ?? '').trim();

/** The fields in which two drafts differ, in the order of the page. */
export const changedFields = (a: PatientDraft, b: PatientDraft): Field[] =>
  fields.filter((field) => valueOf(a, field) !== valueOf(b, field));

export const labelOf = (field: Field): string => labels[field];

interface Versions {
  /** What the form began with. */
  readonly base: PatientDraft;
  readonly mine: PatientDraft;
  readonly theirs: PatientDraft;
}

/** Both versions, field by field, where they differ, as the page says them. */
export function differences(
  { base, mine, theirs }: Versions,
  nameOf: (userId: Id<'user'>) => string,
): Difference<Field>[] {
  const said = (draft: PatientDraft, field: Field): string => {
    if (field === 'mrpId') return draft.mrpId ? nameOf(draft.mrpId) : '';
    if (field === 'sex') return patientWords.sexes[draft.sex];
    return field === 'healthProvince' ? patientWords.provinces[draft.healthProvince] : draft[field];
  };
  return changedFields(mine, theirs).map((field) => ({
    field,
    label: labels[field],
    mine: said(mine, field),
    theirs: said(theirs, field),
    proposed: valueOf(theirs, field) === valueOf(base, field) ? 'mine' : 'theirs',
  }));
}

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (mine: PatientDraft, theirs: PatientDraft, ofMine: readonly Field[]): PatientDraft => ({
  ...theirs,
  ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])),
});
