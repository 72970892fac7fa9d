import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const users = (count: number) => (count === 1 ? '1 user' : `${n(count)} users`);

const en = {
  bar: 'What to do with the selected users',
  selected: (count: number) => `${users(count)} selected`,
  add: 'Add role',
  remove: 'Remove role',
  clear: 'Clear the selection',
  tooMany: (most: number) => `At most ${n(most)} at once. Take some out of the selection.`,
  title: {
    add: (count: number) => `Add a role to ${users(count)}`,
    remove: (count: number) => `Remove a role from ${users(count)}`,
  },
  role: 'Access role',
  choose: 'Choose a role',
  notYours: (name: string) => `${name} (allows more than you may do yourself)`,
  waiting: 'Working out who gains and who loses what',
  hindered: {
    add: (count: number) => `${count === 1 ? 'One of them does' : `${n(count)} of them do`} not get the role`,
    remove: (count: number) => `${count === 1 ? 'One of them keeps' : `${n(count)} of them keep`} the role`,
  },
  why: {
    inactive: 'has left. Activate brings the user back.',
    locked: 'is locked. Unlock first.',
    'last-role': 'has no other role, and one is needed.',
    'own-last-right': 'is you: you would take the rights of an administrator from yourself.',
    'last-administrator': 'would be the last administrator to step down.',
  },
  unchanged: {
    add: (names: readonly string[], more: number) => `Has the role already: ${listed.format(some(names, more))}.`,
    remove: (names: readonly string[], more: number) => `Does not have the role: ${listed.format(some(names, more))}.`,
  },
  noEffect: (count: number) =>
    count === 1
      ? 'The user neither gains nor loses anything: another role allows the same.'
      : `None of the ${users(count)} gains or loses anything: other roles allow the same.`,
  nobody: 'Nobody would be changed.',
  atOnce: 'It acts at once, on the next click of each of them.',
  action: {
    add: (count: number) => `Add the role to ${users(count)}`,
    remove: (count: number) => `Remove the role from ${users(count)}`,
  },
  lookAgain: 'Look again',
  cancel: 'Cancel',
  close: 'Close, change nothing',
  done: {
    add: (role: string, count: number) => `${users(count)} ${count === 1 ? 'has' : 'have'} the role ${role} now.`,
    remove: (role: string, count: number) =>
      `${users(count)} ${count === 1 ? 'does' : 'do'} not have the role ${role} any more.`,
  },
};

function some(names: readonly string[], more: number): readonly string[] {
  return more > 0 ? [...names, `${n(more)} more`] : names;
}

export const bulkRoleWords = inLanguage({ en });
