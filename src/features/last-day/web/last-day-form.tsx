import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '#web/api.ts';
import { formatDay, isDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { atPassword, useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { lastDayWords as words } from '#web/words/last-day.ts';
import { type LastDay, SetLastDay, type Standing } from '../contract.ts';
import css from './last-day-page.module.css';

interface LastDayFormProps {
  readonly user: Standing['user'];
  readonly lastDay: LastDay | null;
  readonly thought: { readonly day?: string; readonly time?: string };
  readonly onDone: () => void;
  /** Somebody else was quicker: what they set is to be shown. */
  readonly onStale: () => void;
}

/** Day, time and reason. While they are typed, the page shows what is booked after that moment; the password sets it. */
export function LastDayForm({ user, lastDay, thought, onDone, onStale }: LastDayFormProps) {
  const [day, setDay] = useState(thought.day ?? lastDay?.ends.day ?? '');
  const [time, setTime] = useState(thought.time ?? lastDay?.ends.time ?? '17:00');
  const [reason, setReason] = useState(lastDay?.reason ?? '');
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const { attempt, busy, setback } = useAttempt(atPassword);
  const { locale } = useClinic();
  const go = useNavigate();
  const think = (when: string, at: string) => {
    if (isDay(when)) void go({ search: `?day=${when}&time=${at}` }, { replace: true, preventScrollReset: true });
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isDay(day) || reason.trim() === '') focusFirstWrong(event);
    else setConfirming(true);
  };
  const save = async (password: string) => {
    const input = { userId: user.userId, ends: { day, time }, reason: reason.trim(), basedOn: lastDay?.version ?? 0 };
    const answer = await attempt(() => call(SetLastDay, input, { password }));
    if (answer && !answer.ok && answer.code.startsWith('confirmation/')) return;
    setConfirming(false);
    if (answer?.ok) {
      await go({ search: '' }, { replace: true, preventScrollReset: true });
      onDone();
    } else if (answer?.code === 'request/version-stale') onStale();
  };
  return (
    <>
      <form className={css.form} onSubmit={ask} noValidate>
        {setback?.code !== 'request/version-stale' && <SetbackNotice setback={setback} />}
        <div className={css.when}>
          <TextInput
            type="date"
            label={words.day}
            required
            value={day}
            error={tried && !isDay(day) && words.dayNeeded}
            onChange={({ currentTarget: { value } }) => {
              setDay(value);
              think(value, time);
            }}
          />
          <TextInput
            type="time"
            label={words.time}
            required
            value={time}
            onChange={({ currentTarget: { value } }) => {
              setTime(value || '17:00');
              think(day, value || '17:00');
            }}
          />
        </div>
        <TextInput
          label={words.reason}
          description={words.reasonHelp}
          required
          maxLength={400}
          value={reason}
          error={tried && reason.trim() === '' && actWords.needed}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <div>
          <Button type="submit">{lastDay ? words.change : words.set}</Button>
        </div>
      </form>
      <ConfirmWithPassword
        opened={confirming}
        title={words.confirm.title(user.name)}
        does={words.confirm.does(user.name, `${isDay(day) ? formatDay(day, locale, 'year') : day} ${time}`)}
        action={words.confirm.action}
        onClose={() => setConfirming(false)}
        onConfirm={(password) => void save(password)}
        refused={setback?.field ? setback.says : undefined}
        busy={busy}
      />
    </>
  );
}
