import { LockUser } from '#features/users/status-contract.ts';
import { call, type Refused } from '#web/api.ts';
import { handoverWords } from '#web/words/handover.ts';
import type { Preview } from './plan.ts';
import { ReasonedConfirm } from './reasoned-confirm.tsx';

const words = handoverWords.deactivate.lock;

interface ConfirmLockProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly preview: Preview;
  readonly onDone: () => void;
  readonly onTurnedDown: (refused: Refused) => void;
}

/** Ends sign-in at once and leaves the hand-over for later. */
export function ConfirmLock({ preview: { user, sessions }, ...dialog }: ConfirmLockProps) {
  return (
    <ReasonedConfirm
      {...dialog}
      title={words.title(user.name)}
      does={words.does(user.name, sessions)}
      action={words.action}
      act={(reason, beside) => call(LockUser, { userId: user.userId, reason }, beside)}
    />
  );
}
