import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '#kernel/contract.ts';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { BeginAuthenticator, RemoveAuthenticator } from '../contract.ts';
import { ConfirmAppDialog } from './confirm-app-dialog.tsx';
import { ConfirmedAct } from './confirmed-act.tsx';
import css from './factors.module.css';
import type { CardProps } from './own-factors.tsx';

const words = secondFactorWords.app;
type Key = NonNullable<Output<typeof BeginAuthenticator>['key']>;

/** One's own authenticator app: whether there is one, and what can be done. */
export function AppCard({ own: { authenticator }, onDone }: CardProps) {
  const [open, setOpen] = useState<'begin' | 'remove'>();
  const [key, setKey] = useState<Key>();
  const close = () => setOpen(undefined);
  return (
    <Panel title={words.title} lead={words.lead}>
      {authenticator ? (
        <p>
          {words.setUpAt} <TimeText instant={authenticator.addedAt} />
          {' · '}
          {authenticator.lastUsedAt ? (
            <>
              {words.used} <TimeText instant={authenticator.lastUsedAt} />
            </>
          ) : (
            words.neverUsed
          )}
        </p>
      ) : (
        <p className="dim">{words.none}</p>
      )}
      <div className={css.acts}>
        <Button size="xs" variant="default" onClick={() => setOpen('begin')}>
          {authenticator ? words.replace : words.setUp}
        </Button>
        {authenticator && (
          <Button size="xs" variant="default" onClick={() => setOpen('remove')}>
            {words.remove}
          </Button>
        )}
      </div>
      {open === 'begin' && (
        <ConfirmedAct
          operation={BeginAuthenticator}
          input={{}}
          title={words.beginTitle}
          does={authenticator ? words.replaceDoes : words.beginDoes}
          action={words.beginAction}
          onClose={close}
          onDone={(made) => {
            close();
            if (made.key) setKey(made.key);
          }}
        />
      )}
      {key && (
        <ConfirmAppDialog
          appKey={key}
          onClose={() => setKey(undefined)}
          onDone={(codes) => {
            setKey(undefined);
            void onDone(words.done, codes);
          }}
        />
      )}
      {open === 'remove' && (
        <ConfirmedAct
          operation={RemoveAuthenticator}
          input={{}}
          title={words.removeTitle}
          does={words.removeDoes}
          action={words.removeAction}
          onClose={close}
          onDone={() => {
            close();
            void onDone(words.removed);
          }}
        />
      )}
    </Panel>
  );
}
