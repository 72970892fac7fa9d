import { type RawBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Person } from '#kernel/schema.ts';
import type { OrderAsked } from '../work/contract.ts';
import { coversFor } from '../work/public.ts';
import type { Claim, ClaimRead, ClaimStatus, Folder, Step } from './contract.ts';

const PAGE = 25;

type PersonRow = Static<typeof Person>;

/** A column that names a user, of a row `c`, as the person it names. */
const person = (column: string): RawBuilder<PersonRow | null> => sql`
  (select jsonb_build_object('userId', p.user_id, 'name', p.first_name || ' ' || p.last_name,
                             'deactivated', not exists (select from active_user a where a.clinic_id = p.clinic_id and a.user_id = p.user_id))
     from clinic_user p where p.clinic_id = c.clinic_id and p.user_id = ${sql.ref(column)})`;

const columns = sql`
  c.claim_id as "claimId", c.service, c.service_on as "serviceOn", c.amount_cents as "amountCents", c.currency, c.status,
  c.made_at as "madeAt",
  (select jsonb_build_object('patientId', t.patient_id, 'demographicNumber', t.demographic_number, 'lastName', t.last_name,
                             'firstName', t.first_name)
     from patient t where t.clinic_id = c.clinic_id and t.patient_id = c.patient_id) as patient,
  ${person('c.biller_id')} as biller, ${person('c.holder_id')} as holder, ${person('c.came_from_id')} as "cameFrom",
  ${person('c.arrived_for_id')} as "arrivedFor"`;

const isOpen = sql`c.status in ('unsubmitted', 'rejected', 'awaiting-payment')`;
/** Days before and after 1970 that a calendar of four-digit years has. */
const MOST_DAYS = 3_000_000;

/**
 * The day of service that the page before ended with, as a count of days, and the claim.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
function beyondOf(after: string | undefined) {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [days, id] = keys;
  const isCount = Number.isInteger(days) && Math.abs(Number(days)) < MOST_DAYS;
  if (!isCount || !isUuid(id)) throw new Refusal('request/cursor-unknown');
  return sql`(date '1970-01-01' + ${days}::int, ${id}::uuid)`;
}

export interface Wanted extends OrderAsked {
  readonly folder: Folder;
  readonly status?: ClaimStatus | undefined;
  readonly patientId?: Id<'patient'> | undefined;
}

const isLatestFirst = ({ folder, order }: Wanted): boolean => (order ? order === 'latest' : folder === 'all');
const orderOf = (wanted: Wanted): RawBuilder<unknown> =>
  isLatestFirst(wanted) ? sql`c.service_on desc, c.claim_id desc` : sql`c.service_on, c.claim_id`;

/** The claims `c` of a folder after those before, by the day of service: what waits, the oldest first; all, the latest first. */
function claimsOf(wanted: Wanted, after: string | undefined, most: number | null): RawBuilder<unknown> {
  const { folder, status, patientId, from, to } = wanted;
  const where = {
    open: sql`c.open_holder_id = h.holder_id`,
    pool: sql`c.holder_id is null and ${isOpen}`,
    all: sql`true`,
  }[folder];
  const beyond = beyondOf(after);
  const conditions = [
    where,
    ...(status ? [sql`c.status = ${status}`] : []),
    ...(patientId ? [sql`c.patient_id = ${patientId}`] : []),
    ...(from ? [sql`c.service_on >= ${from}::date`] : []),
    ...(to ? [sql`c.service_on <= ${to}::date`] : []),
    ...(beyond ? [sql`(c.service_on, c.claim_id) ${isLatestFirst(wanted) ? sql`<` : sql`>`} ${beyond}`] : []),
  ];
  const first = sql`order by ${orderOf(wanted)} limit ${sql.lit(most)}`;
  const page = sql`select c.* from claim c where ${sql.join(conditions, sql` and `)} ${first}`;
  return folder === 'open'
    ? sql`select c.* from held_by_actor('claim') h(holder_id) cross join lateral (${page}) c ${first}`
    : page;
}

/** A page of a folder. Persons and patients are looked up for the page only. */
export async function pageOfClaims(tx: Tx, { after, ...wanted }: Wanted & { readonly after?: string | undefined }) {
  const { rows } = await sql<Claim & { days: number }>`
    select ${columns}, c.service_on - date '1970-01-01' as days
      from (${claimsOf(wanted, after, PAGE + 1)}) c order by ${orderOf(wanted)}`.execute(tx);
  return pageOf(rows, PAGE, ({ days, claimId }) => [days, claimId]);
}

/** All that the filters find, for a file. */
export const allClaims = (wanted: Wanted): RawBuilder<Claim> => sql`
  select ${columns} from (${claimsOf(wanted, undefined, null)}) c order by ${orderOf(wanted)}`;

