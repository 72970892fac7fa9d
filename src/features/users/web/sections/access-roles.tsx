import { IconLock } from '@tabler/icons-react';
import type { Id } from '#kernel/brand.ts';
import { Tag } from '#web/ui/tag.tsx';
import { userWords } from '#web/words/users.ts';
import { PickList } from '../pick-list.tsx';
import { rolesWith, rolesWithout } from '../proposed-role.ts';
import { roleSays } from '../role-says.ts';
import type { SectionProps, UserSection } from '../section.ts';
import { nameOf } from '../user-draft.ts';
import css from '../user-form.module.css';

const words = userWords.form;

function Fields({ draft, change, choices: { roles }, errorOf }: SectionProps) {
  const doctor = roles.find(({ system }) => system === 'doctor');
  const admin = roles.find(({ system }) => system === 'admin');
  const beside = (id: string) => {
    const role = roles.find(({ roleId }) => roleId === id);
    if (!role) return null;
    return (
      <>
        {role === doctor && draft.doctor === 'proposed' && `${words.proposed(draft.type)} `}
        {roleSays(role)} {role.system && <Tag icon={IconLock}>{words.system}</Tag>}
      </>
    );
  };
  return (
    <>
      <PickList
        field="roleIds"
        label={words.search}
        addLabel={words.addRole}
        placeholder={words.rolesExample}
        options={roles.map((role) => ({
          id: role.roleId,
          name: role.name,
          detail: roleSays(role),
          barred: role.mayGive ? undefined : words.notYours,
        }))}
        chosen={draft.roleIds}
        onAdd={(id) => change(rolesWith(draft, id as Id<'role'>, doctor))}
        onRemove={(id) => change(rolesWithout(draft, id as Id<'role'>, doctor))}
        beside={beside}
        none={words.rolesNone}
        error={errorOf('roleIds')}
      />
      {admin && draft.roleIds.includes(admin.roleId) && <p className={css.words}>{words.fullAccess(nameOf(draft))}</p>}
    </>
  );
}

export const accessRoles: UserSection = {
  id: 'roles',
  label: words.sections.roles,
  lead: () => words.rolesLead,
  pages: ['add', 'edit'],
  Fields,
  missing: ({ roleIds }) => (roleIds.length > 0 ? [] : [{ field: 'roleIds', label: words.role }]),
  isFilled: ({ roleIds }) => roleIds.length > 0,
  refusals: {
    'user/role-missing': 'roleIds',
    'user/role-not-yours': 'roleIds',
    'role/not-found': 'roleIds',
    'user/last-administrator': 'roleIds',
  },
};
