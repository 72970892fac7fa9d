import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { AccessPreview, BlackListed, Choice } from './access-contract.ts';
import type { Block } from './contract.ts';
import { concernsReader, due, live, membersOf, personOf, withVersion } from './parts-store.ts';
import type { Laying, Live } from './rules.ts';

/** The last day of the block aliased `b`, by the clinic's calendar. */
const endsOn = sql<string | null>`((b.ends_at at time zone c.time_zone) - interval '1 microsecond')::date`;
const reviewer = sql`${personOf(sql`case when b.review_on is not null then b.reviewer_id end`)} as reviewer`;
const otherTerms = sql`${endsOn} as "endsOn", b.review_on as "reviewOn", b.master_file_open as "masterFileOpen",
  b.emergency_allowed as "emergencyAllowed", b.patient_request as "patientRequest"`;
const terms = sql`b.reason, ${otherTerms}`;

/** Blocks, live ones first, then those that were over last. */
export async function blocksWhere(tx: Tx, which: RawBuilder<unknown>, most: number): Promise<Block[]> {
  const { rows } = await sql<Block>`
    select b.block_id as "blockId", s.set_id as "setId", s.name as "setName", ${personOf(sql`b.user_id`)} as user, ${terms}, ${reviewer}, ${due} as "reviewDue",
           b.laid_at as "laidAt", ${personOf(sql`b.laid_by_id`)} as "laidBy",
           case when not (${live}) then least(b.lifted_at, b.ends_at) end as "overAt", ${personOf(sql`b.lifted_by_id`)} as "liftedBy",
           b.lift_reason as "liftReason", ${membersOf} as members
      from chart_block b join patient_set s using (clinic_id, set_id) join clinic c using (clinic_id) ${withVersion}
     where ${which} order by ${live} desc, least(b.lifted_at, b.ends_at) desc, b.laid_at desc, b.block_id limit ${sql.lit(most)}`.execute(
    tx,
  );
  return rows;
}

/** Who is kept out of a patient's chart now; nothing where the reader is. */
export async function blocksOnPatient(tx: Tx, patientId: Id<'patient'>): Promise<Block[] | undefined> {
  const { rows } = await sql`
    select from patient p where p.patient_id = ${patientId}
       and not exists (select from own_blocked_patient b where b.clinic_id = p.clinic_id and b.patient_id = p.patient_id)`.execute(
    tx,
  );
  if (rows.length === 0) return undefined;
  const ofPatient = sql`${live} and exists (select from patient_set_member m where m.clinic_id = b.clinic_id and m.set_id = b.set_id and m.patient_id = ${patientId})`;
  return blocksWhere(tx, ofPatient, 1000);
}

interface Blockable {
  readonly name: string;
  readonly active: boolean;
}

export async function findBlockable(tx: Tx, userId: Id<'user'>): Promise<Blockable | undefined> {
  const { rows } = await sql<Blockable>`
    select u.first_name || ' ' || u.last_name as name, a.user_id is not null as active
      from clinic_user u left join active_user a using (clinic_id, user_id) where u.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** What counts up with each block that is laid on the user or lifted. */
export async function accessVersion(tx: Tx, userId: Id<'user'>): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select (1 + count(*) + count(lifted_at))::int as version from chart_block where user_id = ${userId}`.execute(tx);
  return rows[0]?.version ?? 1;
}

const choice = sql`s.set_id as "setId", s.name, s.version_number as "versionNumber", coalesce(v.made_at, s.taken_at) as since, ${membersOf} as members`;

/** The sets that are closed to a user now, by name. A reason may name whom the set holds: it is not for whoever that set keeps out. */
export async function blackListed(tx: Tx, userId: Id<'user'>): Promise<BlackListed[]> {
  const { rows } = await sql<BlackListed>`
    select ${choice}, case when ${concernsReader} then '' else b.reason end as reason, ${otherTerms}, ${reviewer},
           ${concernsReader} as "reasonWithheld" from chart_block b join patient_set s using (clinic_id, set_id) join clinic c using (clinic_id) ${withVersion}
     where b.user_id = ${userId} and ${live} order by lower(s.name)`.execute(tx);
  return rows;
}

/** Every set that there is, by name; only these where ids are given. */
export async function choices(tx: Tx, setIds?: readonly Id<'set'>[]): Promise<Choice[]> {
  const which = setIds ? sql`and s.set_id = any(${setIds}::uuid[])` : sql``;
  const { rows } = await sql<Choice>`
    select ${choice} from patient_set s ${withVersion} where s.deleted_at is null ${which} order by lower(s.name)`.execute(
    tx,
  );
  return rows;
}