export async function countWaiting(tx: Tx) {
  const { rows } = await sql<{ open: number; withheld: number; pool: number; poolWithheld: number }>`
    select open, withheld, pool, pool_withheld as "poolWithheld" from count_claims()`.execute(tx);
  return rows[0] ?? { open: 0, withheld: 0, pool: 0, poolWithheld: 0 };
}

export async function isOpenToActor(tx: Tx, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql`select where chart_is_open(${patientId})`.execute(tx);
  return rows.length > 0;
}

export async function readClaim(tx: Tx, claimId: Id<'claim'>): Promise<Omit<ClaimRead, 'history'> | undefined> {
  const { rows } = await sql<Omit<ClaimRead, 'history'>>`
    select ${columns}, c.submitted_at as "submittedAt", c.settled_at as "settledAt", c.note
      from claim c where c.claim_id = ${claimId}`.execute(tx);
  return rows[0];
}

const acts = {
  'claims.take-claim': 'taken',
  'claims.give-claim': 'given',
  'claims.pass-claim': 'given',
  'claims.submit-claim': 'submitted',
  'claims.record-payment': 'paid',
  'claims.record-rejection': 'rejected',
  'claims.withdraw-claim': 'withdrawn',
} as const;

/** How a claim went from hand to hand and what was done about it, oldest first: hand-overs from the ledger, the rest from the log. */
export async function historyOf(tx: Tx, claimId: Id<'claim'>): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select c.at, c.what, ${person('c.by_id')} as by, ${person('c.from_id')} as "from", ${person('c.to_id')} as "to"
      from (select h.clinic_id, h.at, case i.disposition when 'transfer' then 'handed-over' else 'returned' end as what,
                   h.actor_id as by_id, h.leaver_id as from_id, i.successor_id as to_id
              from handover_item i join handover h using (clinic_id, handover_id)
             where i.kind = 'claim' and i.item_id = ${claimId}
            union all
            select e.clinic_id, e.at, ${JSON.stringify(acts)}::jsonb ->> e.action, e.actor_id,
                   (e.facts -> 'before' ->> 'holderId')::uuid, (e.facts -> 'after' ->> 'holderId')::uuid
              from claim one join audit_entry e using (clinic_id, patient_id)
             where one.claim_id = ${claimId} and e.outcome = 'done' and e.action = any(${Object.keys(acts)}::text[])
               and e.facts ->> 'claimId' = one.claim_id::text) c
     order by c.at`.execute(tx);
  return rows;
}

/** Whose a claim is, where it stands and whether it waits in the pool, held still until the transaction ends. */
export async function holdClaim(tx: Tx, claimId: Id<'claim'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'>;
    holderId: Id<'user'> | null;
    status: ClaimStatus;
    holderActive: boolean;
    isOpen: boolean;
    covers: boolean;
    waits: boolean;
  }>`
    select c.patient_id as "patientId", c.holder_id as "holderId", c.status, ${isOpen} as "isOpen",
           exists (select from active_user a where a.clinic_id = c.clinic_id and a.user_id = c.holder_id) as "holderActive",
           ${coversFor(sql`c.holder_id`, 'claim')} as covers, c.holder_id is null and ${isOpen} as waits
      from claim c where c.claim_id = ${claimId} for no key update`.execute(tx);
  return rows[0];
}

export const take = (tx: Tx, actorId: Id<'user'>, claimId: Id<'claim'>) =>
  tx.updateTable('claim').set({ holder_id: actorId }).where('claim_id', '=', claimId).execute();

interface Following {
  readonly status: ClaimStatus;
  readonly actorId: Id<'user'>;
  readonly note?: string;
}

/** Where a claim stands now. Out of the pool, whoever follows it up has held it; with who covers it stays the holder's. */
export const follow = (tx: Tx, claimId: Id<'claim'>, { status, actorId, note = '' }: Following) =>
  tx
    .updateTable('claim')
    .set({
      status,
      holder_id: sql<Id<'user'>>`coalesce(holder_id, ${actorId})`,
      note,
      ...(status === 'awaiting-payment' ? { submitted_at: sql`now()` } : {}),
      settled_at: status === 'paid' || status === 'cancelled' ? sql`now()` : null,
    })
    .where('claim_id', '=', claimId)
    .returning('holder_id as holderId')
    .executeTakeFirstOrThrow();

export const give = (tx: Tx, claimId: Id<'claim'>, fromId: Id<'user'> | null, toId: Id<'user'> | null) =>
  tx
    .updateTable('claim')
    .set({ holder_id: toId, ...(fromId === null ? {} : { came_from_id: fromId }) })
    .where('claim_id', '=', claimId)
    .execute();
