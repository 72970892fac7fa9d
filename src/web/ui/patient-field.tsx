import { Select } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { type ClosedLine, type PatientLine, SearchPatients } from '#features/patients/contract.ts';
import { call } from '../api.ts';
import { actWords } from '../words/acts.ts';
import { sayRefusal } from '../words/refusals.ts';
import { formatKnownDay } from './calendar.ts';
import { useClinic } from './clinic-context.ts';
import { NotAnOption } from './not-an-option.tsx';
import css from './patient-field.module.css';

const words = actWords.patient;
const TYPING_MS = 200;

export interface PatientChoice {
  readonly patientId: Id<'patient'>;
  readonly name: string;
}

interface Found {
  readonly typed: string;
  readonly patients: readonly PatientLine[];
  readonly closed: readonly ClosedLine[];
  readonly failed?: string;
}

/** The patients whom the typed words find, a moment after the last key. */
function useSearch(typed: string): Found | undefined {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (typed === '') return undefined;
    const stop = new AbortController();
    const search = async () => {
      const asked = { query: typed.slice(0, 100) };
      const answer = await call(SearchPatients, asked, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setFound({ typed, ...answer.value });
      else
        setFound({
          typed,
          patients: [],
          closed: [],
          failed: answer ? sayRefusal(answer.code, answer.facts) : actWords.awayLook,
        });
    };
    const waiting = setTimeout(() => void search(), TYPING_MS);
    return () => {
      clearTimeout(waiting);
      stop.abort();
    };
  }, [typed]);
  return found?.typed === typed ? found : undefined;
}

const nameOf = ({ firstName, lastName }: PatientLine | ClosedLine) => `${firstName} ${lastName}`.trim();

interface PatientFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly patient: PatientChoice | null;
  readonly onChange: (patient: PatientChoice | null) => void;
  readonly required?: boolean;
  readonly error?: string | undefined;
  /** Takes the focus of the dialog that it opens. */
  readonly first?: boolean;
}

/** Those found as options, each closed one in its place among the others. */
function optionsOf({ patients, closed }: Pick<Found, 'patients' | 'closed'>) {
  const lines = patients.map((one, at) => ({ at: at + 0.5, one }));
  const all = [...lines, ...closed.map((one) => ({ at: one.at, one }))].toSorted((a, b) => a.at - b.at);
  return all.map(({ one }) => ({ value: one.patientId as string, label: nameOf(one) }));
}

/** Finds a patient while the name is typed, where one may be chosen. Whose record is closed stands there too, so that nobody looks on, and cannot be chosen. */
export function PatientField(props: PatientFieldProps) {
  const { label, description, patient, onChange, required = false, error, first = false } = props;
  const { locale } = useClinic();
  const [text, setText] = useState(patient?.name ?? '');
  const [refused, setRefused] = useState<string>();
  const typed = text === patient?.name ? '' : text.trim();
  const found = useSearch(typed);
  const byId = new Map<string, PatientLine>((found?.patients ?? []).map((one) => [one.patientId, one]));
  const closed = new Map<string, ClosedLine>((found?.closed ?? []).map((one) => [one.patientId, one]));
  const offered = found ? optionsOf(found) : [];
  const chosen =
    patient && !byId.has(patient.patientId) ? [{ value: patient.patientId as string, label: patient.name }] : [];
  return (
    <Select
      label={label}
      description={description}
      searchable
      // Once somebody is found, Enter alone takes the first.
      selectFirstOptionOnChange={offered.length > 0}
      clearable
      required={required}
      data-autofocus={first || undefined}
      value={patient?.patientId ?? null}
      searchValue={text}
      onSearchChange={(wanted) => {
        setText(wanted);
        if (wanted !== refused) setRefused(undefined);
      }}
      onChange={(value) => {
        const one = byId.get(value ?? '');
        const shut = closed.get(value ?? '');
        if (shut) setRefused(nameOf(shut));
        else if (one) onChange({ patientId: one.patientId, name: nameOf(one) });
        else if (value === null) onChange(null);
      }}
      data={[...chosen, ...offered]}
      filter={({ options }) => options}
      nothingFoundMessage={
        <NotAnOption>{typed === '' ? words.type : found ? words.nobody : words.searching}</NotAnOption>
      }
      error={refused === undefined ? (found?.failed ?? error) : words.closedTo(refused)}
      renderOption={({ option }) => {
        const one = byId.get(option.value);
        const details = one && [
          ...(one.dateOfBirth ? [words.born(formatKnownDay(one.dateOfBirth, locale))] : []),
          words.numbered(one.demographicNumber),
        ];
        return (
          <span className={css.patient}>
            <span>{option.label}</span>
            {closed.has(option.value) ? (
              <span className="row">
                <IconLock size={13} aria-hidden /> {words.closed}
              </span>
            ) : (
              <span>{details?.join(', ')}</span>
            )}
          </span>
        );
      }}
    />
  );
}
