import { Notice } from '#web/ui/notice.tsx';
import { userWords } from '#web/words/users.ts';
import type { UserRecord } from '../contract.ts';
import { copied } from './copy-from.tsx';
import { type Choices, nameOf, type UserDraft } from './user-draft.ts';

const words = userWords.replacement;

/** What whoever takes over from a leaver begins with: what the work needs, and nothing that is the leaver's own. */
export function takingOver(leaver: UserRecord, choices: Choices): Partial<UserDraft> {
  const { type, speciality } = leaver;
  return { type, speciality, ...copied(leaver, choices).part };
}

/** To where the plan opens, with everything to the new user. */
export const planFor = (leaverId: string, successorId: string): string =>
  `/admin/users/${leaverId}/deactivate?${new URLSearchParams({ to: successorId })}`;

interface ReplacementNoticeProps {
  readonly leaver: UserRecord;
  readonly choices: Choices;
}

/** What was taken from the leaver, what comes next, and that nobody signs in as the leaver. */
export function ReplacementNotice({ leaver, choices }: ReplacementNoticeProps) {
  const name = nameOf(leaver);
  if (leaver.status === 'inactive') return <Notice tone="warn" title={words.leftAlready(name)} />;
  const { leftOut } = copied(leaver, choices);
  return (
    <Notice title={words.copied(name)}>
      {words.nobodySignsIn(name)} {leftOut.length > 0 && words.notYours(leftOut)}
    </Notice>
  );
}
