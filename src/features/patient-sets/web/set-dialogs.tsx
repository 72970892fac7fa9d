import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '#web/api.ts';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { ChangeMembers, DeleteSet, NAME_LENGTH, type PatientSet, RenameSet } from '../contract.ts';
import { FormDialog } from './form-dialog.tsx';

export interface SetDialogProps {
  readonly set: PatientSet;
  readonly onClose: () => void;
  readonly onDone: (says: string) => void;
}

/** Another name for the set. */
export function RenameDialog({ set: { setId, name: was, version }, onClose, onDone }: SetDialogProps) {
  const words = patientSetWords.rename;
  const [name, setName] = useState(was);
  const [missing, setMissing] = useState(false);
  const { attempt, busy, setback } = useAttempt(({ code }) => (code.startsWith('set/name') ? 'name' : undefined));
  const send = async (event: FormEvent) => {
    setMissing(name.trim() === '');
    if (name.trim() === '') {
      focusFirstWrong(event);
      return;
    }
    const answer = await attempt(() => call(RenameSet, { setId, version, name }), patientSetWords.away);
    if (answer?.ok) onDone(words.done(name.trim()));
  };
  return (
    <FormDialog
      title={words.title(was)}
      closeLabel={words.close}
      action={words.action}
      busy={busy}
      setback={setback}
      onClose={onClose}
      onSend={(event) => void send(event)}
    >
      <p>{words.lead}</p>
      <TextInput
        label={words.name}
        required
        data-autofocus
        maxLength={NAME_LENGTH}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
        error={missing ? words.missing : setback?.field === 'name' && setback.says}
      />
    </FormDialog>
  );
}

/** Takes the set out of use. */
export function DeleteDialog({ set: { setId, name, version }, onClose, onDone }: SetDialogProps) {
  const words = patientSetWords.remove;
  const { attempt, busy, setback } = useAttempt();
  const send = async () => {
    const answer = await attempt(() => call(DeleteSet, { setId, version }), patientSetWords.away);
    if (answer?.ok) onDone(words.done(name));
  };
  return (
    <FormDialog
      title={words.title(name)}
      closeLabel={words.close}
      action={words.action}
      danger
      busy={busy}
      setback={setback}
      onClose={onClose}
      onSend={() => void send()}
    >
      <p>{words.lead}</p>
    </FormDialog>
  );
}

interface MemberDialogProps extends SetDialogProps {
  /** Who is taken out; left out: somebody is to be added. */
  readonly member?: PatientChoice;
}

/** One patient more or fewer, with the reason. */
export function MemberDialog({ set, member, onClose, onDone }: MemberDialogProps) {
  const words = patientSetWords.change;
  const { setId, version, name, blocks } = set;
  const [patient, setPatient] = useState<PatientChoice | null>(member ?? null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  const blocked = blocks.filter(({ overAt }) => overAt === null).length;
  const send = async (event: FormEvent) => {
    setTried(true);
    if (!patient || reason.trim() === '') {
      focusFirstWrong(event);
      return;
    }
    const { patientId } = patient;
    const change = member ? { add: [], remove: [patientId] } : { add: [patientId], remove: [] };
    const answer = await attempt(
      () => call(ChangeMembers, { setId, version, reason, ...change }),
      patientSetWords.away,
    );
    if (answer?.ok) onDone(member ? words.taken(patient.name) : words.added(patient.name));
  };
  return (
    <FormDialog
      title={member ? words.takeTitle(member.name) : words.addTitle(name)}
      closeLabel={words.close}
      action={member ? words.take : words.add}
      busy={busy}
      setback={setback}
      onClose={onClose}
      onSend={(event) => void send(event)}
    >
      <p>{member ? words.takeDoes(blocked) : words.addDoes(blocked)}</p>
      {!member && (
        <PatientField
          label={words.patient}
          first
          required
          patient={patient}
          onChange={setPatient}
          error={tried && !patient ? words.patientMissing : undefined}
        />
      )}
      <TextInput
        label={words.reason}
        required
        maxLength={500}
        {...(member ? { 'data-autofocus': true } : {})}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
        error={tried && reason.trim() === '' && words.reasonMissing}
      />
    </FormDialog>
  );
}
