import { LoginFields, loginFieldOf, missingOfLogin } from '#features/credentials/web/public.tsx';
import { userWords } from '#web/words/users.ts';
import type { SectionProps, UserSection } from '../section.ts';

const words = userWords.form;

const Fields = ({ draft, change, errorOf }: SectionProps) => (
  <LoginFields login={draft.login} person={draft} onChange={(login) => change({ login })} errorOf={errorOf} />
);

export const loginInformation: UserSection = {
  id: 'login',
  label: words.sections.login,
  lead: () => words.loginLead,
  pages: ['add'],
  Fields,
  missing: (draft) => missingOfLogin(draft.login, draft),
  isFilled: () => true,
  refusals: loginFieldOf,
};
