import { Button, TextInput } from '@mantine/core';
import { IconAlarm, IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { addDays, dayOf, zoneNameOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Disclosure } from '#web/ui/disclosure.tsx';
import { sayTime } from '#web/ui/time-text.tsx';
import { inboxWords } from '#web/words/inbox.ts';
import css from './inbox-page.module.css';
import { instantAt, snoozeChoices } from './snooze-choices.ts';

const words = inboxWords.snooze;

interface SnoozeProps {
  readonly onSnooze: (until: string) => void;
}

/** A day and a time of the clinic's own choosing. */
function OtherTime({ onSnooze }: SnoozeProps) {
  const { timeZone, locale } = useClinic();
  const [now] = useState(() => new Date());
  const today = dayOf(now, timeZone);
  const [day, setDay] = useState(addDays(today, 1));
  const [time, setTime] = useState('08:00');
  const [past, setPast] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = day && time ? instantAt(day, time, timeZone) : '';
    const toCome = until > new Date().toISOString();
    setPast(!toCome);
    if (toCome) onSnooze(until);
  };
  return (
    <form className={css.other} onSubmit={submit} noValidate>
      <TextInput
        type="date"
        label={words.day}
        min={today}
        max={addDays(today, 365)}
        required
        value={day}
        onChange={({ currentTarget: { value } }) => setDay(value)}
      />
      <TextInput
        type="time"
        label={words.time}
        description={words.zone(zoneNameOf(now, timeZone, locale))}
        required
        value={time}
        error={past ? words.past : undefined}
        onChange={({ currentTarget: { value } }) => setTime(value)}
      />
      <Button type="submit" leftSection={<IconAlarm size={16} aria-hidden />}>
        {words.snooze}
      </Button>
    </form>
  );
}

/** Worked out when the list opens. */
function UsualTimes({ onSnooze }: SnoozeProps) {
  const clinic = useClinic();
  const [choices] = useState(() => snoozeChoices(new Date(), clinic.timeZone));
  return choices.map(({ name, until }) => (
    <li key={name}>
      <button type="button" onClick={() => onSnooze(until)}>
        {words[name]}
        <span className={css.choiceTime}>{sayTime(until, clinic)}</span>
      </button>
    </li>
  ));
}

/** Sends the message away until a time that is usually chosen, or another. */
export function SnoozeMenu({ onSnooze }: SnoozeProps) {
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Disclosure
        buttonClass={css.menuButton}
        button={
          <>
            <IconAlarm size={15} aria-hidden />
            {inboxWords.reading.snooze}
            <IconChevronDown size={14} aria-hidden />
          </>
        }
      >
        <UsualTimes onSnooze={onSnooze} />
        <li>
          <button type="button" onClick={() => setChoosing(true)}>
            {words.other}
          </button>
        </li>
      </Disclosure>
      <Dialog
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={words.title}
        closeLabel={words.close}
        size={380}
      >
        <OtherTime
          onSnooze={(until) => {
            setChoosing(false);
            onSnooze(until);
          }}
        />
      </Dialog>
    </>
  );
}
