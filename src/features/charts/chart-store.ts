import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { Chart, ChartNote } from './contract.ts';
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
type Found = Chart['patient'] &
  Chart['open'] & {
    readonly mrpId: Id<'user'> | null;
    readonly notes: readonly Row[] | null;
    readonly people: Readonly<Record<string, { readonly name: string; readonly deactivated: boolean }>> | null;
    readonly mayEdit: boolean;
    readonly maySign: boolean;
  };

const held = ['author_id', 'open_holder_id', 'came_from_id', 'signed_by_id'] as const;
const carried = sql.join(
  ['note_id', 'title', 'body', 'written_at', 'signed_at', 'version', ...held].map((one) => sql.ref(one)),
);

/**
 * One statement, so that a chart costs one look: whom it is about, all drafts with the first
 * page of signed notes (or the page of signed notes behind `after`), everybody they name, and
 * what of the patient's is open elsewhere. Nothing where the chart is not open to the actor.
 */
export async function chartOf(
  tx: Tx,
  actor: Actor,
  patientId: Id<'patient'>,
  after: string | undefined,
): Promise<Chart | undefined> {
  const beyond = beyondOf(after);
  const drafts = sql`(select ${carried} from chart_note where patient_id = ${patientId} and signed_at is null) union all`;
  const from = beyond ? sql`and (written_at, note_id) < (${beyond.at}::timestamptz, ${beyond.noteId}::uuid)` : sql``;
  const { rows } = await sql<Found>`
    with shown as materialized (
      ${beyond ? sql`` : drafts}
      (select ${carried} from chart_note where patient_id = ${patientId} and signed_at is not null ${from}
        order by written_at desc, note_id desc limit ${sql.lit(PAGE + 1)}))
    select p.patient_id as "patientId", p.demographic_number as "demographicNumber", p.last_name as "lastName",
           p.first_name as "firstName", known_day(p.date_of_birth, p.birth_precision) as "dateOfBirth", p.sex,
           known_day(p.deceased_on, p.deceased_precision) as "deceasedOn",
           (p.deceased or p.deceased_on is not null) as deceased, p.mrp_id as "mrpId",
           (select json_agg(n order by n.written_at desc, n.note_id desc) from shown n) as notes,
           (select json_object_agg(u.user_id, json_build_object('name', u.first_name || ' ' || u.last_name, 'deactivated', a.user_id is null))
              from clinic_user u left join active_user a using (clinic_id, user_id)
             where u.user_id = any(array(select id from shown n, unnest(array[${sql.join(held.map((one) => sql.ref(`n.${one}`)))}]) id
                                         union select p.mrp_id))) as people,
           ${openOf('result', sql`acknowledged_at is null`)} as results,
           ${openOf('claim', sql`status in ('unsubmitted', 'rejected', 'awaiting-payment')`)} as claims,
           ${mayOf('charts.update-note', actor)} as "mayEdit", ${mayOf('charts.sign-note', actor)} as "maySign"
      from patient p where p.patient_id = ${patientId} and ${chartIsOpen}`.execute(tx);
  return rows[0] && chart(rows[0], actor.id);
}

/** As `chart_is_open` in db/0028 says, of the row at hand: that function would look for the patient once more. */
const chartIsOpen = sql`not exists (select from own_blocked_patient b where b.clinic_id = p.clinic_id
  and b.patient_id >= p.patient_id and b.patient_id <= p.patient_id)`;

const openOf = (table: string, open: RawBuilder<unknown>) => sql`(
  select count(*)::int from ${sql.table(table)} w where w.clinic_id = p.clinic_id and w.patient_id = p.patient_id and w.${open})`;

/** Asked only where a draft is the actor's own. */
const mayOf = (permission: string, { id }: Actor) =>
  sql`exists (select from shown where open_holder_id = ${id}) and holds(${sql.lit(permission)})`;

function chart(found: Found, actorId: Id<'user'>): Chart {
  const { mrpId, notes, people, results, claims, mayEdit, maySign, ...patient } = found;
  const person = (userId: Id<'user'> | null): ChartNote['author'] => {
    const known = userId === null ? undefined : people?.[userId];
    return userId && known ? { userId, ...known } : null;
  };
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
    mayEdit: mayEdit && holderId === actorId,
    maySign: maySign && holderId === actorId,
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
    open: { results, claims },
  };
}