/** Holds these sets until the transaction ends, in one order: none of them changes or is deleted meanwhile. */
export const holdSets = (tx: Tx, setIds: readonly Id<'set'>[]) =>
  sql`select from patient_set where set_id = any(${setIds}::uuid[]) order by clinic_id, set_id for no key update`.execute(
    tx,
  );

/** The blocks on a user that nobody has lifted, those that have ended by themselves too. */
export async function liveBlocks(tx: Tx, userId: Id<'user'>): Promise<Live[]> {
  const { rows } = await sql<Live>`
    select b.block_id as "blockId", b.set_id as "setId", not (${live}) as ended, ${terms},
           ${concernsReader} as "reasonWithheld"
      from chart_block b join patient_set s using (clinic_id, set_id) join clinic c using (clinic_id) where b.user_id = ${userId} and b.lifted_at is null`.execute(
    tx,
  );
  return rows;
}

/** The day it is in the clinic. */
export async function clinicToday(tx: Tx): Promise<string> {
  const { rows } = await sql<{
    today: string;
  }>`select (now() at time zone time_zone)::date as today from clinic`.execute(tx);
  return rows[0]?.today ?? '';
}

/** Lays blocks on a user, each a set with its terms; answers their ids. */
export async function layBlocks(
  tx: Tx,
  { id, clinicId }: Actor,
  userId: Id<'user'>,
  laying: readonly Laying[],
): Promise<Id<'block'>[]> {
  const { rows } = await sql<{ blockId: Id<'block'> }>`
    insert into chart_block (clinic_id, set_id, user_id, laid_by_id, reason, ends_at, review_on, master_file_open, emergency_allowed, patient_request)
    select ${clinicId}, b."setId", ${userId}, ${id}, btrim(b.reason), (b."endsOn" + 1)::timestamp at time zone c.time_zone, b."reviewOn",
           b."masterFileOpen", b."emergencyAllowed", b."patientRequest"
      from clinic c, jsonb_to_recordset(${JSON.stringify(laying)}::jsonb)
        as b("setId" uuid, reason text, "endsOn" date, "reviewOn" date, "masterFileOpen" boolean, "emergencyAllowed" boolean, "patientRequest" boolean)
    returning block_id as "blockId"`.execute(tx);
  return rows.map(({ blockId }) => blockId);
}

/** Lifts blocks. One that has ended by itself was over then, and by nobody's doing. */
export async function liftBlocks(
  tx: Tx,
  { id }: Actor,
  blockIds: readonly Id<'block'>[],
  reason: string,
): Promise<number> {
  const { rows } = await sql`
    update chart_block b set lifted_at = case when ${live} then now() else b.ends_at end, lifted_by_id = case when ${live} then ${id}::uuid end,
           lift_reason = case when ${live} then btrim(${reason}) else '' end
     where b.block_id = any(${blockIds}::uuid[]) and b.lifted_at is null returning b.block_id`.execute(tx);
  return rows.length;
}

interface FoundBlock {
  readonly setId: Id<'set'>;
  readonly userId: Id<'user'>;
  readonly over: boolean;
}

/** Holds a block until the transaction ends. */
export async function holdBlock(tx: Tx, blockId: Id<'block'>): Promise<FoundBlock | undefined> {
  const { rows } = await sql<FoundBlock>`
    select b.set_id as "setId", b.user_id as "userId", not (${live}) as over from chart_block b where b.block_id = ${blockId} for update`.execute(
    tx,
  );
  return rows[0];
}

/** Whether the actor may lift blocks. */
export async function mayLift(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select where holds('patient-sets.lift-block')`.execute(tx);
  return rows.length > 0;
}

/** What closing these sets to a user, and no others, would come to. */
export async function comesTo(tx: Tx, userId: Id<'user'>, setIds: readonly Id<'set'>[]) {
  const { rows } = await sql<Pick<AccessPreview, 'closes' | 'opens' | 'appointments' | 'work'>>`
    select closes, opens, appointments,
           coalesce((select json_agg(json_build_object('kind', w.key, 'items', w.value::int) order by w.key) from jsonb_each_text(t.work) w), '[]') as work
      from block_comes_to(${userId}, ${setIds}::uuid[]) t`.execute(tx);
  return rows[0] ?? { closes: 0, opens: 0, appointments: 0, work: [] };
}
