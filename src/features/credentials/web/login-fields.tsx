import { TextInput } from '@mantine/core';
import { FieldGrid } from '#web/ui/section-form.tsx';
import { credentialWords } from '#web/words/credentials.ts';
import { ExpiryFields } from './expiry-fields.tsx';
import { type LoginDraft, surroundingsOf } from './login-draft.ts';
import { SecretFields } from './secret-fields.tsx';
import { SignInChoice } from './sign-in-choice.tsx';

const words = credentialWords.fields;

interface LoginFieldsProps {
  readonly login: LoginDraft;
  readonly onChange: (login: LoginDraft) => void;
  readonly errorOf: (field: string) => string | undefined;
  readonly person: { readonly firstName: string; readonly lastName: string };
  /** Where somebody must sign in, "No sign-in" is not offered. */
  readonly mustSignIn?: boolean;
}

/** How somebody comes to sign in: names, an invitation or both secrets, and an end. */
export function LoginFields({ login, onChange, errorOf, person, mustSignIn = false }: LoginFieldsProps) {
  const change = (part: Partial<LoginDraft>) => onChange({ ...login, ...part });
  const field = (name: 'email' | 'username') => ({
    name,
    value: login[name],
    error: errorOf(name),
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <div className="stack">
      <SignInChoice way={login.way} onChange={(way) => change({ way })} withoutNever={mustSignIn} />
      {login.way !== 'never' && (
        <FieldGrid>
          <TextInput label={words.email} type="email" maxLength={200} {...field('email')} />
          <TextInput
            label={words.username}
            description={words.usernameHelp}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            {...field('username')}
          />
          {login.way === 'now' && (
            <SecretFields secrets={login} onChange={change} around={surroundingsOf(login, person)} errorOf={errorOf} />
          )}
          <ExpiryFields expiry={login} onChange={change} errorOf={errorOf} />
        </FieldGrid>
      )}
    </div>
  );
}
