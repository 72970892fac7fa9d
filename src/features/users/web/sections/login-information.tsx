import { userWords } from '#web/words/users.ts';
import { missingOfLogin } from '../login-draft.ts';
import { LoginFields } from '../login-fields.tsx';
import type { SectionProps, UserSection } from '../section.ts';
import { SignInChoice } from '../sign-in-choice.tsx';

const words = userWords.form;

const Fields = ({ draft, change, errorOf }: SectionProps) => (
  <div className="stack">
    <SignInChoice signsIn={draft.signsIn} onChange={(signsIn) => change({ signsIn })} />
    {draft.signsIn && <LoginFields login={draft.login} onChange={(login) => change({ login })} errorOf={errorOf} />}
  </div>
);

export const loginInformation: UserSection = {
  id: 'login',
  label: words.sections.login,
  lead: () => words.loginLead,
  pages: ['add'],
  Fields,
  missing: ({ signsIn, login }) => (signsIn ? missingOfLogin(login) : []),
  isFilled: () => true,
  refusals: {
    'secret/password-weak': 'password',
    'secret/passcode-weak': 'passcode',
    'user/username-taken': 'username',
    'user/username-malformed': 'username',
    'user/email-taken': 'email',
    'user/email-malformed': 'email',
  },
};
