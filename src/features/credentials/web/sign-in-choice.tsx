import { Radio } from '@mantine/core';
import { userWords } from '#web/words/users.ts';
import css from './user-form.module.css';

const words = userWords.form;

interface SignInChoiceProps {
  readonly signsIn: boolean;
  readonly onChange: (signsIn: boolean) => void;
}

/** Credentials now, or no sign-in. */
export const SignInChoice = ({ signsIn, onChange }: SignInChoiceProps) => (
  <Radio.Group
    label={words.signIn}
    value={signsIn ? 'now' : 'never'}
    onChange={(value) => onChange(value === 'now')}
    description={signsIn ? undefined : words.neverSignsInHelp}
  >
    <div className={css.ways}>
      <Radio value="now" label={words.setNow} />
      <Radio value="never" label={words.neverSignsIn} />
    </div>
  </Radio.Group>
);
