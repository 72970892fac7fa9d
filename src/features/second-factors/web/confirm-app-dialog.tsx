import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { ConfirmAuthenticator } from '../contract.ts';
import css from './factors.module.css';
import { QrCode } from './qr-code.tsx';

const words = secondFactorWords.app;

interface ConfirmAppDialogProps {
  readonly appKey: { readonly text: string; readonly uri: string };
  readonly onClose: () => void;
  readonly onDone: (codes: readonly string[] | null) => void;
}

/** The key, as a picture and as text, and the first code that shows that the app has it. */
export function ConfirmAppDialog({ appKey: { text, uri }, onClose, onDone }: ConfirmAppDialogProps) {
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { attempt, busy, setback } = useAttempt(({ code: why }) =>
    why === 'second-factor/code-wrong' ? 'code' : undefined,
  );
  useEffect(() => {
    if (setback?.field === 'code') field.current?.select();
  }, [setback]);
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim() === '') return field.current?.focus();
    const answer = await attempt(() => call(ConfirmAuthenticator, { code }));
    return answer?.ok ? onDone(answer.value.recoveryCodes) : undefined;
  };
  const lacking = tried && code.trim() === '' ? words.codeNeeded : undefined;
  return (
    <Dialog opened onClose={onClose} title={words.scanTitle} size={520} closeLabel={words.close}>
      <form className="stack" onSubmit={(event) => void confirm(event)} noValidate>
        <div className={css.scan}>
          <QrCode text={uri} label={words.qr} />
          <div className="stack">
            <p>{words.scan}</p>
            <p>
              {words.byHand}
              <br />
              <code className={css.key}>{(text.match(/.{1,4}/g) ?? []).join(' ')}</code>
            </p>
          </div>
        </div>
        <TextInput
          ref={field}
          name="code"
          label={words.code}
          description={words.codeHelp}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
          withAsterisk={false}
          value={code}
          error={setback?.field === 'code' ? setback.says : lacking}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
        <div className={css.acts}>
          <Button type="submit" loading={busy}>
            {words.confirm}
          </Button>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
