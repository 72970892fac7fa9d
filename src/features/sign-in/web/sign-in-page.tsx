import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { redirect, useLoaderData, useLocation, useNavigate, useSearchParams } from 'react-router';
import { ReadFrontDoor } from '#features/clinics/contract.ts';
import type { Limit } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { inside } from '#web/inside.ts';
import { afterSignIn, load } from '#web/load.ts';
import css from '#web/ui/doorway.module.css';
import { Mark } from '#web/ui/mark.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { PasswordField } from '#web/ui/password-field.tsx';
import { signInWords as words } from '#web/words/sign-in.ts';
import { SignIn } from '../contract.ts';
import { PasskeyButton } from './passkey-button.tsx';
import ring from './sign-in-page.module.css';

/** The clinic of this address; an empty installation leads to set-up. */
export async function signInLoader() {
  const { clinic } = await load(ReadFrontDoor, {});
  return clinic ?? redirect('/set-up');
}

export function SignInPage() {
  const { name, phone, asksPasscode } = useLoaderData<{ name: string; phone: string; asksPasscode: boolean }>();
  const [search] = useSearchParams();
  const go = useNavigate();
  const { state } = useLocation() as { state: { readonly done?: string; readonly over?: string } | null };
  const [refused, setRefused] = useState(state?.over);
  const [busy, setBusy] = useState(false);
  usePageTitle(words.title, { ownFocus: true });

  const goOn = (limited: Limit | null) => go(afterSignIn(limited, inside(search.get('next'))), { replace: true });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const field = (of: string) => {
      const value = fields.get(of);
      return typeof value === 'string' ? value : '';
    };
    setBusy(true);
    try {
      const answer = await call(SignIn, {
        username: field('username'),
        password: field('password'),
        passcode: field('passcode'),
      });
      if (answer.ok) return await goOn(answer.value.limited);
      // The sentences come when one is needed: they would weigh on everybody’s first page.
      const { sayRefusal } = await import('#web/words/refusals.ts');
      setRefused(sayRefusal(answer.code, answer.facts));
    } catch {
      setRefused(words.away);
    } finally {
      setBusy(false);
    }
    form.querySelector<HTMLInputElement>('input[name=password]')?.select();
    return undefined;
  };

  return (
    <main className={css.page}>
      <svg className={ring.ring} viewBox="0 0 400 400" aria-hidden="true">
        <path d="M300 86a150 150 0 1 0 0 228" />
      </svg>
      <div className={css.column}>
        <div className={css.name}>
          <Mark size={40} />
          <div>
            <h1>Custodian</h1>
            <p className="dim">{name}</p>
          </div>
        </div>
        <form className={css.card} onSubmit={(event) => void submit(event)}>
          {state?.done && !refused && <output className={css.done}>{state.done}</output>}
          {refused && (
            <p className={css.refused} role="alert">
              {refused}
            </p>
          )}
          <TextInput
            name="username"
            label={words.username}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has this one purpose, and its heading stands before
            autoFocus
            required
            withAsterisk={false}
          />
          <PasswordField
            name="password"
            label={words.password}
            autoComplete="current-password"
            size="md"
            required
            withAsterisk={false}
          />
          {asksPasscode && (
            <PasswordField
              name="passcode"
              label={words.passcode}
              showLabel={words.showPasscode}
              description={words.passcodeHelp}
              autoComplete="off"
              inputMode="numeric"
              size="md"
              required
              withAsterisk={false}
            />
          )}
          <Button type="submit" size="md" fullWidth mt={4} loading={busy}>
            {words.signIn}
          </Button>
          <PasskeyButton orClass={css.or} onOpened={(limited) => void goOn(limited)} onRefused={setRefused} />
        </form>
        <p className={css.help}>{words.cannot(phone)}</p>
      </div>
    </main>
  );
}
