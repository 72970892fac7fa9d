import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { actWords } from '#web/words/acts.ts';
import { userWords } from '#web/words/users.ts';
import { LockUser } from '../status-contract.ts';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { atPassword, useAttempt } from '#web/use-attempt.ts';

const words = userWords.lock;

interface LockDialogProps {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Ends somebody's sign-in at once, with the reason and one's own password. */
export function LockDialog({ userId, name, onClose, onDone }: LockDialogProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { attempt, busy, setback } = useAttempt(atPassword);
  const lock = async (password: string) => {
    const answer = await attempt(() => call(LockUser, { userId, reason: reason.trim() }, { password }));
    if (answer?.ok) onDone();
  };
  return (
    <ConfirmWithPassword
      opened
      danger
      title={words.title(name)}
      does={words.does(name)}
      action={words.action}
      onClose={onClose}
      check={() => {
        setMissing(reason.trim() === '');
        return reason.trim() !== '';
      }}
      onConfirm={(password) => void lock(password)}
      refused={setback?.field ? setback.says : undefined}
      busy={busy}
    >
      <TextInput
        label={words.reason}
        description={words.reasonHelp}
        data-autofocus
        required
        maxLength={500}
        value={reason}
        error={missing && actWords.needed}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <SetbackNotice setback={setback} />
    </ConfirmWithPassword>
  );
}
