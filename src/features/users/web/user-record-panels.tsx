import type { ReactNode } from 'react';
import { useSession } from '#web/session.ts';
import { Panel } from '#web/ui/panel.tsx';
import { userWords } from '#web/words/users.ts';
import type { UserRecord } from '../contract.ts';
import type { ProviderField, Province } from '../provinces/field.ts';
import { fieldsFor, provinceOf } from '../provinces/provinces.ts';
import { allowedBy, CompletenessPanel } from './completeness-panel.tsx';
import { Fact } from './fact.tsx';
import { roleSays } from './role-says.ts';
import { saidNumber } from './said-number.ts';
import { type Choices, isMultisite } from './user-draft.ts';
import css from './user-record.module.css';

const labels = userWords.form;

interface NumbersProps {
  readonly user: UserRecord;
  readonly province: Province;
  readonly section: ProviderField['section'];
  readonly title: string;
}

/** The numbers of the clinic's province that are for this user. */
function Numbers({ user, province, section, title }: NumbersProps) {
  const valuesOf = (key: string) => user.providerFields.find(({ field }) => field === key)?.values ?? [];
  return (
    <Panel title={title} id={section}>
      <dl className={css.facts}>
        {fieldsFor(province, user.type)
          .filter((field) => field.section === section)
          .map(({ key, label }) => (
            <Fact key={key} label={label}>
              {valuesOf(key)
                .map((value) => saidNumber(key, value))
                .join(', ')}
            </Fact>
          ))}
      </dl>
    </Panel>
  );
}

interface UserRecordPanelsProps {
  readonly user: UserRecord;
  readonly choices: Choices;
  /** The card of the login, which stands among them. */
  readonly login: ReactNode;
}

/** The record as it is kept, under the same titles as on Add User. */
export function UserRecordPanels({ user, choices, login }: UserRecordPanelsProps) {
  const province = provinceOf(useSession().clinic.province);
  const registered = user.sites.filter(({ id }) => user.bcpSiteIds.some((one) => one === id)).map(({ name }) => name);
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
          <Fact label={labels.team}>{user.team}</Fact>
          <Fact label={labels.sex}>{user.sex && labels.sexes[user.sex]}</Fact>
          <Fact label={labels.dateOfBirth}>{user.dateOfBirth}</Fact>
          <Fact label={labels.confidentialitySignedOn}>{user.confidentialitySignedOn}</Fact>
        </dl>
      </Panel>
      {user.status !== 'inactive' && (
        <CompletenessPanel
          told
          name={user.firstName}
          province={province}
          equipped={{
            type: user.type,
            hasSite: user.sites.length > 0,
            allows: allowedBy(
              user.roles.map(({ id }) => id),
              choices.roles,
            ),
            has: (key) => user.providerFields.some(({ field }) => field === key),
          }}
        />
      )}
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
      {province.hasBcp && isMultisite(choices) && (
        <Panel title={labels.sections.bcp} id="bcp">
          {registered.length > 0 ? userWords.list(registered) : <p className="dim">{userWords.none}</p>}
        </Panel>
      )}
      <Panel title={labels.sections.contact} id="contact">
        <dl className={css.facts}>
          <Fact label={labels.address}>{user.address}</Fact>
          <Fact label={labels.workPhone}>{user.workPhone}</Fact>
          <Fact label={labels.fax}>{user.fax}</Fact>
          <Fact label={labels.homePhone}>{user.homePhone}</Fact>
          <Fact label={labels.cellPhone}>{user.cellPhone}</Fact>
          <Fact label={labels.otherPhone}>{user.otherPhone}</Fact>
          <Fact label={labels.pager}>{user.pager}</Fact>
          <Fact label={labels.contactEmail}>{user.contactEmail}</Fact>
          <Fact label={labels.bookingPhones}>{user.bookingPhones.join(', ')}</Fact>
        </dl>
      </Panel>
      <Numbers user={user} province={province} section="billing" title={labels.sections.billing} />
      <Numbers user={user} province={province} section="identifiers" title={labels.sections.identifiers} />
    </div>
  );
}
