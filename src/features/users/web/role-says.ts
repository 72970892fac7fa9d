import { userWords } from '#web/words/users.ts';
import type { RoleChoice } from './user-draft.ts';

const words = userWords.form;

/** What a role allows, in words: its description and how many permissions that is. */
export function roleSays({ description, permissions }: Pick<RoleChoice, 'description' | 'permissions'>): string {
  const count = permissions === 0 ? words.noPermissions : words.permissions(permissions);
  const said = description.trim().replace(/\.$/, '');
  return said ? `${said}, ${count}.` : `${count}.`;
}
