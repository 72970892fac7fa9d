import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Day, EmergencyAccessId, Instant, NoticeId, ReviewId, SetId, UserId } from '#kernel/schema.ts';

/** What a user is told of: by a notice, and by mail where this server sends mail. */
export const noticeKinds = [
  'credentials-chosen',
  'credentials-set',
  'credentials-changed',
  'password-reset-forced',
  'login-expiry-set',
  'access-review-started',
  'access-review-lines-given',
  'passkey-added',
  'passkey-removed',
  'authenticator-added',
  'authenticator-removed',
  'recovery-codes-renewed',
  'recovery-code-used',
  'second-factors-reset',
  'emergency-access-begun',
  'hand-over-plan-given',
  'hand-over-plan-checked',
  'work-handed-over',
  'set-keeper-changed',
  'last-day-work-left',
  'last-day-nears',
  'own-last-day-nears',
  'cover-ended',
  'pool-waiting',
  'block-review-due',
  'questionnaire-overdue',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a user is reminded of by mail alone: every page says it too, for as long as it is so. */
export type ReminderKind = 'access-review-due' | 'access-review-overdue' | 'login-expires-soon';

/** What a sentence speaks of: who did it, until when, how many are left. Never a secret, never a patient. */
export const NoticeFacts = Type.Object({
  by: Type.Optional(Type.String()),
  expiresAt: Type.Optional(Instant),
  /** Recovery codes. */
  left: Type.Optional(Type.Integer()),
  /** Of an access review: its name, where it is, when it is due, and how many lines wait for the user. */
  review: Type.Optional(Type.String()),
  reviewId: Type.Optional(ReviewId),
  dueOn: Type.Optional(Day),
  lines: Type.Optional(Type.Integer()),
  accessId: Type.Optional(EmergencyAccessId),
  /** Of a hand-over: whose work it was, and how much of each kind came. */
  leaver: Type.Optional(Type.String()),
  /** Of a last day, for those who look after it. */
  leaverId: Type.Optional(UserId),
  /** Of a patient set. */
  set: Type.Optional(Type.String()),
  setId: Type.Optional(SetId),
  /** Of a block: who is kept out. */
  blocked: Type.Optional(Type.String()),
  /** Of a cover that ended with its coverer: for whom it was, and until when that user is away. */
  absent: Type.Optional(Type.String()),
  absentUntil: Type.Optional(Day),
  /** Of the unassigned pool: how much waits there for longer than so many days. Of questionnaires: how many are overdue. */
  items: Type.Optional(Type.Integer()),
  days: Type.Optional(Type.Integer()),
  work: Type.Optional(Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer() }))),
});

export const Notice = Type.Object({
  noticeId: NoticeId,
  kind: Type.Enum([...noticeKinds]),
  facts: NoticeFacts,
  at: Instant,
});

export const DismissNotice = operation({
  name: 'outbox.dismiss-notice',
  says: 'Put a notice of one’s own away.',
  method: 'DELETE',
  path: '/notices/{noticeId}',
  access: 'signed-in',
  input: Type.Object({ noticeId: NoticeId }),
  output: Type.Object({}),
  refusals: ['notice/not-found'],
});
