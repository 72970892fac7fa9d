import type { Refused } from '#web/api.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import { roleWords } from '#web/words/roles.ts';
import type { PermissionChoice, RoleRecord } from '../contract.ts';
import { differences as changes } from '../rules.ts';

const words = roleWords.form;

/** What the page of a role edits. */
export interface RoleDraft {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

export const emptyDraft: RoleDraft = { name: '', description: '', permissions: [] };

export const draftOf = ({ name, description, permissions }: RoleRecord): RoleDraft => ({
  name,
  description,
  permissions: permissions.map(({ permission }) => permission),
});

/** A refusal that is about the name stands at its field. */
export const fieldOfName = ({ code }: Refused): string | undefined =>
  code === 'role/name-taken' || code === 'role/name-short' ? 'name' : undefined;

const fields = { name: words.name, description: words.description, permissions: words.permissions } as const;
export type RoleField = keyof typeof fields;

const valueOf = (draft: RoleDraft, field: RoleField): string =>
  field === 'permissions' ? draft.permissions.toSorted().join(' ') : draft[field].trim();

const changedFields = (a: RoleDraft, b: RoleDraft): RoleField[] =>
  (Object.keys(fields) as RoleField[]).filter((field) => valueOf(a, field) !== valueOf(b, field));

/** What differs, for the line beside the button: nothing when nothing does. */
export function saidChanges(base: RoleDraft, draft: RoleDraft): string[] {
  const { added, removed } = changes(base.permissions, draft.permissions);
  return [
    ...changedFields(base, draft)
      .filter((field) => field !== 'permissions')
      .map((field) => fields[field]),
    ...(added.length > 0 ? [words.added(added.length)] : []),
    ...(removed.length > 0 ? [words.removed(removed.length)] : []),
  ];
}

/** A version in words; permissions as what came and went since the form was opened. */
function said(base: RoleDraft, draft: RoleDraft, field: RoleField, choices: readonly PermissionChoice[]): string {
  if (field !== 'permissions') return draft[field];
  const says = new Map(choices.map((one) => [one.permission, one.says.replace(/\.$/, '')]));
  const named = (permissions: readonly string[]) => permissions.map((one) => says.get(one) ?? one);
  const { added, removed } = changes(base.permissions, draft.permissions);
  return roleWords.versions.permissions(named(added), named(removed));
}

interface Versions {
  /** What the form began with. */
  readonly base: RoleDraft;
  readonly mine: RoleDraft;
  readonly theirs: RoleDraft;
}

/** Both versions, field by field, where they differ. */
export const differences = (
  { base, mine, theirs }: Versions,
  choices: readonly PermissionChoice[],
): Difference<RoleField>[] =>
  changedFields(mine, theirs).map((field) => ({
    field,
    label: fields[field],
    mine: said(base, mine, field, choices),
    theirs: said(base, theirs, field, choices),
    proposed: valueOf(theirs, field) === valueOf(base, field) ? 'mine' : 'theirs',
  }));

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (mine: RoleDraft, theirs: RoleDraft, ofMine: readonly RoleField[]): RoleDraft => ({
  ...theirs,
  ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])),
});
