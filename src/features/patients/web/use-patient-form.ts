import { useEffect, useRef, useState } from 'react';
import type { Refused } from '#web/api.ts';
import { isDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import type { FormSection } from '#web/ui/section-form.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { patientWords } from '#web/words/patients.ts';
import { isAfter, isMonthOrYear } from '../rules.ts';
import type { Field, PatientDraft } from './patient-draft.ts';

const words = patientWords.form;

const sections = [
  { id: 'identity', fields: ['lastName', 'firstName', 'dateOfBirth', 'sex', 'deceasedOn'] },
  {
    id: 'health',
    fields: [
      'healthNumber',
      'healthProvince',
      'healthVersion',
      'healthCardType',
      'healthEffectiveOn',
      'healthRenewOn',
      'pcnIndicator',
    ],
  },
  {
    id: 'contact',
    fields: ['phone', 'cellPhone', 'secondPhone', 'newsletter', 'email', 'address', 'city', 'province', 'postalCode'],
  },
  {
    id: 'care',
    fields: ['mrpId', 'siteId', 'rosterStatus', 'patientStatus', 'joinedOn', 'endedOn', 'chartNumber', 'familyDoctor'],
  },
] as const satisfies readonly { id: keyof typeof words.sections; fields: readonly Field[] }[];

/** What stands in a form that nobody has filled in. */
const proposed: ReadonlySet<Field> = new Set(['healthProvince', 'patientStatus']);

/** Whether it is a day, a month, a year or nothing. */
const mayStand = (known: string): boolean => known === '' || isDay(known) || isMonthOrYear(known);

const fieldIn = (form: HTMLFormElement | null, field: string) => form?.querySelector<HTMLElement>(`[name="${field}"]`);

/** The form of Add Patient and Edit: the draft, what was turned down, and where the focus goes then. */
export function usePatientForm(initial: PatientDraft) {
  const { today } = useClinic();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const fieldOf = ({ code }: Refused): Field | undefined => {
    if (code === 'patient/date-in-the-future') return isAfter(draft.dateOfBirth, today) ? 'dateOfBirth' : 'deceasedOn';
    if (code === 'patient/dates-reversed') return 'deceasedOn';
    if (code === 'patient/health-number-taken') return 'healthNumber';
    if (code === 'site/not-found') return 'siteId';
    return code === 'patient/mrp-not-a-doctor' ? 'mrpId' : undefined;
  };
  const sending = useAttempt(fieldOf);
  const { setback, setSetback } = sending;
  const missing = draft.lastName.trim() ? [] : (['lastName'] as const);
  const unreadable = (['dateOfBirth', 'deceasedOn'] as const).filter((field) => !mayStand(draft[field]));
  useEffect(() => {
    if (setback?.field) fieldIn(form.current, setback.field)?.focus();
  }, [setback]);
  const change = (part: Partial<PatientDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    // What the server said was said of what stood there before.
    setSetback(undefined);
  };
  const errorOf = (field: Field): string | undefined => {
    if (setback?.field === field) return setback.code === 'request/malformed' ? words.doesNotFit : setback.says;
    if (tried && unreadable.some((one) => one === field)) return words.monthOrYearWrong;
    return tried && missing.some((one) => one === field) ? words.needed : undefined;
  };
  /** Whether it can be sent; if not, the field that keeps it from that has the focus. */
  const isComplete = (): boolean => {
    setTried(true);
    const [first] = [...missing, ...unreadable];
    if (first) fieldIn(form.current, first)?.focus();
    return !first;
  };
  const index = sections.map(({ id, fields }): FormSection => {
    const wrong = fields.some((field) => errorOf(field));
    const filled = fields.some((field) => !proposed.has(field) && draft[field]);
    return { id, label: words.sections[id], state: wrong ? 'wrong' : filled ? 'done' : 'todo' };
  });
  return { ...sending, form, draft, setDraft, change, missing, errorOf, isComplete, index };
}
