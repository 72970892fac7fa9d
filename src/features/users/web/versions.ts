import type { Id } from '#kernel/brand.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import { userWords } from '#web/words/users.ts';
import { fieldOf } from '../provinces/provinces.ts';
import { saidNumber } from './said-number.ts';
import { bcpOf, type Choices, split, type UserDraft } from './user-draft.ts';

const words = userWords.form;

/** What two people may have changed at once, by the label it has on the page; the numbers of a province besides. */
const labels = {
  lastName: words.lastName,
  firstName: words.firstName,
  type: words.type,
  speciality: words.speciality,
  team: words.team,
  sex: words.sex,
  dateOfBirth: words.dateOfBirth,
  confidentialitySignedOn: words.confidentialitySignedOn,
  siteIds: words.sections.sites,
  roleIds: words.sections.roles,
  address: words.address,
  workPhone: words.workPhone,
  fax: words.fax,
  homePhone: words.homePhone,
  cellPhone: words.cellPhone,
  otherPhone: words.otherPhone,
  pager: words.pager,
  contactEmail: words.contactEmail,
  bookingPhones: words.bookingPhones,
  bcpSiteIds: words.sections.bcp,
} as const;
type OwnField = keyof typeof labels;
/** A field of the record, or the key of a number of the province. */
export type Field = string;
const isOwn = (field: Field): field is OwnField => field in labels;

const ids = ['siteIds', 'roleIds', 'bcpSiteIds'] as const;
const isIds = (field: Field): field is (typeof ids)[number] => ids.some((one) => one === field);

/** The ids as they are sent: a site that is not assigned is not registered either. */
const idsOf = (draft: UserDraft, field: (typeof ids)[number]): readonly (Id<'role'> | Id<'site'>)[] =>
  field === 'bcpSiteIds' ? bcpOf(draft) : draft[field];

function valueOf(draft: UserDraft, field: Field): string {
  if (isIds(field))
    return idsOf(draft, field)
      .toSorted((a, b) => a.localeCompare(b))
      .join();
  if (field === 'bookingPhones') return split(draft.bookingPhones).join();
  return (isOwn(field) ? String(draft[field]) : (draft.numbers[field] ?? '')).trim();
}

/** The fields in which two drafts differ, in the order of the page. */
export const changedFields = (a: UserDraft, b: UserDraft): Field[] =>
  [...new Set([...Object.keys(labels), ...Object.keys(a.numbers), ...Object.keys(b.numbers)])].filter(
    (field) => valueOf(a, field) !== valueOf(b, field),
  );

export const labelOf = (field: Field): string => (isOwn(field) ? labels[field] : (fieldOf(field)?.label ?? field));

function said(draft: UserDraft, field: Field, { roles, sites }: Choices): string {
  if (field === 'sex') return draft.sex && words.sexes[draft.sex];
  if (!isIds(field)) return isOwn(field) ? String(draft[field]) : saidNumber(field, draft.numbers[field] ?? '');
  const named = new Map<string, string>([
    ...roles.map(({ roleId, name }) => [roleId, name] as const),
    ...sites.map(({ siteId, name }) => [siteId, name] as const),
  ]);
  return idsOf(draft, field)
    .map((id) => named.get(id) ?? id)
    .toSorted()
    .join(', ');
}

interface Versions {
  /** What the form began with. */
  readonly base: UserDraft;
  readonly mine: UserDraft;
  readonly theirs: UserDraft;
}

/** Both versions, field by field, where they differ. */
export const differences = ({ base, mine, theirs }: Versions, choices: Choices): Difference<Field>[] =>
  changedFields(mine, theirs).map((field) => ({
    field,
    label: labelOf(field),
    mine: said(mine, field, choices),
    theirs: said(theirs, field, choices),
    proposed: valueOf(theirs, field) === valueOf(base, field) ? 'mine' : 'theirs',
  }));

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (mine: UserDraft, theirs: UserDraft, ofMine: readonly Field[]): UserDraft => ({
  ...theirs,
  ...Object.fromEntries(ofMine.filter(isOwn).map((field) => [field, mine[field]])),
  numbers: {
    ...theirs.numbers,
    ...Object.fromEntries(ofMine.filter((field) => !isOwn(field)).map((key) => [key, mine.numbers[key] ?? ''])),
  },
});
