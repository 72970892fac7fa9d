import { Button } from '@mantine/core';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { credentialWords } from '#web/words/credentials.ts';
import { ForcePasswordReset } from '../contract.ts';
import css from './dialogs.module.css';
import type { CredentialsOwner } from './set-credentials-dialog.tsx';

const words = credentialWords.force;

interface ForceResetDialogProps {
  readonly user: CredentialsOwner;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what a forced reset does before it is done. */
export function ForceResetDialog({ user, onClose, onDone }: ForceResetDialogProps) {
  const { attempt, busy, setback } = useAttempt();
  const name = `${user.firstName} ${user.lastName}`;
  const force = async () => {
    const answer = await attempt(() => call(ForcePasswordReset, { userId: user.userId }));
    if (answer?.ok) onDone();
  };
  return (
    <Dialog opened onClose={onClose} title={words.title(name)} size={460} closeLabel={words.close}>
      <div className="stack">
        <p>{words.what(name)}</p>
        {setback && <Notice tone="bad" title={setback.says} />}
        <div className={css.actions}>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {words.cancel}
          </Button>
          <Button onClick={() => void force()} loading={busy}>
            {words.action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
