import { Button } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { RemovePasskey } from '../contract.ts';
import { AddPasskeyDialog } from './add-passkey-dialog.tsx';
import { canUsePasskeys } from '#web/can-use-passkeys.ts';
import { ConfirmedAct } from './confirmed-act.tsx';
import css from './factors.module.css';
import type { CardProps } from './own-factors.tsx';

const words = secondFactorWords.passkeys;

/** One's own passkeys: by name, when each was used last, and what can be done. */
export function PasskeysCard({ own: { passkeys }, me, onDone }: CardProps) {
  const [adding, setAdding] = useState(false);
  const [going, setGoing] = useState<CardProps['own']['passkeys'][number]>();
  return (
    <Panel title={words.title} lead={words.lead}>
      {passkeys.length === 0 ? (
        <p className="dim">{words.none}</p>
      ) : (
        <ul className={css.list}>
          {passkeys.map((passkey) => (
            <li key={passkey.passkeyId}>
              <div>
                <b>{passkey.name}</b>
                <p className="small dim">
                  {words.added} <TimeText instant={passkey.addedAt} />
                  {' · '}
                  {passkey.lastUsedAt ? (
                    <>
                      {words.used} <TimeText instant={passkey.lastUsedAt} />
                    </>
                  ) : (
                    words.neverUsed
                  )}
                </p>
              </div>
              <Button
                size="xs"
                variant="default"
                aria-label={words.removeNamed(passkey.name)}
                onClick={() => setGoing(passkey)}
              >
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canUsePasskeys() ? (
        <div className={css.acts}>
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        </div>
      ) : (
        <p className="small dim">{words.notHere}</p>
      )}
      {adding && (
        <AddPasskeyDialog
          me={me}
          known={passkeys}
          onClose={() => setAdding(false)}
          onDone={(name, codes) => {
            setAdding(false);
            void onDone(words.addedNamed(name), codes);
          }}
        />
      )}
      {going && (
        <ConfirmedAct
          operation={RemovePasskey}
          input={{ passkeyId: going.passkeyId }}
          title={words.removeTitle(going.name)}
          does={words.removeDoes}
          action={words.removeAction}
          onClose={() => setGoing(undefined)}
          onDone={() => {
            setGoing(undefined);
            void onDone(words.removed(going.name));
          }}
        />
      )}
    </Panel>
  );
}
