import { type RawBuilder, sql } from 'kysely';
import { type NotOpen, whyNotOpen } from '#features/patients/public.ts';
import type { EntryOfLook } from '#kernel/audit-entry.ts';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { Chart, ChartNote, OpenElsewhere } from './contract.ts';
import { beyondOf } from './note-cursor.ts';

const PAGE = 20;

/** A note as JSON carries it: people by id, instants as PostgreSQL writes them. */
interface Row {
  readonly note_id: Id<'note'>;
  readonly title: string;
  readonly body: string;
  readonly author_id: Id<'user'> | null;
  readonly open_holder_id: Id<'user'> | null;
  readonly came_from_id: Id<'user'> | null;
  readonly written_at: string;
  readonly signed_at: string | null;
  readonly signed_by_id: Id<'user'> | null;
  readonly version: number;
}
/** Somebody whom the chart names: id, name, still active. */
type Named = readonly [Id<'user'>, string, boolean];
type Found = Chart['patient'] & {
  /** Why nothing is shown; all else is null then. */
  readonly refused: NotOpen | null;
  readonly mrpId: Id<'user'> | null;
  readonly notes: readonly Row[] | null;
  readonly people: readonly Named[] | null;
};
/** What the actor may do with drafts, and whose they do: the own, and those of whoever they cover for. */
type Abilities = Pick<ChartNote, 'mayEdit' | 'maySign'> & { readonly held: readonly Id<'user'>[] };
const nothing: Abilities = { mayEdit: false, maySign: false, held: [] };

const carried = sql`note_id, title, body, written_at, signed_at, version, author_id, open_holder_id, came_from_id, signed_by_id`;

/** Everybody whom the notes name; of most notes that is their author alone. */
const named = sql`
  select author_id from shown
  union all select open_holder_id from shown where open_holder_id is not null
  union all select came_from_id from shown where came_from_id is not null
  union all select signed_by_id from shown where signed_by_id is distinct from author_id`;

/**
 * One statement, so that a chart costs one look: whom it is about, all drafts with the first page of signed notes (or the
 * page of signed notes behind `after`), everybody they name, and the entry of it. Where the chart is not open to the actor,
 * why not, and an entry of that.
 */
export async function chartOf(
  tx: Tx,
  entry: EntryOfLook,
  patientId: Id<'patient'>,
  after: string | undefined,
): Promise<{ readonly chart: Chart } | { readonly refused: NotOpen }> {
  const beyond = beyondOf(after);
  const drafts = sql`(select ${carried} from chart_note where patient_id = ${patientId} and signed_at is null) union all`;
  const from = beyond ? sql`and (written_at, note_id) < (${beyond.at}::timestamptz, ${beyond.noteId}::uuid)` : sql``;
  const { rows } = await sql<Found>`
    with shown as materialized (
      ${beyond ? sql`` : drafts}
      (select ${carried} from chart_note where patient_id = ${patientId} and signed_at is not null ${from}
        order by written_at desc, note_id desc limit ${sql.lit(PAGE + 1)})),
    found as materialized (
    select p.patient_id as "patientId", p.demographic_number as "demographicNumber", p.last_name as "lastName",
           p.first_name as "firstName", known_day(p.date_of_birth, p.birth_precision) as "dateOfBirth", p.sex,
           known_day(p.deceased_on, p.deceased_precision) as "deceasedOn",
           (p.deceased or p.deceased_on is not null) as deceased, p.mrp_id as "mrpId",
           (select json_agg(n order by n.written_at desc, n.note_id desc) from shown n) as notes,
           (select json_agg(json_build_array(u.user_id, u.first_name || ' ' || u.last_name, exists (
                     select from active_user a where a.clinic_id = u.clinic_id and a.user_id = u.user_id)))
              from clinic_user u where u.user_id = any(array(${named}) || p.mrp_id)) as people
      from patient p where p.patient_id = ${patientId} and ${chartIsOpen}),
    verdict as materialized (select case when not exists (select from found) then ${whyNotOpen(patientId)} end as refused),
    entry as (${entry('verdict')})
    select v.refused, f.* from verdict v left join found f on true`.execute(tx);
  const [seen] = rows;
  if (!seen || seen.refused) return { refused: seen?.refused ?? 'patient/not-found' };
  const unsigned = seen.notes?.some((note) => note.open_holder_id !== null);
  return { chart: chart(seen, unsigned ? await abilities(tx) : nothing) };
}

/** As `chart_is_open` in db/0028 says, of the row at hand: that function would look for the patient once more. */
const chartIsOpen = sql`not exists (select from own_blocked_patient b where b.clinic_id = p.clinic_id
  and b.patient_id >= p.patient_id and b.patient_id <= p.patient_id)`;

/** How many results and claims of the patient still wait, whoever holds them. Nothing where the chart is not open to the actor. */
export async function openElsewhere(tx: Tx, patientId: Id<'patient'>): Promise<OpenElsewhere | undefined> {
  const { rows } = await sql<OpenElsewhere>`
    select ${openOf('result', sql`acknowledged_at is null`)} as results,
           ${openOf('claim', sql`status in ('unsubmitted', 'rejected', 'awaiting-payment')`)} as claims
      from patient p where p.patient_id = ${patientId} and ${chartIsOpen}`.execute(tx);
  return rows[0];
}
const openOf = (table: string, open: RawBuilder<unknown>) => sql`(
  select count(*)::int from ${sql.table(table)} w where w.clinic_id = p.clinic_id and w.patient_id = p.patient_id and w.${open})`;

/** Asked only where there is a draft that may be the actor's to finish. */
async function abilities(tx: Tx): Promise<Abilities> {
  const { rows } = await sql<Abilities>`
    select holds('charts.update-note') as "mayEdit", holds('charts.sign-note') as "maySign",
           array(select held_by_actor('chart-note')) as held`.execute(tx);
  return rows[0] ?? nothing;
}

function chart(found: Found, { mayEdit, maySign, held }: Abilities): Chart {
  const { refused: _, mrpId, notes, people, ...patient } = found;
  const byId = new Map(people?.map(([userId, name, active]) => [userId, { userId, name, deactivated: !active }]));
  const person = (userId: Id<'user'> | null): ChartNote['author'] => (userId && byId.get(userId)) ?? null;
  const isHeld = (holderId: Id<'user'> | null) => holderId !== null && held.includes(holderId);
  const instant = (written: string) => new Date(written).toISOString();
  const shown = ({ open_holder_id: holderId, ...note }: Row): ChartNote => ({
    noteId: note.note_id,
    title: note.title,
    body: note.body,
    author: person(note.author_id),
    holder: person(holderId),
    cameFrom: person(note.came_from_id),
    writtenAt: instant(note.written_at),
    signedAt: note.signed_at && instant(note.signed_at),
    signedBy: person(note.signed_by_id),
    version: note.version,
    mayEdit: mayEdit && isHeld(holderId),
    maySign: maySign && isHeld(holderId),
  });
  const [drafts, signed] = [
    (notes ?? []).filter((note) => note.signed_at === null),
    (notes ?? []).filter((note) => note.signed_at !== null),
  ];
  const page = pageOf(signed, PAGE, (note) => [note.written_at, note.note_id]);
  return {
    patient: { ...patient, mrp: person(mrpId) },
    drafts: drafts.map(shown),
    notes: page.rows.map(shown),
    next: page.next,
  };
}
