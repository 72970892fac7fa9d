import { Radio } from '@mantine/core';
import { credentialWords } from '#web/words/credentials.ts';
import type { LoginDraft } from './login-draft.ts';
import css from './login-fields.module.css';

const words = credentialWords.fields;
type Way = LoginDraft['way'];
const ways: readonly Way[] = ['invitation', 'now', 'never'];

interface SignInChoiceProps {
  readonly way: Way;
  readonly onChange: (way: Way) => void;
  readonly withoutNever: boolean;
}

/** An invitation, credentials now, or no sign-in, and what the chosen one means. */
export const SignInChoice = ({ way, onChange, withoutNever }: SignInChoiceProps) => (
  <Radio.Group
    label={words.way}
    value={way}
    onChange={(value) => onChange(ways.find((one) => one === value) ?? 'invitation')}
    description={words.waysHelp[way]}
  >
    <div className={css.ways}>
      {ways
        .filter((one) => one !== 'never' || !withoutNever)
        .map((one) => (
          <Radio key={one} value={one} label={words.ways[one]} />
        ))}
    </div>
  </Radio.Group>
);
