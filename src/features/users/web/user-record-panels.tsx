import type { ReactNode } from 'react';
import { Panel } from '#web/ui/panel.tsx';
import { userWords } from '#web/words/users.ts';
import type { UserRecord } from '../contract.ts';
import { roleSays } from './role-says.ts';
import { type Choices, isMultisite } from './user-draft.ts';
import css from './user-record.module.css';

const words = userWords.record;
const labels = userWords.form;

/** A fact with its label; what was not given says so. */
const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children || <span className="dim">{words.notGiven}</span>}</dd>
  </div>
);

interface UserRecordPanelsProps {
  readonly user: UserRecord;
  readonly choices: Choices;
  /** The card of the login, which stands among them. */
  readonly login: ReactNode;
}

/** The record as it is kept, under the same titles as on Add User. */
export function UserRecordPanels({ user, choices, login }: UserRecordPanelsProps) {
  const saysOf = (id: string) => {
    const role = choices.roles.find(({ roleId }) => roleId === id);
    return role && roleSays(role);
  };
  return (
    <div className={css.panels}>
      <Panel title={labels.sections.user} id="user">
        <dl className={css.facts}>
          <Fact label={labels.lastName}>{user.lastName}</Fact>
          <Fact label={labels.firstName}>{user.firstName}</Fact>
          <Fact label={labels.type}>{userWords.types[user.type]}</Fact>
          <Fact label={labels.speciality}>{user.speciality}</Fact>
        </dl>
      </Panel>
      {login}
      <Panel title={labels.sections.roles} id="roles">
        {user.roles.length === 0 && <p className="dim">{userWords.none}</p>}
        <ul className="stack">
          {user.roles.map(({ id, name }) => (
            <li key={id}>
              <b>{name}</b>
              <p className="small dim">{saysOf(id)}</p>
            </li>
          ))}
        </ul>
      </Panel>
      {isMultisite(choices) && (
        <Panel title={labels.sections.sites} id="sites">
          {user.sites.length > 0 ? (
            userWords.list(user.sites.map(({ name }) => name))
          ) : (
            <p className="dim">{userWords.none}</p>
          )}
        </Panel>
      )}
      <Panel title={labels.sections.contact} id="contact">
        <dl className={css.facts}>
          <Fact label={labels.address}>{user.address}</Fact>
          <Fact label={labels.workPhone}>{user.workPhone}</Fact>
          <Fact label={labels.fax}>{user.fax}</Fact>
          <Fact label={labels.homePhone}>{user.homePhone}</Fact>
          <Fact label={labels.cellPhone}>{user.cellPhone}</Fact>
          <Fact label={labels.contactEmail}>{user.contactEmail}</Fact>
        </dl>
      </Panel>
    </div>
  );
}
