import { Button, NativeSelect, Textarea } from '@mantine/core';
import { IconClock, IconEye, IconShieldLock } from '@tabler/icons-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Link, useRevalidator } from 'react-router';
import { call } from '#web/api.ts';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { PasswordField } from '#web/ui/password-field.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { BeginAccess, type ClosedRecord, type ReasonKind, reasonKinds } from '../contract.ts';
import { LEAST_REASON } from '../rules.ts';
import css from './closed-page.module.css';

const words = emergencyWords.begin;

/** What the form holds, and what of it is missing. */
function useDraft() {
  const [kind, setKind] = useState<ReasonKind>();
  const [reason, setReason] = useState('');
  // The shortest time is what an emergency needs first.
  const [lasting, setLasting] = useState(1);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const wrong = {
    kind: tried && !kind && words.kindMissing,
    reason: tried && reason.trim().length < LEAST_REASON && words.wordsMissing,
    password: tried && password === '' && words.passwordMissing,
  };
  return { kind, setKind, lasting, setLasting, reason, setReason, password, setPassword, setTried, wrong };
}

const fieldOf = ({ code }: { readonly code: string }) =>
  code.startsWith('confirmation/') ? 'password' : code === 'emergency/reason-missing' ? 'reason' : undefined;

/** The times on offer, in hours, up to the clinic's limit. */
const timesUpTo = (most: number) => [...[1, 2, 4, 8, 12, 24, 48].filter((hours) => hours < most), most];

/** Opens a closed record in an emergency: why, in words, and one's own password. */
export function BeginForm({ record: { patientId, hours, officers } }: { readonly record: ClosedRecord }) {
  const { revalidate } = useRevalidator();
  const { busy, setback, setSetback, attempt } = useAttempt(fieldOf);
  const { kind, setKind, lasting, setLasting, reason, setReason, password, setPassword, setTried, wrong } = useDraft();
  const title = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (setback?.field) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [setback]);
  const at = (field: 'reason' | 'password') => wrong[field] || (setback?.field === field && setback.says);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (!kind || reason.trim().length < LEAST_REASON || password === '') return focusFirstWrong(event);
    const answer = await attempt(() => call(BeginAccess, { patientId, kind, reason, hours: lasting }, { password }));
    // Whatever stands against it now, opened meanwhile or closed more firmly, the page shows.
    if (answer?.ok || answer?.code.startsWith('emergency/')) await revalidate();
  };
  return (
    <section className={css.emergency} aria-labelledby={title}>
      <div className={css.emergencyHead}>
        <IconShieldLock size={22} aria-hidden />
        <div>
          <h2 id={title}>{words.title}</h2>
          <p>{words.lead}</p>
        </div>
      </div>
      <form ref={form} className={css.form} onSubmit={(event) => void submit(event)} noValidate>
        <SetbackNotice setback={setback} />
        <NativeSelect
          label={words.kind}
          required
          value={kind ?? ''}
          error={wrong.kind}
          onChange={({ currentTarget: { value } }) => setKind(reasonKinds.find((one) => one === value))}
          data={[
            { value: '', label: words.choose },
            ...reasonKinds.map((value) => ({ value, label: emergencyWords.kinds[value] })),
          ]}
        />
        <Textarea
          label={words.words}
          description={words.wordsHelp}
          required
          rows={2}
          maxLength={500}
          value={reason}
          error={at('reason')}
          onChange={({ currentTarget: { value } }) => {
            setReason(value);
            setSetback(undefined);
          }}
        />
        <NativeSelect
          label={words.openFor}
          description={words.openForHelp(hours)}
          value={String(lasting)}
          onChange={({ currentTarget: { value } }) => setLasting(Number(value))}
          data={timesUpTo(hours).map((each) => ({ value: String(each), label: words.hours(each) }))}
        />
        <PasswordField
          label={words.password}
          autoComplete="current-password"
          required
          value={password}
          error={at('password')}
          onChange={({ currentTarget: { value } }) => {
            setPassword(value);
            setSetback(undefined);
          }}
        />
        <ul className={css.does}>
          <li>
            <IconEye size={16} aria-hidden />
            {words.told(officers.map(({ name }) => name))}
          </li>
          <li>
            <IconClock size={16} aria-hidden />
            {words.does(lasting)}
          </li>
        </ul>
        <div className={css.actions}>
          <Button variant="default" component={Link} to="/patients">
            {words.cancel}
          </Button>
          <Button type="submit" color="brick" loading={busy}>
            {words.open}
          </Button>
        </div>
      </form>
    </section>
  );
}
