import { Button } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { userWords } from '#web/words/users.ts';
import { UnlockUser } from '../status-contract.ts';

const words = userWords.unlock;

interface UnlockDialogProps {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks once before somebody locked signs in again. */
export function UnlockDialog({ userId, name, onClose, onDone }: UnlockDialogProps) {
  const { attempt, busy, setback } = useAttempt();
  const unlock = async () => {
    const answer = await attempt(() => call(UnlockUser, { userId, was: 'locked' }));
    if (answer?.ok) onDone();
  };
  return (
    <Dialog opened onClose={onClose} title={words.title(name)} size={440} closeLabel={words.close}>
      <div className="stack">
        <p>{words.does(name)}</p>
        <SetbackNotice setback={setback} />
        <div className="row">
          <Button loading={busy} onClick={() => void unlock()}>
            {words.action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {userWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
