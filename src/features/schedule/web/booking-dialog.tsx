import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { useKeptFocus } from '#web/ui/kept-focus.ts';
import { Notice } from '#web/ui/notice.tsx';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { BookAppointment } from '../contract.ts';
import type { Colleague, Site } from './columns.ts';
import css from './form.module.css';
import { OverlapNotice } from './overlap-notice.tsx';
import { newKey } from '#web/new-key.ts';
import { send } from './send.ts';
import { isChosen, missingOf, sayWhen, type TimeChoice } from './time-choice.ts';
import { TimeFields } from './time-fields.tsx';
import { useOverlaps } from './use-overlaps.ts';

const words = scheduleWords.booking;

interface BookingProps {
  readonly from: TimeChoice;
  readonly providers: readonly Colleague[];
  readonly sites: readonly Site[];
  readonly onClose: () => void;
  /** Booked; says so in sentences. */
  readonly onDone: (said: string) => void;
}

function BookingForm({ from, providers, sites, onClose, onDone }: BookingProps) {
  const { locale } = useClinic();
  const [choice, setChoice] = useState(from);
  const [patient, setPatient] = useState<PatientChoice | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string>();
  useKeptFocus(busy);
  const against = useOverlaps(choice);
  const overlaps = against?.overlaps;
  const patientId = patient?.patientId;
  // A new name for each different booking; the same one when it is sent again after a lost connection.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read, only the occasion for another name
  const key = useMemo(newKey, [choice, patientId, reason]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!patientId || !isChosen(choice)) return focusFirstWrong(event);
    if (busy) return;
    setBusy(true);
    const sent = await send(BookAppointment, { patientId, ...choice, reason }, key);
    setBusy(false);
    if ('why' in sent) {
      setWhy(sent.why);
      return;
    }
    const begins = sent.value;
    const provider = providers.find(({ userId }) => userId === choice.providerId)?.name;
    const also = Array.isArray(overlaps) && overlaps.length > 0 ? [scheduleWords.overlapsAfter(overlaps.length)] : [];
    const jumped = begins.start === choice.start ? [] : [words.jumped(begins.start)];
    onDone([words.done(patient.name, sayWhen(begins, provider, locale)), ...jumped, ...also].join(' '));
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <PatientField
        label={scheduleWords.form.patient}
        description={scheduleWords.form.patientHelp}
        required
        first
        patient={patient}
        onChange={setPatient}
        error={tried && !patient ? scheduleWords.form.missing.patient : undefined}
      />
      <TimeFields
        choice={choice}
        onChange={setChoice}
        providers={providers}
        sites={sites}
        missing={tried ? missingOf(choice) : {}}
      />
      <TextInput
        label={scheduleWords.form.reason}
        description={scheduleWords.form.reasonHelp}
        maxLength={200}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <OverlapNotice against={against} />
      {why && <Notice tone="bad">{why}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {scheduleWords.form.keep}
        </Button>
        <Button type="submit" loading={busy}>
          {words.book}
        </Button>
      </div>
    </form>
  );
}

/** Books a patient; `from` is the time that was pressed, or a proposal. */
export const BookingDialog = ({
  opened,
  ...rest
}: Omit<BookingProps, 'from'> & { readonly opened: TimeChoice | undefined }) => (
  <Dialog
    opened={opened !== undefined}
    onClose={rest.onClose}
    title={words.title}
    size={620}
    closeLabel={words.close}
    ownFocus
  >
    {opened && <BookingForm from={opened} {...rest} />}
  </Dialog>
);
