import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '#web/api.ts';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { suggestionWords } from '#web/words/patient-set-suggestions.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { DismissSuggestion } from '../suggestion-contract.ts';
import type { SuggestionDialogProps } from './accept-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';

const words = suggestionWords;

/** Puts a proposed family away, with the reason. */
export function DismissDialog({ suggestion: { user, patients }, onClose, onDone }: SuggestionDialogProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  const send = async (event: FormEvent) => {
    setTried(true);
    if (reason.trim() === '') {
      focusFirstWrong(event);
      return;
    }
    const asked = { userId: user.userId, patientIds: patients.map(({ patientId }) => patientId), reason };
    const answer = await attempt(() => call(DismissSuggestion, asked), patientSetWords.away);
    if (answer?.ok) onDone(words.dismissedOf(user.name));
  };
  return (
    <FormDialog
      title={words.dismissTitle(user.name)}
      closeLabel={patientSetWords.change.close}
      action={words.dismiss}
      busy={busy}
      setback={setback}
      onClose={onClose}
      onSend={(event) => void send(event)}
    >
      <p>{words.dismissWhy}</p>
      <TextInput
        label={patientSetWords.change.reason}
        required
        data-autofocus
        maxLength={500}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
        error={tried && reason.trim() === '' && patientSetWords.change.reasonMissing}
      />
    </FormDialog>
  );
}
