import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useRevalidator } from 'react-router';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { visitWords } from '#web/words/visits.ts';
import { type Cancellations, CancelAppointments } from '../visit-contract.ts';
import { send } from './send.ts';
import css from './visits.module.css';

const words = visitWords.day;
type Items = Cancellations['items'];

/** What was cancelled at once, and whether patients were written to. */
export interface CancelledDay {
  readonly items: Items;
  readonly told: number;
  readonly wrote: boolean;
}

interface CancelDayFormProps {
  readonly chosen: Items;
  readonly sendsMail: boolean;
  readonly onDone: (done: CancelledDay) => void;
}

/** The reason, whether to write, and the act itself, asked once more. */
export function CancelDayForm({ chosen, sendsMail, onDone }: CancelDayFormProps) {
  const { revalidate } = useRevalidator();
  const [reason, setReason] = useState('');
  const [tell, setTell] = useState(true);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string>();
  const reached = tell && sendsMail ? chosen.filter(({ way }) => way === 'mail').length : 0;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!reason.trim()) return focusFirstWrong(event);
    if (chosen.length > 0) setAsking(true);
  };
  const cancel = async () => {
    if (busy) return;
    setBusy(true);
    const appointmentIds = chosen.map(({ appointmentId }) => appointmentId);
    const sent = await send(CancelAppointments, { appointmentIds, reason: reason.trim(), tell: tell && sendsMail });
    setBusy(false);
    setAsking(false);
    if ('why' in sent) setWhy(sent.why);
    else {
      setWhy(undefined);
      setReason('');
      setTried(false);
      onDone({ items: chosen, told: sent.value.told, wrote: tell && sendsMail });
    }
    await revalidate();
  };
  return (
    <Panel title={words.action(chosen.length)}>
      <form className={css.foot} onSubmit={ask} noValidate>
        <TextInput
          label={words.reason}
          description={words.reasonHelp}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          error={tried && !reason.trim() ? words.missing : undefined}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {sendsMail && (
          <Checkbox label={words.tell} checked={tell} onChange={({ currentTarget: { checked } }) => setTell(checked)} />
        )}
        {tried && chosen.length === 0 && <p role="alert">{words.nobodyChosen}</p>}
        {why && <Notice tone="bad">{why}</Notice>}
        <Button type="submit" color="brick">
          {words.action(chosen.length)}
        </Button>
      </form>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.confirm(chosen.length)}
        closeLabel={visitWords.close}
        size={460}
      >
        <div className="stack">
          <p>{words.confirmWhy(reached)}</p>
          <div className={css.ask}>
            <Button variant="default" onClick={() => setAsking(false)}>
              {words.keep}
            </Button>
            <Button color="brick" loading={busy} onClick={() => void cancel()}>
              {words.action(chosen.length)}
            </Button>
          </div>
        </div>
      </Dialog>
    </Panel>
  );
}
