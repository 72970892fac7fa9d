import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { OrderAsked } from '../work/contract.ts';
import {
  coversFor,
  inOrder,
  letterheadOf,
  listed,
  localTime,
  patientOf,
  personOf,
  type WorkList,
} from '../work/public.ts';
import type { Folder, LetterRead, LetterStatus, LetterSummary, WayToSend } from './contract.ts';

const PAGE = 25;

const summary = sql`
  w.letter_id as "letterId", ${patientOf} as patient, w.subject, w.recipient, w.organization, w.status, w.made_at as "madeAt",
  ${personOf('author_id')} as author, ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom"`;

export interface Wanted extends OrderAsked {
  readonly folder: Folder;
  readonly status?: LetterStatus | undefined;
  readonly patientId?: Id<'patient'> | undefined;
  readonly after?: string | undefined;
}

function listOf({ folder, status, patientId, ...asked }: Omit<Wanted, 'after'>): WorkList {
  const where = sql<boolean>`${status ? sql`w.status = ${status}` : sql`true`} and ${patientId ? sql`w.patient_id = ${patientId}` : sql`true`}`;
  return { table: 'letter', kind: 'letter', at: 'made_at', folder, pooled: sql<boolean>`w.is_open`, where, ...asked };
}

/** A page of a folder: what waits, the oldest first; all, the latest first. */
export async function pageOfLetters(tx: Tx, { after, ...wanted }: Wanted) {
  const list = listOf(wanted);
  const { rows } = await sql<LetterSummary & { at: string }>`
    select ${summary}, w.made_at::text as at from (${listed(list, after, PAGE + 1)}) w order by ${inOrder(list)}`.execute(
    tx,
  );
  const { rows: shown, next } = pageOf(rows, PAGE, ({ at, letterId }) => [at, letterId]);
  return { letters: shown.map(({ at: _at, ...letter }) => letter), next };
}

/** All that the filters find, for a file. */
export const allLetters = (wanted: Omit<Wanted, 'after'>): RawBuilder<LetterSummary & { local: string }> => sql`
  select ${summary}, ${localTime('made_at')} as local from (${listed(listOf(wanted), undefined, null)}) w
   order by ${inOrder(listOf(wanted))}`;

export async function readLetter(tx: Tx, letterId: Id<'letter'>) {
  const { rows } = await sql<Omit<LetterRead, 'holders'> & { covers: boolean }>`
    select ${summary}, ${coversFor(sql`w.open_holder_id`, 'letter')} as covers, w.site_id as "siteId", s.name as "siteName", w.address, w.fax, w.body, w.version,
           coalesce(w.letterhead, ${letterheadOf}) as letterhead,
           w.signed_at as "signedAt", ${personOf('signed_by_id')} as "signedBy",
           w.sent_at as "sentAt", ${personOf('sent_by_id')} as "sentBy", w.sent_how as "sentHow", w.sent_to as "sentTo"
      from letter w join clinic c using (clinic_id) join site s using (clinic_id, site_id)
      join clinic_user u on u.clinic_id = w.clinic_id and u.user_id = w.author_id
     where w.letter_id = ${letterId}`.execute(tx);
  return rows[0];
}

/** A letter as the rules need it, held still until the transaction ends. */
export async function holdLetter(tx: Tx, letterId: Id<'letter'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'>;
    holderId: Id<'user'> | null;
    isOpen: boolean;
    covers: boolean;
    siteId: Id<'site'>;
    status: LetterStatus;
    version: number;
  }>`
    select patient_id as "patientId", holder_id as "holderId", is_open as "isOpen", site_id as "siteId", status, version,
           ${coversFor(sql`holder_id`, 'letter')} as covers
      from letter where letter_id = ${letterId} for no key update`.execute(tx);
  return rows[0];
}

interface Fields {
  readonly siteId: Id<'site'>;
  readonly recipient: string;
  readonly organization: string;
  readonly address: string;
  readonly fax: string;
  readonly subject: string;
  readonly body: string;
  readonly status: LetterStatus;
}
const columnsOf = ({ siteId, recipient, organization, address, fax, subject, body, status }: Fields) => ({
  site_id: siteId,
  recipient: recipient.trim(),
  organization: organization.trim(),
  address: address.trim(),
  fax: fax.trim(),
  subject: subject.trim(),
  body,
  status,
});

interface Whose {
  readonly patientId: Id<'patient'>;
  readonly holderId: Id<'user'> | null;
}

export const insertLetter = (tx: Tx, { id, clinicId }: Actor, { patientId, holderId }: Whose, fields: Fields) =>
  tx
    .insertInto('letter')
    .values({ clinic_id: clinicId, patient_id: patientId, author_id: id, holder_id: holderId, ...columnsOf(fields) })
    .returning(['letter_id as letterId', 'version'])
    .executeTakeFirstOrThrow();

/** Whoever works on what nobody held has held it; with who covers it stays the holder's. */
const keptOr = (id: Id<'user'>) => sql<Id<'user'>>`coalesce(holder_id, ${id})`;

export const updateLetter = (tx: Tx, { id }: Actor, letterId: Id<'letter'>, fields: Fields) =>
  tx
    .updateTable('letter')
    .set({ ...columnsOf(fields), holder_id: keptOr(id) })
    .where('letter_id', '=', letterId)
    .returning(['letter_id as letterId', 'version'])
    .executeTakeFirstOrThrow();

/** Signs it, and keeps the letterhead as the signer's record has it at this moment. */
export async function signLetter(tx: Tx, { id }: Actor, letterId: Id<'letter'>) {
  const { rows } = await sql<{ letterId: Id<'letter'>; version: number }>`
    update letter w set status = 'to-send', signed_at = now(), signed_by_id = ${id}, holder_id = coalesce(holder_id, ${id}),
           letterhead = (select ${letterheadOf} from clinic c, site s, clinic_user u
                          where c.clinic_id = w.clinic_id and s.clinic_id = w.clinic_id and s.site_id = w.site_id
                            and u.clinic_id = w.clinic_id and u.user_id = ${id})
     where letter_id = ${letterId} returning letter_id as "letterId", version`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the letter that was held is gone');
  return row;
}

export const sendLetter = (tx: Tx, { id }: Actor, letterId: Id<'letter'>, how: WayToSend, to: string) =>
  tx
    .updateTable('letter')
    .set({
      status: 'sent',
      sent_at: sql`now()`,
      sent_by_id: id,
      sent_how: how,
      sent_to: to.trim(),
      holder_id: keptOr(id),
    })
    .where('letter_id', '=', letterId)
    .returning(['letter_id as letterId', 'version'])
    .executeTakeFirstOrThrow();

export const withdrawLetter = (tx: Tx, letterId: Id<'letter'>) =>
  tx
    .updateTable('letter')
    .set({ status: 'withdrawn' })
    .where('letter_id', '=', letterId)
    .returning(['letter_id as letterId', 'version'])
    .executeTakeFirstOrThrow();
