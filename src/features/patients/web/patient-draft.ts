import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import { patientWords } from '#web/words/patients.ts';
import { criteriaWords } from '#web/words/report-criteria.ts';
import type { AddPatient, Details, MasterFile } from '../contract.ts';

const words = patientWords.form;
type Fields = Input<typeof AddPatient>;
const days = ['dateOfBirth', 'deceasedOn', 'healthEffectiveOn', 'healthRenewOn', 'joinedOn', 'endedOn'] as const;
type DayField = (typeof days)[number];

/** A master file as the form holds it while it is filled in; a date not given is an empty text. */
export interface PatientDraft
  extends Omit<Fields, DayField | keyof Details | 'siteId'>, Omit<Details, DayField>, Record<DayField, string> {
  /** The home site. */
  siteId: Id<'site'> | null;
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
  healthVersion: words.healthVersion,
  healthCardType: words.healthCardType,
  healthEffectiveOn: words.healthEffectiveOn,
  healthRenewOn: words.healthRenewOn,
  pcnIndicator: words.pcnIndicator,
  phone: words.phone,
  secondPhone: words.secondPhone,
  cellPhone: words.cellPhone,
  email: words.email,
  address: words.address,
  city: words.city,
  province: words.province,
  postalCode: words.postalCode,
  newsletter: words.newsletter,
  mrpId: words.mrp,
  siteId: words.homeSite,
  rosterStatus: words.rosterStatus,
  patientStatus: words.patientStatus,
  joinedOn: words.joinedOn,
  endedOn: words.endedOn,
  chartNumber: words.chartNumber,
  familyDoctor: words.familyDoctor,
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
  siteId: null,
  healthVersion: '',
  healthCardType: '',
  healthEffectiveOn: '',
  healthRenewOn: '',
  pcnIndicator: '',
  secondPhone: '',
  chartNumber: '',
  rosterStatus: '',
  patientStatus: 'active',
  joinedOn: '',
  endedOn: '',
  familyDoctor: '',
  newsletter: '',
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
  siteId: file.site?.siteId ?? null,
  healthVersion: file.healthVersion,
  healthCardType: file.healthCardType,
  healthEffectiveOn: file.healthEffectiveOn ?? '',
  healthRenewOn: file.healthRenewOn ?? '',
  pcnIndicator: file.pcnIndicator,
  secondPhone: file.secondPhone,
  chartNumber: file.chartNumber,
  rosterStatus: file.rosterStatus,
  patientStatus: file.patientStatus,
  joinedOn: file.joinedOn ?? '',
  endedOn: file.endedOn ?? '',
  familyDoctor: file.familyDoctor,
  newsletter: file.newsletter,
});

export const toFields = (draft: PatientDraft): Fields => ({
  ...draft,
  ...(Object.fromEntries(days.map((day) => [day, draft[day] || null])) as Record<DayField, string | null>),
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

/** How the page names an MRP and a site. */
interface Names {
  readonly person: (userId: Id<'user'>) => string;
  readonly site: (siteId: Id<'site'>) => string;
}

/** Both versions, field by field, where they differ, as the page says them. */
export function differences({ base, mine, theirs }: Versions, names: Names): Difference<Field>[] {
  const said = (draft: PatientDraft, field: Field): string => {
    if (field === 'mrpId') return draft.mrpId ? names.person(draft.mrpId) : '';
    if (field === 'siteId') return draft.siteId ? names.site(draft.siteId) : '';
    if (field === 'sex') return patientWords.sexes[draft.sex];
    if (field === 'rosterStatus') return criteriaWords.rosterStatuses[draft.rosterStatus];
    if (field === 'patientStatus') return criteriaWords.patientStatuses[draft.patientStatus];
    if (field === 'newsletter') return criteriaWords.newsletters[draft.newsletter];
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
