import { TextInput } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { isGoodPasscode, passwordRules } from '#features/sign-in/rules.ts';
import { PasswordField } from '#web/ui/password-field.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { userWords } from '#web/words/users.ts';
import type { LoginDraft } from './login-draft.ts';
import type { SectionProps } from './section.ts';
import css from './user-form.module.css';

const words = userWords.form;

interface RulesProps {
  readonly label: string;
  readonly rules: readonly { readonly rule: keyof typeof words.rules; readonly met: boolean }[];
}

/** What makes a secret good enough, each part ticked off while it is typed. */
const Rules = ({ label, rules }: RulesProps) => (
  <ul className={`${span.whole} ${css.rules}`} aria-label={label}>
    {rules.map(({ rule, met }) => (
      <li key={rule} data-met={met}>
        {met ? <IconCheck size={14} aria-hidden /> : <IconCircle size={12} aria-hidden />}
        <span>
          {words.rules[rule]}
          <span className="said">{met ? words.met : words.unmet}</span>
        </span>
      </li>
    ))}
  </ul>
);

interface LoginFieldsProps extends Pick<SectionProps, 'errorOf'> {
  readonly login: LoginDraft;
  readonly onChange: (login: LoginDraft) => void;
  /** The first field takes the focus of the dialog it stands in. */
  readonly first?: boolean;
}

/** Email, user name, and both secrets twice. */
export function LoginFields({ login, onChange, errorOf, first = false }: LoginFieldsProps) {
  const field = (name: keyof LoginDraft) => ({
    name,
    value: login[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...login, [name]: event.currentTarget.value }),
  });
  const passcode = { showLabel: words.showPasscode, inputMode: 'numeric' as const, autoComplete: 'off', maxLength: 6 };
  return (
    <FieldGrid>
      <TextInput
        label={words.email}
        type="email"
        autoComplete="off"
        maxLength={200}
        data-autofocus={first || undefined}
        {...field('email')}
      />
      <TextInput
        label={words.username}
        description={words.usernameHelp}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        {...field('username')}
      />
      <PasswordField
        label={words.password}
        required
        autoComplete="new-password"
        maxLength={200}
        {...field('password')}
      />
      <PasswordField
        label={words.passwordAgain}
        required
        autoComplete="new-password"
        maxLength={200}
        {...field('passwordAgain')}
      />
      <Rules
        label={words.passwordRules}
        rules={[
          ...passwordRules(login.password),
          { rule: 'same', met: login.password !== '' && login.password === login.passwordAgain },
        ]}
      />
      <PasswordField label={words.passcode} required {...passcode} {...field('passcode')} />
      <PasswordField label={words.passcodeAgain} required {...passcode} {...field('passcodeAgain')} />
      <Rules
        label={words.passcodeRules}
        rules={[
          { rule: 'passcode', met: isGoodPasscode(login.passcode) },
          { rule: 'same', met: login.passcode !== '' && login.passcode === login.passcodeAgain },
        ]}
      />
    </FieldGrid>
  );
}
