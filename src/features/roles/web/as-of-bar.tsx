import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { roleWords } from '#web/words/roles.ts';
import { type AsOf, sayAsOf, searchOf } from './as-of.ts';
import css from './as-of-bar.module.css';

const words = roleWords.asOf;

interface AsOfBarProps {
  readonly asOf: AsOf;
  readonly recordedSince: string;
}

/** Chooses the moment that a page speaks of, by the clinic's calendar and clock. */
export function AsOfBar({ asOf, recordedSince }: AsOfBarProps) {
  const clinic = useClinic();
  const go = useNavigate();
  const [day, setDay] = useState(asOf.day ?? '');
  const [time, setTime] = useState(asOf.time ?? '');
  const show = (event: FormEvent) => {
    event.preventDefault();
    void go(day === '' ? '?' : searchOf({ day, time: time || '12:00' }));
  };
  const toNow = () => {
    setDay('');
    setTime('');
    void go('?');
  };
  const shown = sayAsOf(asOf, clinic);
  return (
    <Panel>
      <form className={css.bar} aria-label={words.label} onSubmit={show}>
        <TextInput
          type="date"
          label={words.day}
          min={dayOf(recordedSince, clinic.timeZone)}
          max={clinic.today}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label={words.time}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {words.show}
        </Button>
        {shown && (
          <Button variant="subtle" onClick={toNow}>
            {words.backToNow}
          </Button>
        )}
        <p className={css.said} aria-live="polite">
          {shown ? <b>{words.shown(shown)}</b> : words.now}{' '}
          <span className="small dim">
            {words.recordedSince} <TimeText instant={recordedSince} />. {words.clock(clinic.timeZone)}
          </span>
        </p>
      </form>
    </Panel>
  );
}
