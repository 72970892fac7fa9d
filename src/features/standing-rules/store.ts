import { type RawBuilder, sql } from 'kysely';
import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { localTime, personOf, stepsOf } from '../work/public.ts';
import type { Standing, StandingRule, What } from './contract.ts';

const today = sql`(select (now() at time zone time_zone)::date from clinic)`;

interface Wanted {
  readonly ended: boolean;
  readonly userId: Id<'user'> | null;
}

const summary = sql`
  w.rule_id as "ruleId", w.what, ${personOf('from_id')} as "from", ${personOf('holder_id')} as holder,
  ${personOf('came_from_id')} as "cameFrom", ${personOf('author_id')} as author, w.forwards, w.starts_on as "startsOn",
  w.ends_on as "endsOn", w.ended_at is null and ${today} between w.starts_on and coalesce(w.ends_on, 'infinity') as holds,
  w.ended_at as "endedAt"`;
const found = ({ ended, userId }: Wanted) => sql`
  standing_rule w where (w.ended_at is not null) = ${ended} and (${userId}::uuid is null or ${userId}::uuid in (w.from_id, w.holder_id))
  order by w.made_at desc, w.rule_id`;

/** The latest 200 rules that go on, or that have ended, with who held each. */
export async function listRules(tx: Tx, wanted: Wanted): Promise<StandingRule[]> {
  const { rows } = await sql<StandingRule>`
    select ${summary}, ${stepsOf('standing_rule', 'rule_id')} as holders from ${found(wanted)} limit 200`.execute(tx);
  return rows;
}

/** All that the filters find, for a file. */
export const allRules = (wanted: Wanted): RawBuilder<Omit<StandingRule, 'holders'> & { ended: string | null }> => sql`
  select ${summary}, ${localTime('ended_at')} as ended from ${found(wanted)}`;

type Office = Standing['accountOwner'];

async function office(tx: Tx, from: RawBuilder<unknown>): Promise<Office> {
  const { rows } = await sql<NonNullable<Office>>`
    select ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom", w.since from ${from} w
     where w.holder_id is not null`.execute(tx);
  return rows[0] ?? null;
}

export const accountOwner = (tx: Tx): Promise<Office> => office(tx, sql`account_owner`);

export const privacyOfficer = (tx: Tx): Promise<Office> =>
  office(
    tx,
    sql`(select clinic_id, privacy_officer_id as holder_id, privacy_came_from_id as came_from_id, privacy_since as since from clinic)`,
  );

/** The clinic's day. */
export async function clinicDay(tx: Tx): Promise<string> {
  const { rows } = await sql<{ day: string }>`select ${today}::text as day`.execute(tx);
  return rows[0]?.day ?? '';
}

interface NewRule {
  readonly what: What;
  readonly fromId: Id<'user'>;
  readonly holderId: Id<'user'>;
  readonly forwards: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Whether something of this goes somewhere already, at a time in common; for supervision, whether it stands already. */
export async function overlaps(tx: Tx, { what, fromId, holderId, forwards, startsOn, endsOn }: NewRule) {
  const { rows } = await sql`
    select from standing_rule r
     where r.ended_at is null and r.what = ${what} and r.from_id = ${fromId}
       and case r.what when 'forwarding' then r.forwards && ${forwards}::text[] else r.holder_id = ${holderId} end
       and daterange(r.starts_on, r.ends_on, '[]') && daterange(${startsOn}, ${endsOn}, '[]') limit 1`.execute(tx);
  return rows.length > 0;
}

export async function insertRule(tx: Tx, { id, clinicId }: Actor, rule: NewRule): Promise<Id<'rule'>> {
  const { ruleId } = await tx
    .insertInto('standing_rule')
    .values({
      clinic_id: clinicId,
      author_id: id,
      what: rule.what,
      from_id: rule.fromId,
      holder_id: rule.holderId,
      forwards: [...rule.forwards],
      starts_on: rule.startsOn,
      ends_on: rule.endsOn,
    })
    .returning('rule_id as ruleId')
    .executeTakeFirstOrThrow();
  return ruleId;
}

/** A rule as others need it, held still until the transaction ends. */
export async function holdRule(tx: Tx, ruleId: Id<'rule'>) {
  const { rows } = await sql<{ fromId: Id<'user'>; holderId: Id<'user'>; isOpen: boolean }>`
    select from_id as "fromId", holder_id as "holderId", ended_at is null as "isOpen"
      from standing_rule where rule_id = ${ruleId} for no key update`.execute(tx);
  return rows[0];
}

const change = (tx: Tx, ruleId: Id<'rule'>) => tx.updateTable('standing_rule').where('rule_id', '=', ruleId);

export const giveRule = (tx: Tx, ruleId: Id<'rule'>, fromId: Id<'user'>, toId: Id<'user'>) =>
  change(tx, ruleId).set({ holder_id: toId, came_from_id: fromId }).execute();

export const endRule = (tx: Tx, ruleId: Id<'rule'>) =>
  change(tx, ruleId)
    .set({ ended_at: sql`now()` })
    .execute();

/** Whether a user has what it takes to own the account: they may let others go. */
export async function mayOwn(tx: Tx, userId: Id<'user'>): Promise<boolean> {
  const { rows } = await sql`
    select from held_permission where user_id = ${userId} and permission = 'handover.deactivate-user'`.execute(tx);
  return rows.length > 0;
}

export async function setOwner(tx: Tx, { clinicId }: Actor, userId: Id<'user'>): Promise<void> {
  await sql`
    insert into account_owner (clinic_id, holder_id) values (${clinicId}, ${userId})
    on conflict (clinic_id) do update set came_from_id = account_owner.holder_id, holder_id = excluded.holder_id`.execute(
    tx,
  );
}

/** Ends the next rule whose last day is over, in any clinic, with its entry; says whether there was one. */
export async function endNextRule(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ ended: boolean }>('select end_next_rule() as ended');
  return rows[0]?.ended ?? false;
}
