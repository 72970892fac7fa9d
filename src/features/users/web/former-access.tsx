import { Checkbox } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import type { Departure } from '#features/handover/contract.ts';
import { Panel } from '#web/ui/panel.tsx';
import { userWords } from '#web/words/users.ts';
import type { ReturnDraft } from './activation.ts';
import { PickList } from './pick-list.tsx';
import { roleSays } from './role-says.ts';
import type { SectionProps } from './section.ts';
import { type Choices, isMultisite } from './user-draft.ts';

const words = userWords.activateUser;
const labels = userWords.form;

interface FormerAccessProps extends Pick<SectionProps, 'errorOf'> {
  readonly draft: ReturnDraft;
  readonly change: (part: Partial<ReturnDraft>) => void;
  readonly choices: Choices;
  readonly departure: Departure | undefined;
}

const toggled = <T,>(ids: readonly T[], id: T): T[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

function FormerRoles({ draft, change, choices: { roles }, departure, errorOf }: FormerAccessProps) {
  const former = departure?.roles ?? [];
  const others = roles.filter(({ roleId }) => !former.some((one) => one.roleId === roleId));
  const isOther = (id: string) => others.some(({ roleId }) => roleId === id);
  return (
    <div className="stack">
      {former.length > 0 && (
        <Checkbox.Group label={words.formerRoles} value={[...draft.roleIds]} onChange={() => undefined}>
          <div className="stack">
            {former.map(({ roleId, name }) => {
              const role = roles.find((one) => one.roleId === roleId);
              const barred = !role ? words.gone : role.mayGive ? undefined : labels.notYours;
              return (
                <Checkbox
                  key={roleId}
                  value={roleId}
                  label={name}
                  description={barred ?? (role && roleSays(role))}
                  disabled={barred !== undefined}
                  onChange={() => change({ roleIds: toggled(draft.roleIds, roleId) })}
                />
              );
            })}
          </div>
        </Checkbox.Group>
      )}
      <PickList
        field="roleIds"
        label={former.length > 0 ? words.otherRoles : labels.search}
        addLabel={labels.addRole}
        placeholder={labels.rolesExample}
        options={others.map((role) => ({
          id: role.roleId,
          name: role.name,
          detail: roleSays(role),
          barred: role.mayGive ? undefined : labels.notYours,
        }))}
        chosen={draft.roleIds.filter(isOther)}
        onAdd={(id) => change({ roleIds: [...draft.roleIds, id as Id<'role'>] })}
        onRemove={(id) => change({ roleIds: draft.roleIds.filter((one) => one !== id) })}
        beside={(id) => {
          const role = roles.find(({ roleId }) => roleId === id);
          return role && roleSays(role);
        }}
        none={draft.roleIds.length > 0 ? '' : labels.rolesNone}
        error={errorOf('roleIds')}
      />
    </div>
  );
}

function FormerSites({ draft, change, choices: { sites }, departure, errorOf }: FormerAccessProps) {
  const former = departure?.sites ?? [];
  const others = sites.filter(({ siteId }) => !former.some((one) => one.siteId === siteId));
  return (
    <div className="stack">
      {former.length > 0 && (
        <Checkbox.Group label={words.formerSites} value={[...draft.siteIds]} onChange={() => undefined}>
          <div className="stack">
            {former.map(({ siteId, name }) => {
              const open = sites.some((one) => one.siteId === siteId);
              return (
                <Checkbox
                  key={siteId}
                  value={siteId}
                  label={name}
                  description={open ? undefined : labels.siteClosed}
                  disabled={!open}
                  onChange={() => change({ siteIds: toggled(draft.siteIds, siteId) })}
                />
              );
            })}
          </div>
        </Checkbox.Group>
      )}
      <PickList
        field="siteIds"
        label={former.length > 0 ? words.otherSites : labels.search}
        addLabel={labels.addSite}
        options={others.map(({ siteId, name, address, city }) => ({
          id: siteId,
          name,
          detail: [address, city].filter(Boolean).join(', '),
        }))}
        chosen={draft.siteIds.filter((id) => others.some(({ siteId }) => siteId === id))}
        onAdd={(id) => change({ siteIds: [...draft.siteIds, id as Id<'site'>] })}
        onRemove={(id) => change({ siteIds: draft.siteIds.filter((one) => one !== id) })}
        beside={(id) => sites.find(({ siteId }) => siteId === id)?.address}
        none={draft.siteIds.length > 0 ? '' : labels.sitesNone}
        error={errorOf('siteIds')}
      />
    </div>
  );
}

/** The roles and sites of a return: those of old to be confirmed, others to be added. */
export const FormerAccess = (props: FormerAccessProps) => (
  <>
    <Panel title={labels.sections.roles} id="roles" lead={labels.rolesLead}>
      <FormerRoles {...props} />
    </Panel>
    {isMultisite(props.choices) && (
      <Panel title={labels.sections.sites} id="sites">
        <FormerSites {...props} />
      </Panel>
    )}
  </>
);
