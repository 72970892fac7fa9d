import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Answer, Refused } from '#web/api.ts';
import { signInAddress } from '#web/load.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { newKey } from '#web/new-key.ts';

const words = handoverWords.deactivate;

interface ReasonedConfirmProps<T> {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly does: readonly ReactNode[];
  readonly action: string;
  readonly act: (reason: string, beside: { readonly password: string; readonly key: string }) => Promise<Answer<T>>;
  /** Stands in the dialog while the act is under way. */
  readonly meanwhile?: ReactNode;
  readonly onDone: (value: T) => void | Promise<void>;
  /** Turned down for another reason than the password; the dialog is closed. */
  readonly onTurnedDown: (refused: Refused) => void;
}

/** A sensitive act that needs a reason: what was typed is sent under one key until the dialog closes, so it is done once. */
export function ReasonedConfirm<T>({
  onClose,
  act,
  meanwhile,
  onDone,
  onTurnedDown,
  ...dialog
}: ReasonedConfirmProps<T>) {
  const go = useNavigate();
  const [key, setKey] = useState(newKey);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);

  const close = () => {
    setKey(newKey());
    setRefused(undefined);
    setMissing(false);
    onClose();
  };
  const answered = async (answer: Answer<T>) => {
    if (answer.ok) {
      setKey(newKey());
      return onDone(answer.value);
    }
    if (answer.code === 'session/ended') return go(signInAddress());
    if (answer.code.startsWith('confirmation/')) return setRefused(sayRefusal(answer.code, answer.facts));
    close();
    return onTurnedDown(answer);
  };
  const confirm = async (password: string) => {
    setBusy(true);
    setRefused(undefined);
    try {
      await answered(await act(reason.trim(), { password, key }));
    } catch {
      setRefused(words.unsure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <ConfirmWithPassword
      {...dialog}
      danger
      onClose={close}
      check={() => {
        setMissing(reason.trim() === '');
        return reason.trim() !== '';
      }}
      onConfirm={(password) => void confirm(password)}
      refused={refused}
      busy={busy}
    >
      <TextInput
        label={words.reason}
        description={words.reasonHelp}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
        error={missing && words.reasonMissing}
      />
      {busy && meanwhile}
    </ConfirmWithPassword>
  );
}
