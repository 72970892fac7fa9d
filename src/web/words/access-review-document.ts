import type { DocumentLine } from '#features/access-review/document-line.ts';
import type { ScopeKind, State } from '#features/access-review/contract.ts';

// A file, once made, is the clinic's own: in one language, and the table of a closed review must come out
// as it did on that day, or its digest says so. Columns and decisions are therefore not for rewording.

const decisions: Readonly<Record<State, string>> = {
  undecided: 'undecided',
  handed: 'handed to Deactivate, not done',
  confirmed: 'confirmed',
  ended: 'ended in part',
  out: 'ended',
  left: 'left before a decision',
};

export const accessReviewDocument = {
  title: (name: string) => `Access review: ${name}`,
  fileName: (name: string, day: string) => `access-review ${name.replaceAll(/[/\\?%*:|"<>.\s]+/g, ' ').trim()} ${day}`,
  clinic: 'Clinic',
  review: 'Access review',
  scope: 'Of whom',
  scopes: {
    all: () => 'all users',
    site: (name) => `users at the site ${name}`,
    role: (name) => `users with the role ${name}`,
  } satisfies Record<ScopeKind, (name: string) => string>,
  started: 'Started',
  due: 'Due',
  closed: 'Closed',
  closedEarly: 'Closed early because',
  notClosed: (at: string) => `not closed yet; as it stands on ${at}`,
  at: (at: string, by: string) => `${at} by ${by}`,
  timeZone: 'Times by the clock of',
  lines: 'Users reviewed',
  states: [
    ['confirmed', 'Confirmed'],
    ['ended', 'Ended in part'],
    ['out', 'Ended'],
    ['left', 'Left before a decision'],
    ['handed', 'Handed to Deactivate, not done'],
    ['undecided', 'Undecided'],
  ] satisfies [State, string][],
  digest: 'SHA-256 of the table',
  digestSays:
    'The digest stands for the table of lines as the CSV file holds it, from its line of headings to its end. The page of the review shows the same one.',
  digestDiffers:
    'The table differs from the one this review was closed with. Ask whoever looks after the database how that came about.',
  never: 'never',
  columns: [
    'User number',
    'Name',
    'Type',
    'Status',
    'Roles',
    'Sites',
    'Last sign-in',
    'Permissions',
    'Blocks',
    'Reviewer',
    'Decision',
    'Ended roles',
    'Ended sites',
    'Reason',
    'Decided',
  ],
  decision: ({ state, outcome }: Pick<DocumentLine, 'state' | 'outcome'>) =>
    state === 'out' && outcome ? `ended: ${outcome}` : decisions[state],
  paper: {
    columns: ['User', 'Held when the review was started', 'Last sign-in', 'Decision', 'By, when'],
    lines: 'Lines',
    head: 'The review',
    user: ({ type, userNumber, status }: DocumentLine) =>
      `${type}, no. ${userNumber}${status === 'locked' ? ', locked' : ''}`,
    roles: (names: readonly string[]) => `Roles: ${names.join(', ') || 'none'}`,
    sites: (names: readonly string[]) => `Sites: ${names.join(', ') || 'none'}`,
    numbers: ({ permissions, blocks }: DocumentLine) =>
      `${permissions} permissions, ${blocks} ${blocks === 1 ? 'block' : 'blocks'}`,
    ended: (names: readonly string[]) => `Ended: ${names.join(', ')}`,
    reason: (reason: string) => `Reason: ${reason}`,
    page: (name: string, page: number) => `Access review: ${name}, page ${page}`,
  },
};
