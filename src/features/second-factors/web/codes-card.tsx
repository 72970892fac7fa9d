import { Button } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '#web/ui/panel.tsx';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { RenewRecoveryCodes } from '../contract.ts';
import { FEW_CODES } from '../rules.ts';
import { ConfirmedAct } from './confirmed-act.tsx';
import css from './factors.module.css';
import type { CardProps } from './own-factors.tsx';

const words = secondFactorWords.codes;

/** How many recovery codes are left, for whoever has a factor that can be lost. */
export function CodesCard({ own: { passkeys, authenticator, recoveryCodesLeft: left }, onDone }: CardProps) {
  const [open, setOpen] = useState(false);
  if (passkeys.length === 0 && !authenticator) return null;
  return (
    <Panel title={words.title} lead={words.lead}>
      <p>
        {words.left(left)} {left <= FEW_CODES && <b>{words.few}</b>}
      </p>
      <div className={css.acts}>
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {words.renew}
        </Button>
      </div>
      {open && (
        <ConfirmedAct
          operation={RenewRecoveryCodes}
          input={{}}
          title={words.renewTitle}
          does={words.renewDoes}
          action={words.renew}
          onClose={() => setOpen(false)}
          onDone={({ recoveryCodes }) => {
            setOpen(false);
            void onDone(words.renewed, recoveryCodes);
          }}
        />
      )}
    </Panel>
  );
}
