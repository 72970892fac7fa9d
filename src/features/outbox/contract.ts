import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Instant, NoticeId } from '#kernel/schema.ts';

/** What a user is told of: by a notice, and by mail where this server sends mail. */
export const noticeKinds = [
  'credentials-chosen',
  'credentials-set',
  'credentials-changed',
  'password-reset-forced',
  'login-expiry-set',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a sentence speaks of: who did it, until when. Never a secret, never a patient. */
export const NoticeFacts = Type.Object({ by: Type.Optional(Type.String()), expiresAt: Type.Optional(Instant) });

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
