import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { type PatientLine, SearchPatients } from '#features/patients/contract.ts';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { NotAnOption } from '#web/ui/not-an-option.tsx';
import { matching, type PersonOption } from '#web/ui/people-by-type.ts';
import { auditWords as words } from '#web/words/audit.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import type { Log } from '../contract.ts';
import type { LogAddress } from './log-address.ts';

const TYPING_MS = 200;
const MOST_OFFERED = 25;

interface Found {
  readonly typed: string;
  readonly patients: readonly PatientLine[];
  readonly failed?: string;
}

/** The patients whom the typed words find, a moment after the last key; nobody for who may not look for patients. */
function usePatients(typed: string): Found | undefined {
  const mayFind = useMay()(SearchPatients.name);
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (typed === '' || !mayFind) return undefined;
    const stop = new AbortController();
    const search = async () => {
      const asked = { query: typed.slice(0, 100) };
      const answer = await call(SearchPatients, asked, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setFound({ typed, patients: answer.value.patients });
      else setFound({ typed, patients: [], failed: answer ? sayRefusal(answer.code, answer.facts) : words.away });
    };
    const waiting = setTimeout(() => void search(), TYPING_MS);
    return () => {
      clearTimeout(waiting);
      stop.abort();
    };
  }, [typed, mayFind]);
  return found?.typed === typed ? found : undefined;
}

const nameOf = ({ firstName, lastName }: PatientLine) => `${firstName} ${lastName}`.trim();

interface UserOption extends PersonOption {
  readonly value: Id<'user'>;
}

interface OnWhomSelectProps {
  readonly people: readonly UserOption[];
  readonly whom: Pick<LogAddress, 'subjectUserId' | 'patientId'>;
  /** The patient whom the log was last asked for. */
  readonly patient: Log['about']['patient'];
  readonly onChoose: (whom: Pick<LogAddress, 'subjectUserId' | 'patientId'>) => void;
}

/** The choice that the address stands for, by the name that is known for it. */
function chosenOf(
  { subjectUserId, patientId }: OnWhomSelectProps['whom'],
  people: readonly UserOption[],
  patients: readonly OnWhomSelectProps['patient'][],
) {
  if (patientId) {
    const known = patients.find((one) => one?.patientId === patientId);
    return { value: `patient:${patientId}`, label: known?.name ?? '' };
  }
  const user = people.find(({ value }) => value === subjectUserId);
  return user && { value: `user:${user.value}`, label: user.label };
}

/** Whom an entry is about: a user, or a patient, found while the name is typed. */
export function OnWhomSelect({ people, whom, patient, onChoose }: OnWhomSelectProps) {
  const { locale } = useClinic();
  const [picked, setPicked] = useState(patient);
  const chosen = chosenOf(whom, people, [patient, picked]);
  const name = chosen?.label ?? '';
  const [text, setText] = useState(name);
  const typed = text === name || text === picked?.name ? '' : text.trim();
  const found = usePatients(typed);
  const users = matching(people, typed)
    .slice(0, MOST_OFFERED)
    .map(({ value, label, detail }) => ({ value: `user:${value}`, label, detail }));
  const patients = (found?.patients ?? []).slice(0, MOST_OFFERED).map((one) => ({
    value: `patient:${one.patientId}`,
    label: nameOf(one),
    detail: one.dateOfBirth ? formatKnownDay(one.dateOfBirth, locale) : '',
  }));
  const offered = [...users, ...patients];
  const details = new Map(offered.map(({ value, detail }) => [value, detail]));
  const hidden = chosen && !offered.some(({ value }) => value === chosen.value) ? [chosen] : [];
  const plain = (of: readonly { value: string; label: string }[]) => of.map(({ value, label }) => ({ value, label }));
  const choose = (value: string | null) => {
    const id = value?.slice(value.indexOf(':') + 1);
    const user = people.find((one) => value?.startsWith('user:') && one.value === id);
    const one = found?.patients.find(({ patientId }) => value?.startsWith('patient:') && patientId === id);
    if (one) setPicked({ patientId: one.patientId, name: nameOf(one) });
    setText(user?.label ?? (one ? nameOf(one) : ''));
    onChoose({ subjectUserId: user?.value, patientId: one?.patientId });
  };
  return (
    <Select
      label={words.onWhom}
      placeholder={words.userOrPatient}
      searchable
      clearable
      allowDeselect={false}
      value={chosen?.value ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={choose}
      data={[
        ...plain(hidden),
        { group: words.users, items: plain(users) },
        { group: words.patients, items: plain(patients) },
      ]}
      filter={({ options }) => options}
      nothingFoundMessage={<NotAnOption>{words.nobody}</NotAnOption>}
      error={found?.failed}
      comboboxProps={{ withinPortal: false, floatingStrategy: 'fixed', width: 260, position: 'bottom-start' }}
      renderOption={({ option }) => (
        <span>
          {option.label} <span className="small dim nowrap">{details.get(option.value)}</span>
        </span>
      )}
    />
  );
}
