import { IconCheck, IconCircle } from '@tabler/icons-react';
import { PasswordField } from '#web/ui/password-field.tsx';
import { span } from '#web/ui/section-form.tsx';
import { credentialWords } from '#web/words/credentials.ts';
import { isGoodPasscode, passwordRules } from '../rules.ts';
import type { SecretsDraft, Surroundings } from './login-draft.ts';
import css from './secret-fields.module.css';
import { useStrength } from './use-strength.ts';

const words = credentialWords.fields;

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

const Strength = ({ score }: { readonly score: number }) => (
  <div className={`${span.whole} ${css.strength}`}>
    <meter min={0} max={4} low={2} high={3} optimum={4} value={score} aria-label={words.strength} />
    <span>{words.strengths[score]}</span>
  </div>
);

interface SecretFieldsProps {
  readonly secrets: SecretsDraft;
  readonly onChange: (secrets: Partial<SecretsDraft>) => void;
  readonly around: Surroundings;
  readonly errorOf: (field: string) => string | undefined;
  /** One's own, in place of older ones; each may then be left empty where it may stay. */
  readonly anew?: boolean;
  readonly required?: boolean;
}

type Own = Omit<SecretFieldsProps, 'required'> & { readonly required: boolean };

const fieldOf =
  ({ secrets, onChange, errorOf, required }: Own) =>
  (name: keyof SecretsDraft) => ({
    name,
    value: secrets[name],
    error: errorOf(name),
    required,
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  });

function PasswordTwice(props: Own) {
  const { secrets, around, anew = false } = props;
  const { password, passwordAgain } = secrets;
  const strength = useStrength(password !== '');
  const isCommon = strength?.isCommonPassword ?? (() => false);
  const field = fieldOf(props);
  return (
    <>
      <PasswordField
        label={anew ? words.newPassword : words.password}
        autoComplete="new-password"
        maxLength={200}
        {...field('password')}
      />
      <PasswordField
        label={anew ? words.newPasswordAgain : words.passwordAgain}
        autoComplete="new-password"
        maxLength={200}
        {...field('passwordAgain')}
      />
      {strength && password !== '' && <Strength score={strength.scoreOf(password, around.words)} />}
      <Rules
        label={words.passwordRules}
        rules={[
          ...passwordRules(password, { ...around, isCommon }),
          { rule: 'same', met: password !== '' && password === passwordAgain },
        ]}
      />
    </>
  );
}

function PasscodeTwice(props: Own) {
  const { passcode, passcodeAgain } = props.secrets;
  const { anew = false } = props;
  const field = fieldOf(props);
  const look = { showLabel: words.showPasscode, inputMode: 'numeric' as const, autoComplete: 'off', maxLength: 6 };
  return (
    <>
      <PasswordField label={anew ? words.newPasscode : words.passcode} {...look} {...field('passcode')} />
      <PasswordField
        label={anew ? words.newPasscodeAgain : words.passcodeAgain}
        {...look}
        {...field('passcodeAgain')}
      />
      <Rules
        label={words.passcodeRules}
        rules={[
          { rule: 'passcode', met: isGoodPasscode(passcode) },
          { rule: 'same', met: passcode !== '' && passcode === passcodeAgain },
        ]}
      />
    </>
  );
}

/** Password and passcode, each twice, with what makes them good enough. For a FieldGrid. */
export const SecretFields = ({ required = true, ...props }: SecretFieldsProps) => (
  <>
    <PasswordTwice {...props} required={required} />
    <PasscodeTwice {...props} required={required} />
  </>
);
