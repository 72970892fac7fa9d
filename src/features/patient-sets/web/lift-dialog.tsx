import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '#web/api.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { atPassword, useAttempt } from '#web/use-attempt.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { LiftBlock } from '../access-contract.ts';
import { type Block } from '../contract.ts';

const words = patientSetWords.lift;

interface LiftDialogProps {
  readonly block: Block;
  readonly onClose: () => void;
  readonly onDone: (says: string) => void;
}

/** Lifts one block, with the reason, after saying whose charts open by it. */
export function LiftDialog({ block: { blockId, user, setName, members }, onClose, onDone }: LiftDialogProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { attempt, busy, setback } = useAttempt(atPassword);
  const lift = async (password: string) => {
    const answer = await attempt(() => call(LiftBlock, { blockId, reason }, { password }), patientSetWords.away);
    if (answer?.ok) onDone(words.done(user.name, setName));
  };
  return (
    <ConfirmWithPassword
      opened
      onClose={onClose}
      title={words.title(user.name)}
      does={[words.does(user.name, setName, members), ...(members > 1 ? [words.single] : []), words.acts]}
      action={words.action}
      check={() => {
        setMissing(reason.trim() === '');
        return reason.trim() !== '';
      }}
      busy={busy}
      refused={setback?.says}
      onConfirm={(password) => void lift(password)}
    >
      <TextInput
        label={words.reason}
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget: { value } }) => {
          setReason(value);
          setMissing(false);
        }}
        error={missing && words.reasonMissing}
      />
    </ConfirmWithPassword>
  );
}
