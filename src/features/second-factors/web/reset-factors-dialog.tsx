import type { Id } from '#kernel/brand.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { ResetFactors } from '../contract.ts';
import { ConfirmedAct } from './confirmed-act.tsx';

const words = secondFactorWords.reset;

interface ResetFactorsDialogProps {
  readonly user: { readonly userId: Id<'user'>; readonly firstName: string; readonly lastName: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what becomes of a user whose second factors are removed, before it is done. */
export function ResetFactorsDialog({
  user: { userId, firstName, lastName },
  onClose,
  onDone,
}: ResetFactorsDialogProps) {
  const name = `${firstName} ${lastName}`;
  return (
    <ConfirmedAct
      operation={ResetFactors}
      input={{ userId }}
      title={words.title(name)}
      does={words.does(name)}
      action={words.action}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
