import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { call } from '#web/api.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { AddPasskey, type MadePasskey, type OwnFactors } from '../contract.ts';
import { makePasskey } from './passkeys.ts';

const words = secondFactorWords.passkeys;

interface AddPasskeyDialogProps {
  readonly me: { readonly userId: string; readonly account: string; readonly name: string };
  readonly known: OwnFactors['passkeys'];
  readonly onClose: () => void;
  readonly onDone: (name: string, codes: readonly string[] | null) => void;
}

/** Gives a passkey a name, has the browser make it, and adds it with the user's password. */
export function AddPasskeyDialog({ me, known, onClose, onDone }: AddPasskeyDialogProps) {
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [not, setNot] = useState<string>();
  const [making, setMaking] = useState(false);
  // Made already: only the password was wrong, and the device need not be asked again.
  const made = useRef<MadePasskey>(undefined);
  const { attempt, busy, setback } = useAttempt(({ code }) => (code.startsWith('confirmation/') ? 'own' : undefined));
  const make = async () => {
    setMaking(true);
    setNot(undefined);
    const asked = await makePasskey(me, known).catch(() => ({ not: 'failed' as const }));
    setMaking(false);
    if ('got' in asked) return asked.got;
    setNot('not' in asked ? secondFactorWords.noPasskey[asked.not] : secondFactorWords.noPasskey.failed);
    return undefined;
  };
  const add = async (password: string) => {
    made.current ??= await make();
    const { current: passkey } = made;
    if (!passkey) return;
    const answer = await attempt(() => call(AddPasskey, { name: name.trim(), passkey }, { password }));
    if (answer?.ok) onDone(name.trim(), answer.value.recoveryCodes);
    else if (answer && !answer.code.startsWith('confirmation/')) made.current = undefined;
  };
  const trouble = not ?? (setback && !setback.field ? setback.says : undefined);
  return (
    <ConfirmWithPassword
      opened
      title={words.addTitle}
      does={words.addDoes}
      action={words.addAction}
      check={() => {
        setTried(true);
        return name.trim() !== '';
      }}
      onClose={onClose}
      onConfirm={(password) => void add(password)}
      refused={setback?.field === 'own' ? setback.says : undefined}
      busy={busy || making}
    >
      <TextInput
        name="name"
        label={words.name}
        description={words.nameHelp}
        required
        withAsterisk={false}
        maxLength={60}
        value={name}
        error={tried && name.trim() === '' ? words.nameNeeded : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {trouble && <Notice tone="bad" title={trouble} />}
    </ConfirmWithPassword>
  );
}
