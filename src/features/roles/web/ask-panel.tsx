import { Button, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { roleWords } from '#web/words/roles.ts';
import { type Access, ExplainAccess, type Explanation } from '../access-contract.ts';
import { type PermissionChoice } from '../contract.ts';
import { capabilityOf, concernsPatients } from '../rules.ts';
import css from './access.module.css';
import { Answer } from './answer.tsx';
import { type AsOf, searchOf } from './as-of.ts';
import { capabilitiesOf } from './permission-lists.tsx';

const words = roleWords.access;

interface AskPanelProps {
  readonly access: Access;
  readonly choices: readonly PermissionChoice[];
  readonly asOf: AsOf;
}

interface Answered {
  readonly explanation: Explanation;
  readonly patient: string | undefined;
}

/** Why can this user do this, and why not: a question, and its answer in one sentence. */
export function AskPanel({ access: { userId, name, type }, choices, asOf }: AskPanelProps) {
  const go = useNavigate();
  const may = useMay();
  const { colleagues = [] } = useColleagues();
  const [permission, setPermission] = useState<string | null>(null);
  const [patient, setPatient] = useState<PatientChoice | null>(null);
  const [answered, setAnswered] = useState<Answered>();
  const { attempt, busy, setback, setSetback } = useAttempt();
  const asksPatient = may('patients.search-patients') && (permission === null || concernsPatients(permission));
  const people = [
    { value: userId as string, label: name, type },
    ...colleagues
      .filter((one) => one.userId !== userId)
      .map((one) => ({ value: one.userId as string, label: one.name, detail: one.type })),
  ];
  const forget = () => {
    setAnswered(undefined);
    setSetback(undefined);
  };
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (permission === null || busy) return;
    const about = asksPatient && patient ? patient : undefined;
    const input = { userId, permission, ...asOf, ...(about ? { patientId: about.patientId } : {}) };
    const answer = await attempt(() => call(ExplainAccess, input), actWords.awayLook);
    setAnswered(answer?.ok ? { explanation: answer.value, patient: about?.name } : undefined);
  };
  return (
    <Panel title={words.ask} lead={words.askLead}>
      <form className={css.ask} aria-label={words.ask} onSubmit={(event) => void ask(event)}>
        <PersonSelect
          label={words.user}
          people={people}
          value={userId}
          onChange={(chosen) => chosen && void go(`/admin/users/${chosen}/access${searchOf(asOf)}`)}
        />
        <Select
          label={words.do}
          placeholder={words.choose}
          searchable
          allowDeselect={false}
          value={permission}
          onChange={(chosen) => {
            setPermission(chosen);
            forget();
          }}
          data={capabilitiesOf(choices).map(({ value, label }) => ({
            group: label,
            items: choices
              .filter((one) => capabilityOf(one.permission) === value)
              .map((one) => ({ value: one.permission, label: one.says })),
          }))}
        />
        {asksPatient && (
          <PatientField
            label={words.patient}
            patient={patient}
            onChange={(chosen) => {
              setPatient(chosen);
              forget();
            }}
          />
        )}
        <Button type="submit" disabled={permission === null} loading={busy}>
          {words.explain}
        </Button>
      </form>
      <div aria-live="polite">
        {setback && <Notice tone="bad" title={setback.says} />}
        {answered && <Answer {...answered} userId={userId} past={asOf.day !== undefined} />}
      </div>
    </Panel>
  );
}
