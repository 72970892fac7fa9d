import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '#kernel/contract.ts';
import { ResetFactorsDialog } from '#features/second-factors/web/public.tsx';
import { useMay } from '#web/session.ts';
import { dayOf, timeOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { credentialWords } from '#web/words/credentials.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import type { ReadCredentials, SetCredentials } from '../contract.ts';
import css from './dialogs.module.css';
import { ForceResetDialog } from './force-reset-dialog.tsx';
import { InvitationMade } from './invitation-made.tsx';
import { LoginExpiryDialog } from './login-expiry-dialog.tsx';
import { LoginFacts } from './login-facts.tsx';
import { type CredentialsOwner, SetCredentialsDialog } from './set-credentials-dialog.tsx';

const words = credentialWords.panel;

interface LoginPanelProps {
  readonly title: string;
  readonly user: CredentialsOwner;
  readonly said: Output<typeof ReadCredentials>;
  /** What is shown is asked for anew. */
  readonly onChanged: () => Promise<void>;
  /** Whoever has left is only looked at. */
  readonly readOnly: boolean;
}

/** How a user signs in, and what an administrator can do about it. */
export function LoginPanel({ title, user, said, onChanged, readOnly }: LoginPanelProps) {
  const may = useMay();
  const { timeZone } = useClinic();
  const [open, setOpen] = useState<'set' | 'force' | 'expiry' | 'factors'>();
  const [done, setDone] = useState<{ text: string; made?: Output<typeof SetCredentials>['invitation'] }>();
  const name = `${user.firstName} ${user.lastName}`;
  const { credentials } = said;
  const hasFactors = credentials && (credentials.passkeys > 0 || credentials.authenticator);
  const ends = credentials?.expiresAt;
  const known = {
    username: credentials?.username ?? '',
    email: credentials?.email ?? '',
    ...(ends ? { expires: true, expiryDay: dayOf(ends, timeZone), expiryTime: timeOf(ends, timeZone) } : {}),
  };
  const finish = async (text: string, made?: Output<typeof SetCredentials>['invitation']) => {
    setOpen(undefined);
    setDone(made ? { text, made } : { text });
    await onChanged();
  };
  const close = () => setOpen(undefined);
  return (
    <Panel title={title} id="login">
      <div className="stack">
        {done && <Notice tone="ok" title={done.text} />}
        {done?.made && <InvitationMade invitation={done.made} name={name} />}
        <LoginFacts {...said} />
        {!readOnly && (
          <div className={css.acts}>
            {may('credentials.set-credentials') && (
              <Button size="xs" variant="default" onClick={() => setOpen('set')}>
                {words.setNew}
              </Button>
            )}
            {credentials?.ready && may('credentials.force-password-reset') && (
              <Button size="xs" variant="default" onClick={() => setOpen('force')}>
                {words.force}
              </Button>
            )}
            {hasFactors && may('second-factors.reset-factors') && (
              <Button size="xs" variant="default" onClick={() => setOpen('factors')}>
                {secondFactorWords.reset.button}
              </Button>
            )}
            {credentials && may('credentials.set-login-expiry') && (
              <Button size="xs" variant="default" onClick={() => setOpen('expiry')}>
                {words.setExpiry}
              </Button>
            )}
          </div>
        )}
      </div>
      {open === 'set' && (
        <SetCredentialsDialog
          user={user}
          known={known}
          onClose={close}
          onDone={({ invitation }) =>
            void finish(invitation ? words.invited(name) : words.credentialsSet(name), invitation)
          }
        />
      )}
      {open === 'force' && (
        <ForceResetDialog user={user} onClose={close} onDone={() => void finish(words.forced(name))} />
      )}
      {open === 'factors' && (
        <ResetFactorsDialog
          user={user}
          onClose={close}
          onDone={() => void finish(secondFactorWords.reset.done(name))}
        />
      )}
      {open === 'expiry' && (
        <LoginExpiryDialog
          user={user}
          known={known}
          onClose={close}
          onDone={(expires) => void finish(expires ? words.expirySet(name) : words.expiryTaken(name))}
        />
      )}
    </Panel>
  );
}
