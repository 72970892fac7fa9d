import type { Client, Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input, Output } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { arrange, type Clinic, type Member, one } from '#test/staff.ts';
import { confirmLines } from './confirm-lines.ts';
import type { Line, Review, StartReview } from './contract.ts';
import { readReview } from './read-review.ts';
import { startReview } from './start-review.ts';

interface Base {
  readonly pool: Pool;
  readonly owner: Client;
}

/** Cy reviews as well as Ada: he has been made an administrator too. */
export const withTwoReviewers = (owner: Client, c: Clinic) =>
  arrange(owner, c.id, () =>
    owner.query('insert into user_role values ($1, $2, $3) on conflict do nothing', [c.id, c.cy.id, c.roles.admin]),
  );

/** A day of the clinic’s calendar, so many days from today. */
export const dueIn = (owner: Client, days: number): Promise<string> =>
  one(owner, `select ((now() at time zone 'America/Vancouver')::date + $1::int)::text`, [days]);

/** A review of everybody, decided by Ada and Cy; by name it is Bo, Dee, Ada, Cy. */
export async function started(
  { pool, owner }: Base,
  c: Clinic,
  other: Partial<Input<typeof StartReview>> = {},
): Promise<Output<typeof StartReview>> {
  const dueOn = await dueIn(owner, 14);
  const asked = { name: 'Autumn', scope: 'all' as const, dueOn, reviewerIds: [c.ada.id, c.cy.id], ...other };
  return perform(pool, c.ada.caller, startReview, asked);
}

export const read = (
  { pool }: Base,
  by: Member,
  reviewId: Id<'review'>,
  wanted: Omit<Input<typeof import('./contract.ts').ReadReview>, 'reviewId'> = {},
): Promise<Review> => answer(pool, by.caller, readReview, { reviewId, ...wanted });

/** The line about this member, as that reviewer sees it. */
export async function lineOf(base: Base, by: Member, reviewId: Id<'review'>, who: Member): Promise<Line> {
  const line = (await read(base, by, reviewId)).lines.find(({ userId }) => userId === who.id);
  if (!line) throw new Error('there is no such line');
  return line;
}

export const confirmAs = async (base: Base, by: Member, reviewId: Id<'review'>, ...members: readonly Member[]) => {
  const lines = [];
  for (const who of members) lines.push({ userId: who.id, seen: (await lineOf(base, by, reviewId, who)).seen });
  return perform(base.pool, by.caller, confirmLines, { reviewId, lines });
};

/** Who decides about this member, and who does not. */
export async function reviewerOf(base: Base, c: Clinic, reviewId: Id<'review'>, who: Member): Promise<Member> {
  return (await lineOf(base, c.ada, reviewId, who)).mine ? c.ada : c.cy;
}
