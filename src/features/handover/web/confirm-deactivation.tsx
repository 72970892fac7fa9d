import { useNavigate } from 'react-router';
import { call, type Refused } from '#web/api.ts';
import { handoverWords } from '#web/words/handover.ts';
import { DeactivateUser, type PlanRule } from '../contract.ts';
import { HandOverProgress } from './hand-over-progress.tsx';
import type { Preview, totals } from './plan.ts';
import { ReasonedConfirm } from './reasoned-confirm.tsx';

const words = handoverWords.deactivate;

interface ConfirmDeactivationProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly preview: Preview;
  /** The plan that was previewed. */
  readonly plan: readonly PlanRule[];
  readonly sums: ReturnType<typeof totals>;
  readonly onTurnedDown: (refused: Refused) => void;
}

/** The last step: what happens, why, and one's own password. Leads to the receipt. */
export function ConfirmDeactivation({ preview, plan, sums, ...dialog }: ConfirmDeactivationProps) {
  const go = useNavigate();
  const { user, planHash, sessions } = preview;
  const { all, moved, pooled, cancelled, visits } = sums;
  const does = [
    ...(all === 0 ? [words.confirm.nothing] : []),
    ...(moved > 0 ? [words.confirm.moves(moved)] : []),
    ...(pooled > 0 ? [words.confirm.pooled(pooled)] : []),
    ...(cancelled > 0 ? [words.confirm.cancelled(cancelled, visits)] : []),
    words.confirm.ends(sessions),
    words.confirm.return,
  ];
  return (
    <ReasonedConfirm
      {...dialog}
      title={words.confirm.title(user.name)}
      does={does}
      action={words.button}
      meanwhile={<HandOverProgress leaverId={user.userId} kinds={preview.kinds} sealing={words.progress.sealing} />}
      act={(reason, beside) => call(DeactivateUser, { userId: user.userId, plan: [...plan], planHash, reason }, beside)}
      // In place of this page: the way back does not lead to a plan that has been carried out.
      onDone={({ handoverId }) => go(`/admin/handovers/${handoverId}`, { replace: true })}
    />
  );
}
