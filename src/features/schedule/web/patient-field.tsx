import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type PatientLine, SearchPatients } from '#features/patients/contract.ts';
import { call } from '#web/api.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { scheduleWords } from '#web/words/schedule.ts';
import css from './form.module.css';

const words = scheduleWords.form;
const TYPING_MS = 200;

const nameOf = ({ lastName, firstName }: Pick<PatientLine, 'lastName' | 'firstName'>): string =>
  firstName ? `${lastName}, ${firstName}` : lastName;

/** As the schedule shows it. */
export const fullNameOf = ({ lastName, firstName }: Pick<PatientLine, 'lastName' | 'firstName'>): string =>
  `${firstName} ${lastName}`.trim();

interface Found {
  readonly typed: string;
  readonly patients: readonly PatientLine[];
  readonly failed?: string;
}

/** The patients whom the typed words find, a moment after the last key. */
function useSearch(typed: string): Found | undefined {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (typed === '') return undefined;
    const stop = new AbortController();
    const search = async () => {
      const answer = await call(SearchPatients, { query: typed.slice(0, 100) }, { signal: stop.signal }).catch(
        () => undefined,
      );
      if (stop.signal.aborted) return;
      if (answer?.ok) setFound({ typed, patients: answer.value.patients });
      else setFound({ typed, patients: [], failed: answer ? sayRefusal(answer.code, answer.facts) : words.awayLook });
    };
    const waiting = setTimeout(() => void search(), TYPING_MS);
    return () => {
      clearTimeout(waiting);
      stop.abort();
    };
  }, [typed]);
  return found;
}

interface PatientFieldProps {
  readonly patient: PatientLine | undefined;
  readonly onChange: (patient: PatientLine | undefined) => void;
  readonly error: string | undefined;
}

/** Finds a patient while the name is typed; closed records are not among those found. */
export function PatientField({ patient, onChange, error }: PatientFieldProps) {
  const { locale } = useClinic();
  const [text, setText] = useState('');
  const typed = patient && text === nameOf(patient) ? '' : text.trim();
  const found = useSearch(typed);
  const current = found?.typed === typed ? found : undefined;
  const offered = typed === '' ? [] : (current?.patients ?? []);
  const all =
    patient && !offered.some(({ patientId }) => patientId === patient.patientId) ? [patient, ...offered] : offered;
  const byId = new Map<string, PatientLine>(all.map((one) => [one.patientId, one]));
  const none = typed !== '' && current?.patients.length === 0 && !current.failed;
  return (
    <Select
      label={words.patient}
      description={<span aria-live="polite">{none ? words.patientNone : words.patientHelp}</span>}
      required
      searchable
      clearable
      data-autofocus
      openOnFocus={false}
      value={patient?.patientId ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(value) => onChange(value ? byId.get(value) : undefined)}
      data={all.map((one) => ({ value: one.patientId, label: nameOf(one) }))}
      filter={({ options }) => options}
      error={current?.failed ?? error}
      renderOption={({ option }) => {
        const one = byId.get(option.value);
        const detail = [
          one?.dateOfBirth ? words.born(formatDay(one.dateOfBirth, locale)) : '',
          one ? words.numbered(one.demographicNumber) : '',
        ];
        return (
          <span className={css.patient}>
            <span>{option.label}</span>
            <span>{detail.filter(Boolean).join(', ')}</span>
          </span>
        );
      }}
    />
  );
}
