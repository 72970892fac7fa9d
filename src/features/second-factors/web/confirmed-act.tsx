import type { Input, Operation, Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';

interface ConfirmedActProps<T extends Operation> {
  readonly operation: T;
  readonly input: Input<T>;
  readonly title: string;
  readonly does: readonly string[];
  readonly action: string;
  readonly onClose: () => void;
  readonly onDone: (output: Output<T>) => void;
}

/** An act that needs nothing but one's password. */
export function ConfirmedAct<T extends Operation>({
  operation,
  input,
  title,
  does,
  action,
  onClose,
  onDone,
}: ConfirmedActProps<T>) {
  const { attempt, busy, setback } = useAttempt(({ code }) => (code.startsWith('confirmation/') ? 'own' : undefined));
  const act = async (password: string) => {
    const answer = await attempt(() => call(operation, input, { password }));
    if (answer?.ok) onDone(answer.value);
  };
  return (
    <ConfirmWithPassword
      opened
      title={title}
      does={does}
      action={action}
      onClose={onClose}
      onConfirm={(password) => void act(password)}
      refused={setback?.field === 'own' ? setback.says : undefined}
      busy={busy}
    >
      {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
    </ConfirmWithPassword>
  );
}
