import type { Id } from '#kernel/brand.ts';
import { userWords } from '#web/words/users.ts';
import type { Choices, UserDraft } from './user-draft.ts';

const words = userWords.form;

/** What two people may have changed at once, by the label it has on the page. */
const labels = {
  lastName: words.lastName,
  firstName: words.firstName,
  type: words.type,
  speciality: words.speciality,
  siteIds: words.sections.sites,
  roleIds: words.sections.roles,
  address: words.address,
  workPhone: words.workPhone,
  fax: words.fax,
  homePhone: words.homePhone,
  cellPhone: words.cellPhone,
  contactEmail: words.contactEmail,
} as const;
export type Field = keyof typeof labels;
const fields = Object.keys(labels) as Field[];

/** A field of which there are two versions. */
export interface Difference {
  readonly field: Field;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  /** Whoever alone changed it; theirs where both did. */
  readonly proposed: 'mine' | 'theirs';
}

const valueOf = (draft: UserDraft, field: Field): string =>
  field === 'siteIds' || field === 'roleIds'
    ? draft[field].toSorted((a, b) => a.localeCompare(b)).join()
    : draft[field].trim();

/** The fields in which two drafts differ, in the order of the page. */
export const changedFields = (a: UserDraft, b: UserDraft): Field[] =>
  fields.filter((field) => valueOf(a, field) !== valueOf(b, field));

export const labelOf = (field: Field): string => labels[field];

function said(draft: UserDraft, field: Field, { roles, sites }: Choices): string {
  const names = (
    ids: readonly string[],
    of: readonly { readonly id: Id<'role'> | Id<'site'>; readonly name: string }[],
  ) =>
    ids
      .map((id) => of.find((one) => one.id === id)?.name ?? id)
      .toSorted()
      .join(', ');
  if (field === 'roleIds')
    return names(
      draft.roleIds,
      roles.map(({ roleId: id, name }) => ({ id, name })),
    );
  if (field === 'siteIds')
    return names(
      draft.siteIds,
      sites.map(({ siteId: id, name }) => ({ id, name })),
    );
  return draft[field];
}

interface Versions {
  /** What the form began with. */
  readonly base: UserDraft;
  readonly mine: UserDraft;
  readonly theirs: UserDraft;
}

/** Both versions, field by field, where they differ. */
export const differences = ({ base, mine, theirs }: Versions, choices: Choices): Difference[] =>
  changedFields(mine, theirs).map((field) => ({
    field,
    label: labels[field],
    mine: said(mine, field, choices),
    theirs: said(theirs, field, choices),
    proposed: valueOf(theirs, field) === valueOf(base, field) ? 'mine' : 'theirs',
  }));

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (mine: UserDraft, theirs: UserDraft, ofMine: readonly Field[]): UserDraft => ({
  ...theirs,
  ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])),
});
