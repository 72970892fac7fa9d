import type { Pool } from 'pg';
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { OrderAsked } from '../work/contract.ts';
import { inOrder, listed, patientOf, personOf, stepsOf, type WorkList } from '../work/public.ts';
import type { RecurringFolder, RecurringTask, Unit } from './recurring-contract.ts';

const PAGE = 25;

const summary = sql`
  w.recurring_id as "recurringId", w.title, w.details, w.urgent,
  (select k.name from task_type k where k.clinic_id = w.clinic_id and k.type_id = w.type_id) as type,
  ${patientOf} as patient, ${personOf('author_id')} as author, ${personOf('holder_id')} as holder,
  ${personOf('came_from_id')} as "cameFrom", w.every, w.unit, w.due_days as "dueDays", w.next_on as "nextOn", w.ends_on as "endsOn",
  w.ended_at is not null as ended`;

interface Wanted extends OrderAsked {
  readonly folder: RecurringFolder;
}

const listOf = (wanted: Wanted): WorkList => ({
  table: 'recurring_task',
  kind: 'recurring-task',
  at: 'made_at',
  pooled: sql<boolean>`w.ended_at is null`,
  ...wanted,
});

/** A page: one's own or the pool's that go on, the oldest first; or all, the latest first. */
export async function pageOfRecurring(tx: Tx, { after, ...wanted }: Wanted & { readonly after?: string | undefined }) {
  const list = listOf(wanted);
  const { rows } = await sql<RecurringTask & { at: string }>`
    select ${summary}, ${stepsOf('recurring_task', 'recurring_id')} as holders, w.made_at::text as at
      from (${listed(list, after, PAGE + 1)}) w order by ${inOrder(list)}`.execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ at, recurringId }) => [at, recurringId]);
  return { recurring: shown.map(({ at: _at, ...one }) => one), next };
}

/** All that the filters find, for a file. */
export const allRecurring = (wanted: Wanted): RawBuilder<Omit<RecurringTask, 'holders'>> => sql`
  select ${summary} from (${listed(listOf(wanted), undefined, null)}) w order by ${inOrder(listOf(wanted))}`;

/** As the rules need it, held still until the transaction ends. */
export async function holdRecurring(tx: Tx, recurringId: Id<'recurring'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'> | null;
    authorId: Id<'user'>;
    holderId: Id<'user'> | null;
    isOpen: boolean;
  }>`
    select patient_id as "patientId", author_id as "authorId", holder_id as "holderId", ended_at is null as "isOpen"
      from recurring_task where recurring_id = ${recurringId} for no key update`.execute(tx);
  return rows[0];
}

interface Recurrence {
  readonly title: string;
  readonly details: string;
  readonly urgent: boolean;
  readonly typeId: Id<'type'> | null;
  readonly patientId: Id<'patient'> | null;
  readonly holderId: Id<'user'> | null;
  readonly every: number;
  readonly unit: Unit;
  readonly dueDays: number;
  readonly firstOn: string;
  readonly endsOn: string | null;
}

export async function insertRecurring(tx: Tx, { id, clinicId }: Actor, r: Recurrence): Promise<Id<'recurring'>> {
  const { recurringId } = await tx
    .insertInto('recurring_task')
    .values({
      clinic_id: clinicId,
      author_id: id,
      title: r.title.trim(),
      details: r.details,
      urgent: r.urgent,
      type_id: r.typeId,
      patient_id: r.patientId,
      holder_id: r.holderId,
      every: r.every,
      unit: r.unit,
      due_days: r.dueDays,
      first_on: r.firstOn,
      next_on: r.firstOn,
      ends_on: r.endsOn,
    })
    .returning('recurring_id as recurringId')
    .executeTakeFirstOrThrow();
  return recurringId;
}

export const endRecurring = (tx: Tx, recurringId: Id<'recurring'>) =>
  tx
    .updateTable('recurring_task')
    .set({ ended_at: sql`now()` })
    .where('recurring_id', '=', recurringId)
    .execute();

/** The clinic's day. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select (now() at time zone time_zone)::date::text as today from clinic`.execute(tx);
  return rows[0]?.today ?? '';
}

/** Makes the task of the next recurring one that is due, in any clinic, with its entry; says whether there was one. */
export async function makeNextTask(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ made: boolean }>('select make_next_task() as made');
  return rows[0]?.made ?? false;
}
