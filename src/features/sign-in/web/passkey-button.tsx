import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Limit } from '#kernel/contract.ts';
import { canUsePasskeys } from '#web/can-use-passkeys.ts';
import { signInWords as words } from '#web/words/sign-in.ts';

interface PasskeyButtonProps {
  readonly orClass: string | undefined;
  readonly onOpened: (limited: Limit | null) => void;
  readonly onRefused: (says: string) => void;
}

/** Sign-in without typing anything, where the browser can; what it needs is loaded when it is pressed. */
export function PasskeyButton({ orClass, onOpened, onRefused }: PasskeyButtonProps) {
  const [busy, setBusy] = useState(false);
  if (!canUsePasskeys()) return null;
  const signIn = async () => {
    setBusy(true);
    try {
      const { signInByPasskey } = await import('#features/second-factors/web/public.tsx');
      const answer = await signInByPasskey();
      if (answer.says === undefined) onOpened(answer.limited);
      else onRefused(answer.says);
    } catch {
      onRefused(words.away);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p className={orClass}>{words.or}</p>
      <Button variant="default" size="md" fullWidth loading={busy} onClick={() => void signIn()}>
        {words.withPasskey}
      </Button>
    </>
  );
}
