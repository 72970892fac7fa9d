import { Button, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { type LoaderFunctionArgs, redirect, useLoaderData, useNavigate, useSearchParams } from 'react-router';
import { SignOut } from '#features/sign-in/contract.ts';
import { type Answer, call } from '#web/api.ts';
import { inside } from '#web/inside.ts';
import { load } from '#web/load.ts';
import css from '#web/ui/doorway.module.css';
import { Mark } from '#web/ui/mark.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { actWords } from '#web/words/acts.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { GiveCode, GivePasskey, ReadSecondStep } from '../contract.ts';
import { canUsePasskeys } from '#web/can-use-passkeys.ts';
import { showPasskey } from './passkeys.ts';

const words = secondFactorWords.step;

/** What the caller can finish signing in with; whoever has nothing left to finish goes on. */
export async function loader({ request }: LoaderFunctionArgs) {
  const step = await load(ReadSecondStep, {}, request);
  return step.passkeys.length > 0 || step.code ? step : redirect('/');
}

/** Second step of a sign-in: a passkey, a code of the app, or a recovery code. */
export function SecondStepPage() {
  const { passkeys, code: takesCode } = useLoaderData<Exclude<Awaited<ReturnType<typeof loader>>, Response>>();
  const [search] = useSearchParams();
  const go = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const takesPasskey = passkeys.length > 0 && canUsePasskeys();
  const [recovering, setRecovering] = useState(!takesCode);
  const [code, setCode] = useState('');
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState<'code' | 'passkey'>();
  usePageTitle(words.title, { ownFocus: true });

  const attempt = async (by: 'code' | 'passkey', send: () => Promise<Answer<unknown> | { not: string }>) => {
    setBusy(by);
    setRefused(undefined);
    try {
      const answer = await send();
      if ('not' in answer) return setRefused(answer.not);
      if (answer.ok) return await go(inside(search.get('next')), { replace: true });
      // Five wrong ones have ended it.
      if (answer.code === 'session/ended') return await go('/sign-in', { replace: true, state: { over: words.over } });
      setRefused(sayRefusal(answer.code, answer.facts));
    } catch {
      setRefused(actWords.away);
    } finally {
      setBusy(undefined);
    }
    field.current?.select();
    return undefined;
  };
  const giveCode = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return field.current?.focus();
    return void attempt('code', () => call(GiveCode, { code }));
  };
  const givePasskey = () =>
    attempt('passkey', async () => {
      const shown = await showPasskey(passkeys, { alone: false });
      if ('not' in shown) return { not: secondFactorWords.noPasskey[shown.not] };
      return 'got' in shown ? call(GivePasskey, { passkey: shown.got }) : shown;
    });
  const other = async () => {
    await call(SignOut, {});
    await go('/sign-in', { replace: true });
  };
  return (
    <main className={css.page}>
      <div className={css.column}>
        <div className={css.name}>
          <Mark size={40} />
          <div>
            <h1>{words.title}</h1>
            <p className="dim">{words.lead}</p>
          </div>
        </div>
        <form className={css.card} onSubmit={giveCode} noValidate>
          {refused && (
            <p className={css.refused} role="alert">
              {refused}
            </p>
          )}
          {takesPasskey && (
            <Button
              size="md"
              variant={takesCode ? 'default' : 'filled'}
              leftSection={<IconKey size={18} aria-hidden />}
              loading={busy === 'passkey'}
              onClick={() => void givePasskey()}
            >
              {words.byPasskey}
            </Button>
          )}
          {passkeys.length > 0 && !canUsePasskeys() && <p className="dim small">{words.passkeyElsewhere}</p>}
          {takesPasskey && <p className={css.or}>{words.or}</p>}
          <TextInput
            ref={field}
            name="code"
            label={recovering ? words.recoveryCode : words.code}
            description={recovering ? words.recoveryHelp : words.codeHelp}
            autoComplete="one-time-code"
            inputMode={recovering ? 'text' : 'numeric'}
            autoCapitalize="characters"
            spellCheck={false}
            size="md"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has this one purpose, and its heading stands before
            autoFocus
            maxLength={40}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="md"
            variant={takesCode || !takesPasskey ? 'filled' : 'default'}
            loading={busy === 'code'}
          >
            {words.goOn}
          </Button>
          {takesCode && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => {
                setRecovering(!recovering);
                setCode('');
                field.current?.focus();
              }}
            >
              {recovering ? words.toCode : words.toRecovery}
            </Button>
          )}
        </form>
        <p className={css.help}>{words.lost}</p>
        <Button variant="subtle" size="xs" onClick={() => void other()}>
          {words.other}
        </Button>
      </div>
    </main>
  );
}
