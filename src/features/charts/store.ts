import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Output } from '#kernel/contract.ts';
import { pageOf } from '#kernel/page.ts';
import type { OrderAsked } from '../work/contract.ts';
import { coversFor, inOrder, listed, localTime, patientOf, personOf, type WorkList } from '../work/public.ts';
import type { DraftFolder, ListDraftNotes } from './contract.ts';

const DRAFTS = 50;

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
           select e.at, (e.facts -> 'before' ->> 'holderId')::uuid, e.subject_user_id from audit_entry e
            where e.clinic_id = n.clinic_id and e.patient_id = n.patient_id and e.action in ('charts.give-note', 'charts.pass-note') and e.outcome = 'done'
              and e.facts ->> 'noteId' = n.note_id::text) s
     left join clinic_user f on f.clinic_id = n.clinic_id and f.user_id = s.from_id
     left join clinic_user t on t.clinic_id = n.clinic_id and t.user_id = s.to_id), '[]')`;

type Draft = Output<typeof ListDraftNotes>['notes'][number];

interface Wanted extends OrderAsked {
  readonly folder?: DraftFolder | undefined;
}

const draftsIn = ({ folder = 'open', ...asked }: Wanted): WorkList => ({
  table: 'chart_note',
  kind: 'chart-note',
  at: 'written_at',
  folder,
  // Everybody’s are few, and are signed as one’s own are: the oldest first.
  order: 'oldest',
  where: sql<boolean>`w.signed_at is null`,
  ...asked,
});
const draft = sql`
  w.note_id as "noteId", w.title, w.written_at as "writtenAt", w.version, ${personOf('author_id')} as author,
  ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom", ${patientOf} as patient`;

/** The drafts that the actor must still sign, or signs for whoever they cover, or everybody's; the oldest first where nothing is said. */
export async function draftsOf(tx: Tx, { after, ...asked }: Wanted & { readonly after?: string | undefined }) {
  const list = draftsIn(asked);
  const { rows } = await sql<Draft & { at: string }>`
    select ${draft}, ${handsOf} as hands, w.written_at::text as at
      from (${listed(list, after, DRAFTS + 1)}) w join chart_note n using (clinic_id, note_id) order by ${inOrder(list)}`.execute(
    tx,
  );
  const page = pageOf(rows, DRAFTS, ({ at, noteId }) => [at, noteId]);
  return { notes: page.rows.map(({ at: _at, ...note }) => note), next: page.next };
}

/** All that the filters find, for a file. */
export const allDrafts = (asked: Wanted): RawBuilder<Omit<Draft, 'hands'> & { written: string }> => sql`
  select ${draft}, ${localTime('written_at')} as written from (${listed(draftsIn(asked), undefined, null)}) w
   order by ${inOrder(draftsIn(asked))}`;

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
