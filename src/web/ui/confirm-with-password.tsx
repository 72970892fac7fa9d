import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { uiWords } from '../words/ui.ts';
import css from './confirm-with-password.module.css';
import { Dialog } from './dialog.tsx';
import { focusFirstWrong } from './first-wrong.ts';
import { PasswordField } from './password-field.tsx';

interface ConfirmWithPasswordProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What the act does, a line each; three are enough. */
  readonly does: readonly ReactNode[];
  /** Names the act on the button. */
  readonly action: string;
  readonly danger?: boolean;
  /** Whether the other fields may be sent; where not, it says so at them. */
  readonly check?: () => boolean;
  readonly onConfirm: (password: string) => void;
  /** Why the last try was turned down; stands at the field. */
  readonly refused?: string | undefined;
  /** The act is under way: it can be neither repeated nor called off. */
  readonly busy?: boolean;
  /** Fields the act needs besides the password. */
  readonly children?: ReactNode;
}

type FormProps = Omit<ConfirmWithPasswordProps, 'opened' | 'title'>;

/** Mounted only while the dialog is open, so that no password outlives it. */
function PasswordForm({
  onClose,
  does,
  action,
  danger = false,
  check = () => true,
  onConfirm,
  refused,
  busy = false,
  children,
}: FormProps) {
  const words = uiWords.password;
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!refused || busy) return;
    field.current?.focus();
    field.current?.select();
  }, [refused, busy]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setMissing(password === '');
    if (!check() || password === '') focusFirstWrong(event);
    else onConfirm(password);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <ul className={css.does}>
        {does.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ul>
      {children}
      <PasswordField
        ref={field}
        label={words.label}
        description={words.why}
        autoComplete="current-password"
        data-autofocus
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          setMissing(false);
        }}
        error={missing ? words.missing : refused}
      />
      <div className={css.actions}>
        <Button variant="default" onClick={onClose} disabled={busy}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy} {...(danger ? { color: 'brick' } : {})}>
          {action}
        </Button>
      </div>
    </form>
  );
}

/** Before a sensitive act: what it does, your own password, one button that names the act. */
export function ConfirmWithPassword({ opened, title, ...rest }: ConfirmWithPasswordProps) {
  const close = () => {
    if (!rest.busy) rest.onClose();
  };
  return (
    <Dialog opened={opened} onClose={close} title={title} size={460} closeLabel={uiWords.password.close} ownFocus>
      <PasswordForm {...rest} onClose={close} />
    </Dialog>
  );
}
