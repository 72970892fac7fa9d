import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { newToken } from '#kernel/secrets.ts';
import { makeInvitations } from './store.ts';

/** What became of many invitations made at once. */
export interface InvitedAll {
  /** Until when they are good; nothing when nobody is invited. */
  readonly endsAt: string | null;
  readonly mailed: number;
  /** The ends of the links that did not go by mail, to be handed out once. */
  readonly tokens: ReadonlyMap<Id<'user'>, string>;
}

/** Invites users who have credentials without secrets, and no invitation yet: one statement for all. */
export async function inviteAll(tx: Tx, actor: Actor, userIds: readonly Id<'user'>[]): Promise<InvitedAll> {
  if (userIds.length === 0) return { endsAt: null, mailed: 0, tokens: new Map() };
  const links = userIds.map((userId) => ({ userId, ...newToken() }));
  const made = await makeInvitations(tx, actor, links);
  const mailed = new Set(made.flatMap(({ userId, mailed: isMailed }) => (isMailed ? userId : [])));
  const tokens = new Map(
    links.flatMap(({ userId, secret }) => (mailed.has(userId) ? [] : [[userId, secret] as const])),
  );
  return { endsAt: made[0]?.endsAt ?? null, mailed: mailed.size, tokens };
}
