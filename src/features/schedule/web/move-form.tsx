import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useRevalidator } from 'react-router';
import { useClinic } from '#web/ui/clinic-context.ts';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { useKeptFocus } from '#web/ui/kept-focus.ts';
import { Notice } from '#web/ui/notice.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { type Appointment, MoveAppointment, ReadAppointment } from '../contract.ts';
import type { Colleague, Site } from './columns.ts';
import css from './form.module.css';
import { OverlapNotice } from './overlap-notice.tsx';
import { send } from './send.ts';
import { type Chosen, choiceOf, isChosen, missingOf, sayWhen, withProvider } from './time-choice.ts';
import { TimeFields } from './time-fields.tsx';
import { useOverlaps } from './use-overlaps.ts';

const words = scheduleWords.moving;

export interface ActProps {
  readonly appointment: Appointment;
  readonly onBack: () => void;
  /** Done; says so in sentences. */
  readonly onDone: (said: string) => void;
}

interface MoveFormProps extends ActProps {
  readonly providers: readonly Colleague[];
  readonly sites: readonly Site[];
}

/** Moves an appointment. Where somebody else was faster, both stand side by side and the user chooses. */
export function MoveForm({ appointment, providers, sites, onBack, onDone }: MoveFormProps) {
  const { locale } = useClinic();
  const [choice, setChoice] = useState(() => {
    const was = choiceOf(appointment);
    // Who cannot be booked any more is not proposed again, nor where the reader cannot book.
    return withProvider(
      was,
      providers.find(({ userId }) => userId === was.providerId),
    );
  });
  const { revalidate } = useRevalidator();
  const [current, setCurrent] = useState<Appointment>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string>();
  useKeptFocus(busy);
  const { appointmentId, patient } = appointment;
  const against = useOverlaps(choice, appointmentId);
  const overlaps = against?.overlaps;
  const provider = providers.find(({ userId }) => userId === choice.providerId)?.name;

  const move = async (chosen: Chosen, version: number) => {
    setBusy(true);
    setWhy(undefined);
    const sent = await send(MoveAppointment, { appointmentId, version, ...chosen });
    const newer =
      'why' in sent && sent.code === 'request/version-stale'
        ? await send(ReadAppointment, { appointmentId })
        : undefined;
    setBusy(false);
    if (!('why' in sent)) {
      const also = Array.isArray(overlaps) && overlaps.length > 0 ? [scheduleWords.overlapsAfter(overlaps.length)] : [];
      onDone([words.done(patient.name, sayWhen(sent.value, provider, locale)), ...also].join(' '));
    } else if (newer && 'value' in newer) {
      setCurrent(newer.value);
      void revalidate();
    } else setWhy(sent.why);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isChosen(choice)) focusFirstWrong(event);
    else if (!busy) void move(choice, (current ?? appointment).version);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TimeFields
        choice={choice}
        onChange={setChoice}
        providers={providers}
        sites={sites}
        missing={tried ? missingOf(choice) : {}}
      />
      <OverlapNotice against={against} />
      {current && (
        <Notice tone="warn" title={words.stale}>
          <p>
            {words.now(`${sayWhen(current, current.provider?.name, locale)}, ${scheduleWords.status[current.status]}`)}
          </p>
          <p>{words.yours(sayWhen(choice, provider, locale))}</p>
        </Notice>
      )}
      {why && <Notice tone="bad">{why}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onBack}>
          {current ? words.keepTheirs : scheduleWords.form.keep}
        </Button>
        <Button type="submit" loading={busy}>
          {current ? words.moveAnyway : words.move}
        </Button>
      </div>
    </form>
  );
}
