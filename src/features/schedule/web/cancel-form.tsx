import { Button, Checkbox, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { useKeptFocus } from '#web/ui/kept-focus.ts';
import { Notice } from '#web/ui/notice.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { CancelAppointment } from '../contract.ts';
import css from './form.module.css';
import type { ActProps } from './move-form.tsx';
import { send } from './send.ts';

const words = scheduleWords.cancelling;

/** Cancels an appointment, with the reason that the log keeps. */
export function CancelForm({ appointment: { appointmentId, patient }, onBack, onDone }: ActProps) {
  const [reason, setReason] = useState('');
  const [why, setWhy] = useState<string>();
  const [tell, setTell] = useState(true);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  useKeptFocus(busy);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return focusFirstWrong(event);
    if (busy) return;
    setBusy(true);
    const sent = await send(CancelAppointment, { appointmentId, reason, ...(tell ? { tell } : {}) });
    setBusy(false);
    if ('why' in sent) setWhy(sent.why);
    else onDone(sent.value.told ? words.doneTold(patient.name) : words.done(patient.name));
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <p>{words.lead}</p>
      <Textarea
        label={words.reason}
        required
        rows={3}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
        error={missing ? words.missing : undefined}
      />
      <Checkbox
        label={words.tell}
        description={words.tellHelp}
        checked={tell}
        onChange={({ currentTarget: { checked } }) => setTell(checked)}
      />
      {why && <Notice tone="bad">{why}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onBack}>
          {scheduleWords.form.keep}
        </Button>
        <Button type="submit" color="brick" loading={busy}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
