import { Link, useRevalidator } from 'react-router';
import { useMay } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { roleWords } from '#web/words/roles.ts';
import type { RoleRecord } from '../contract.ts';
import { capabilityOf } from '../rules.ts';
import { capabilitiesOf } from './permission-lists.tsx';
import { RoleFactor } from './role-factor.tsx';
import { RoleHeader } from './role-header.tsx';
import { RoleUsers } from './role-users.tsx';
import css from './role-view.module.css';

const words = roleWords.role;
const comes = { admin: words.systemAdmin, doctor: words.systemDoctor };

/** A role to look at: what it allows, by capability, and who has it. */
export function RoleView({ role, later }: { readonly role: RoleRecord; readonly later: boolean }) {
  const may = useMay();
  const { revalidate } = useRevalidator();
  const { permissions, system } = role;
  return (
    <div className="stack">
      <RoleHeader role={role} />
      {system && <Notice title={words.system}>{comes[system]}</Notice>}
      <Panel title={words.allows} lead={roleWords.permissions(permissions.length)}>
        {permissions.length === 0 && <EmptyFace title={words.allowsNothing} level={3} />}
        <div className={css.capabilities}>
          {capabilitiesOf(permissions).map(({ value, label }) => (
            <section key={value} className={css.capability}>
              <h3>{label}</h3>
              <ul>
                {permissions
                  .filter(({ permission }) => capabilityOf(permission) === value)
                  .map(({ permission, says }) => (
                    <li key={permission}>
                      {may('roles.list-holders') ? <Link to={`/admin/permissions/${permission}`}>{says}</Link> : says}
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </Panel>
      <RoleFactor role={role} onSaved={() => void revalidate()} />
      <RoleUsers role={role} later={later} />
    </div>
  );
}
