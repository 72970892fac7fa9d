import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { credentialWords } from '#web/words/credentials.ts';
import { SetLoginExpiry } from '../contract.ts';
import css from './dialogs.module.css';
import { credentialFieldOf } from './credential-field.ts';
import { ExpiryFields } from './expiry-fields.tsx';
import { emptyLogin, type LoginDraft } from './login-draft.ts';
import type { CredentialsOwner } from './set-credentials-dialog.tsx';

const words = credentialWords.expiry;

interface LoginExpiryDialogProps {
  readonly user: CredentialsOwner;
  readonly known: Partial<LoginDraft>;
  readonly onClose: () => void;
  readonly onDone: (expires: boolean) => void;
}

/** Until when somebody can sign in, or that there is no end. */
export function LoginExpiryDialog({ user, known, onClose, onDone }: LoginExpiryDialogProps) {
  const [expiry, setExpiry] = useState<LoginDraft>({ ...emptyLogin, ...known, expires: true });
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback, setSetback } = useAttempt(credentialFieldOf);
  const lacksDay = expiry.expires && !expiry.expiryDay;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacksDay) return;
    const expires = expiry.expires ? { day: expiry.expiryDay, time: expiry.expiryTime || '23:59' } : null;
    const answer = await attempt(() => call(SetLoginExpiry, { userId: user.userId, expires }));
    if (answer?.ok) onDone(expiry.expires);
  };
  const errorAtDay = setback?.field === 'day' ? setback.says : tried && lacksDay ? words.dayNeeded : undefined;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={words.title(`${user.firstName} ${user.lastName}`)}
      size={460}
      closeLabel={words.close}
    >
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <ExpiryFields
          expiry={expiry}
          onChange={(part) => {
            setExpiry({ ...expiry, ...part });
            setSetback(undefined);
          }}
          errorOf={(field) => (field === 'day' ? errorAtDay : undefined)}
        />
        {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
        <div className={css.actions}>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {words.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
