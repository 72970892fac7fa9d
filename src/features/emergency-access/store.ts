import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { ClosedRecord, ReasonKind, WithheldKind } from './contract.ts';
import type { Judged, Said } from './rules.ts';

type Person = ClosedRecord['officers'][number];

/** Whom to ask about the record of a row `r`, for a reason, by name. */
const contactsOf = (patientId: Id<'patient'>) => (why: 'closed-it' | 'mrp') =>
  sql<Person[]>`
  coalesce((select json_agg(json_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', false)
                            order by u.sort_name)
              from closed_record_contacts(${patientId}) k join clinic_user u on u.clinic_id = c.clinic_id and u.user_id = k.user_id
             where k.why = ${why}), '[]')`;

/** What may be said of a record that is closed to the actor; nothing where it is open, of nobody, or hidden. */
export async function closedRecord(tx: Tx, patientId: Id<'patient'>): Promise<ClosedRecord | undefined> {
  const contacts = contactsOf(patientId);
  const { rows } = await sql<ClosedRecord>`
    select ${patientId} as "patientId", r.last_name as "lastName", r.first_name as "firstName", r.master_file_open as "masterFileOpen",
           r.emergency_allowed and holds('emergency-access.begin-access') as "mayOpen", c.emergency_access_hours as hours,
           c.phone as "clinicPhone",
           ${contacts('closed-it')} as "closedBy", ${contacts('mrp')} -> 0 as mrp,
           coalesce((select json_agg(json_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', false)
                                     order by u.sort_name)
                       from privacy_officers() o join clinic_user u on u.clinic_id = c.clinic_id and u.user_id = o.user_id
                      where o.user_id <> (select current_actor())), '[]') as officers
      from closed_record(${patientId}) r, clinic c
     where holds('patients.read-patient') or holds('charts.open-chart') or holds('patients.search-patients')`.execute(
    tx,
  );
  return rows[0];
}

/** What an emergency access is asked for with. */
interface Asked {
  readonly patientId: Id<'patient'>;
  readonly kind: ReasonKind;
  readonly reason: string;
  readonly hours: number | undefined;
}

/** Opens a closed record to the actor, or says what stands against it. */
export async function begin(tx: Tx, { patientId, kind, reason, hours }: Asked) {
  const { rows } = await sql<{
    said: Said;
    accessId: Id<'access'>;
    endsAt: string;
    tells: Id<'user'>[];
    /** The clinic's limit, in hours. */
    most: number;
  }>`
    select said, access_id as "accessId", ends_at as "endsAt", tells, most_hours as most
      from begin_emergency_access(${patientId}, ${kind}, ${reason}, ${hours ?? null})`.execute(tx);
  return rows[0] ?? { said: 'not-found' as const, accessId: '' as never, endsAt: '', tells: [], most: 0 };
}

/** Answers whose access has ended and of which patient, or nothing where there was none to end. */
export async function end(tx: Tx, accessId: Id<'access'>) {
  const { rows } = await sql<{ userId: Id<'user'>; patientId: Id<'patient'> }>`
    select user_id as "userId", patient_id as "patientId" from end_emergency_access(${accessId})`.execute(tx);
  return rows[0];
}

/** What is open to the actor by emergency access now and would be closed without, the first to close first. */
export async function openAccesses(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    accessId: Id<'access'>;
    patientId: Id<'patient'>;
    patientName: string;
    endsAt: string;
  }>`
    select e.access_id as "accessId", e.patient_id as "patientId", btrim(p.first_name || ' ' || p.last_name) as "patientName",
           e.ends_at as "endsAt"
      from emergency_access e join patient p using (clinic_id, patient_id)
     where e.user_id = ${userId} and e.ends_at > now() and e.ended_at is null
       and exists (select from own_opened_record o where o.clinic_id = e.clinic_id and o.patient_id = e.patient_id)
     order by e.ends_at`.execute(tx);
  return rows;
}

/** A use as its judge finds it, held until the transaction ends. */
export async function holdUse(tx: Tx, accessId: Id<'access'>) {
  const { rows } = await sql<Judged & { patientId: Id<'patient'> }>`
    select user_id as "userId", patient_id as "patientId", judged_at is not null as judged
      from emergency_access where access_id = ${accessId} for no key update`.execute(tx);
  return rows[0];
}

/** A judgement of a use. */
interface Judgement {
  readonly accessId: Id<'access'>;
  readonly justified: boolean;
  readonly note: string;
}

export const judge = (tx: Tx, actorId: Id<'user'>, { accessId, justified, note }: Judgement) =>
  tx
    .updateTable('emergency_access')
    .set({ judged_at: sql`now()`, judged_by_id: actorId, justified, judgement: note })
    .where('access_id', '=', accessId)
    .execute();

// Each kind of open work has two functions of its own (db/0028); their names never come from outside.
const functionOf = (kind: WithheldKind, what: 'withheld_takers' | 'pass_withheld'): RawBuilder<unknown> =>
  sql.id(`${kind}_${what}`);

/** The colleagues to whom withheld work of a kind can be passed, by name. */
export async function takers(tx: Tx, kind: WithheldKind): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, false as deactivated
      from ${functionOf(kind, 'withheld_takers')}() t join clinic_user u on u.user_id = t.user_id order by u.sort_name`.execute(
    tx,
  );
  return rows;
}

/** Passes the actor's withheld work of a kind on; answers how much went and how much is closed to the taker too. */
export async function pass(tx: Tx, kind: WithheldKind, takerId: Id<'user'>) {
  const { rows } = await sql<{ passed: number; kept: number }>`
    select passed, kept from ${functionOf(kind, 'pass_withheld')}(${takerId})`.execute(tx);
  return rows[0] ?? { passed: 0, kept: 0 };
}

/** Keeps a colleague active until the transaction ends. */
export async function keepActive(tx: Tx, userId: Id<'user'>): Promise<void> {
  await sql`select from active_user where user_id = ${userId} for key share`.execute(tx);
}
