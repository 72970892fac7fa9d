import { call } from '#web/api.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { type UserRecord } from '../contract.ts';
import { DeleteSecurityRecord } from '../status-contract.ts';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { atPassword, useAttempt } from '#web/use-attempt.ts';
import { nameOf } from './user-draft.ts';

const words = userRecordWords.records.security;

interface DeleteRecordDialogProps {
  readonly user: UserRecord;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Ends somebody's sign-in and credentials, confirmed with one's own password. */
export function DeleteRecordDialog({ user, onClose, onDone }: DeleteRecordDialogProps) {
  const { attempt, busy, setback } = useAttempt(atPassword);
  const name = nameOf(user);
  const remove = async (password: string) => {
    const answer = await attempt(() => call(DeleteSecurityRecord, { userId: user.userId }, { password }));
    if (answer?.ok) onDone();
  };
  return (
    <ConfirmWithPassword
      opened
      danger
      title={words.deleteTitle(name)}
      does={words.does(name)}
      action={words.delete}
      onClose={onClose}
      onConfirm={(password) => void remove(password)}
      refused={setback?.field ? setback.says : undefined}
      busy={busy}
    >
      <SetbackNotice setback={setback} />
    </ConfirmWithPassword>
  );
}
