import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Output } from '#kernel/contract.ts';
import { pageOf } from '#kernel/page.ts';
import type { ChartNote, ListDraftNotes } from './contract.ts';
import { coversFor, heldByActor } from '../work/public.ts';
import { beyondOf } from './note-cursor.ts';

const DRAFTS = 50;

/** The user of this column of `n` as history names a person, or null. */
const personOf = (column: string): RawBuilder<ChartNote['author']> => sql`(
  select json_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', a.user_id is null)
    from clinic_user u left join active_user a using (clinic_id, user_id)
   where u.clinic_id = n.clinic_id and u.user_id = ${sql.ref(`n.${column}`)})`;

interface Words {
  readonly title: string;
  readonly body: string;
}

/** Answers nothing where the chart is not open to the actor. */
export async function insertNote(tx: Tx, { clinicId, id }: Actor, patientId: Id<'patient'>, { title, body }: Words) {
  const { rows } = await sql<{ noteId: Id<'note'>; version: number }>`
    insert into chart_note (clinic_id, patient_id, author_id, holder_id, title, body)
    select ${clinicId}, p.patient_id, ${id}, ${id}, ${title.trim()}, ${body} from patient p
     where p.patient_id = ${patientId} and chart_is_open(p.patient_id)
    returning note_id as "noteId", version`.execute(tx);
  return rows[0];
}

/** A note as the rules need it. */
export const findNote = (tx: Tx, noteId: Id<'note'>) =>
  tx
    .selectFrom('chart_note')
    .select(['patient_id as patientId', 'holder_id as holderId', 'signed_at as signedAt', 'version'])
    .select(coversFor(sql`holder_id`, 'chart-note').as('covers'))
    .where('note_id', '=', noteId)
    .executeTakeFirst();

/** Answers the new version, or nothing when `version` is not the current one. */
export const updateNote = (tx: Tx, noteId: Id<'note'>, version: number, { title, body }: Words) =>
  tx
    .updateTable('chart_note')
    .set({ title: title.trim(), body })
    .where('note_id', '=', noteId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

/** Answers when it was signed, or nothing when `version` is not the current one. */
export const signNote = (tx: Tx, actor: Actor, noteId: Id<'note'>, version: number) =>
  tx
    .updateTable('chart_note')
    .set({ signed_at: sql`now()`, signed_by_id: actor.id })
    .where('note_id', '=', noteId)
    .where('version', '=', version)
    .returning(['version', sql<string>`signed_at`.as('signedAt')])
    .executeTakeFirst();

/** How each of these drafts came to its holder, oldest first: hand-overs from the ledger, what was given from the log. */
const handsOf = sql`
  coalesce((select jsonb_agg(jsonb_build_object('at', to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'from', f.first_name || ' ' || f.last_name,
                                                'to', t.first_name || ' ' || t.last_name) order by s.at)
     from (select h.at, h.leaver_id as from_id, i.successor_id as to_id
             from handover_item i join handover h using (clinic_id, handover_id)
            where i.clinic_id = n.clinic_id and i.kind = 'chart-note' and i.item_id = n.note_id and i.undone_at is null
           union all
           select e.at, e.actor_id, e.subject_user_id from audit_entry e
            where e.clinic_id = n.clinic_id and e.patient_id = n.patient_id and e.action = 'charts.give-note' and e.outcome = 'done'
              and e.facts ->> 'noteId' = n.note_id::text) s
     join clinic_user f on f.clinic_id = n.clinic_id and f.user_id = s.from_id
     left join clinic_user t on t.clinic_id = n.clinic_id and t.user_id = s.to_id), '[]')`;

type Draft = Output<typeof ListDraftNotes>['notes'][number];

/** The drafts that the actor must still sign, or signs for whoever they cover, the oldest first. */
export async function draftsOf(tx: Tx, after: string | undefined) {
  const beyond = beyondOf(after);
  const where = beyond
    ? sql`(w.written_at, w.note_id) > (${beyond.at}::timestamptz, ${beyond.noteId}::uuid)`
    : sql`true`;
  const { rows } = await sql<Draft & { at: string }>`
    select n.note_id as "noteId", n.title, n.written_at as "writtenAt", to_jsonb(n.written_at) #>> '{}' as at, n.version, ${handsOf} as hands,
           ${personOf('author_id')} as author, ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom",
           json_build_object('patientId', p.patient_id, 'demographicNumber', p.demographic_number,
                             'lastName', p.last_name, 'firstName', p.first_name) as patient
      from (${heldByActor({ table: 'chart_note', kind: 'chart-note', where, order: sql`w.written_at, w.note_id`, most: DRAFTS + 1 })}) n
      join patient p using (clinic_id, patient_id)
     order by n.written_at, n.note_id limit ${sql.lit(DRAFTS + 1)}`.execute(tx);
  const page = pageOf(rows, DRAFTS, ({ at, noteId }) => [at, noteId]);
  return { notes: page.rows.map(({ at: _at, ...note }) => note), next: page.next };
}

/** Whether a user may sign, and this patient's chart is open to them. */
export async function maySignOf(tx: Tx, userId: Id<'user'>, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select may_sign_of(${userId}, ${patientId}) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

interface Giving {
  readonly noteId: Id<'note'>;
  readonly holderId: Id<'user'>;
  readonly version: number;
}

/** Answers the new version, or nothing when `version` is not the current one. */
export const giveNote = (tx: Tx, { noteId, holderId, version }: Giving) =>
  tx
    .updateTable('chart_note')
    .set({ holder_id: holderId, came_from_id: sql`holder_id` })
    .where('note_id', '=', noteId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
