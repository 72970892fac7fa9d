import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { OrderAsked } from '../work/contract.ts';
import { coversFor, inOrder, listed, localTime, patientOf, personOf, type WorkList } from '../work/public.ts';
import type { ConversationRead, ConversationStatus, ConversationSummary, Folder } from './contract.ts';

const PAGE = 25;

const summary = sql`
  w.conversation_id as "conversationId", ${patientOf} as patient, w.subject, w.party, w.organization, w.status, w.last_at as "lastAt",
  ${personOf('author_id')} as author, ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom",
  ${personOf('arrived_for_id')} as "arrivedFor"`;

export interface Wanted extends OrderAsked {
  readonly folder: Folder;
  readonly status?: ConversationStatus | undefined;
  readonly patientId?: Id<'patient'> | undefined;
}

function listOf({ folder, status, patientId, ...asked }: Wanted): WorkList {
  const where = sql<boolean>`${status ? sql`w.status = ${status}` : sql`true`} and ${patientId ? sql`w.patient_id = ${patientId}` : sql`true`}`;
  const pooled = sql<boolean>`w.is_open`;
  return { table: 'secure_conversation', kind: 'secure-message', at: 'last_at', folder, pooled, where, ...asked };
}

/** A page of a folder: what waits, the longest waiting first; all, the latest first. */
export async function pageOfConversations(
  tx: Tx,
  { after, ...wanted }: Wanted & { readonly after?: string | undefined },
) {
  const list = listOf(wanted);
  const { rows } = await sql<ConversationSummary & { at: string }>`
    select ${summary}, w.last_at::text as at from (${listed(list, after, PAGE + 1)}) w order by ${inOrder(list)}`.execute(
    tx,
  );
  const { rows: shown, next } = pageOf(rows, PAGE, ({ at, conversationId }) => [at, conversationId]);
  return { conversations: shown.map(({ at: _at, ...conversation }) => conversation), next };
}

/** All that the filters find, for a file. */
export const allConversations = (wanted: Wanted): RawBuilder<ConversationSummary & { local: string }> => sql`
  select ${summary}, ${localTime('last_at')} as local from (${listed(listOf(wanted), undefined, null)}) w
   order by ${inOrder(listOf(wanted))}`;

export async function readConversation(tx: Tx, conversationId: Id<'conversation'>) {
  const { rows } = await sql<Omit<ConversationRead, 'holders' | 'messages'> & { covers: boolean }>`
    select ${summary}, ${coversFor(sql`w.open_holder_id`, 'secure-message')} as covers, w.address, w.draft, w.opened_at as "openedAt", w.version
      from secure_conversation w where w.conversation_id = ${conversationId}`.execute(tx);
  return rows[0];
}

/** What was said, in order. */
export async function messagesOf(tx: Tx, conversationId: Id<'conversation'>) {
  const { rows } = await sql<ConversationRead['messages'][number]>`
    select w.line, ${personOf('author_id')} as author, w.body, w.at
      from secure_message w where w.conversation_id = ${conversationId} order by w.line`.execute(tx);
  return rows;
}

/** A conversation as the rules need it, held still until the transaction ends; `holderActive`: it can stay with who has it. */
export async function holdConversation(tx: Tx, conversationId: Id<'conversation'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'> | null;
    holderId: Id<'user'> | null;
    holderActive: boolean;
    isOpen: boolean;
    covers: boolean;
    status: ConversationStatus;
    version: number;
  }>`
    select patient_id as "patientId", holder_id as "holderId", is_open as "isOpen", status, version,
           ${coversFor(sql`holder_id`, 'secure-message')} as covers,
           exists (select from active_user a where a.user_id = w.holder_id) as "holderActive"
      from secure_conversation w where conversation_id = ${conversationId} for no key update`.execute(tx);
  return rows[0];
}

/** Who has the conversation from now on, of somebody who has left: nobody, where it waits in the pool. */
export async function arrivalHolder(
  tx: Tx,
  { holderId, patientId }: { readonly holderId: Id<'user'> | null; readonly patientId: Id<'patient'> | null },
): Promise<Id<'user'> | null> {
  const { rows } = await sql<{ holderId: Id<'user'> | null }>`
    select arrival_holder('secure-message', ${holderId}, ${patientId}) as "holderId"`.execute(tx);
  return rows[0]?.holderId ?? null;
}

interface Opening {
  readonly party: string;
  readonly organization: string;
  readonly address: string;
  readonly subject: string;
  readonly patientId: Id<'patient'> | null;
  readonly draft: string;
}

export const insertConversation = (tx: Tx, { id, clinicId }: Actor, opening: Opening) =>
  tx
    .insertInto('secure_conversation')
    .values({
      clinic_id: clinicId,
      author_id: id,
      holder_id: id,
      patient_id: opening.patientId,
      party: opening.party.trim(),
      organization: opening.organization.trim(),
      address: opening.address.trim(),
      subject: opening.subject.trim(),
      draft: opening.draft,
    })
    .returning(['conversation_id as conversationId', 'version'])
    .executeTakeFirstOrThrow();

interface Said {
  readonly conversationId: Id<'conversation'>;
  readonly authorId: Id<'user'> | null;
  readonly body: string;
}

/** Appends what was said. */
export async function say(tx: Tx, { clinicId }: Actor, { conversationId, authorId, body }: Said): Promise<void> {
  await sql`
    insert into secure_message (clinic_id, conversation_id, line, patient_id, author_id, body)
    select ${clinicId}, c.conversation_id, 1 + coalesce((select max(m.line) from secure_message m where m.conversation_id = c.conversation_id), 0),
           c.patient_id, ${authorId}, ${body}
      from secure_conversation c where c.conversation_id = ${conversationId}`.execute(tx);
}

interface Standing {
  readonly conversationId: Id<'conversation'>;
  readonly holderId: Id<'user'> | null;
  readonly status: ConversationStatus;
  /** Left out: the draft stays as it is. */
  readonly draft?: string;
  /** Something was said. */
  readonly spoken?: boolean;
  /** It came for somebody who has left. */
  readonly arrivedForId?: Id<'user'> | null;
}

/** How the conversation stands from now on. Whose it was before is kept where nobody has it any more. */
export const stand = (
  tx: Tx,
  { conversationId, holderId, status, draft, spoken = false, arrivedForId = null }: Standing,
) =>
  tx
    .updateTable('secure_conversation')
    .set({
      holder_id: holderId,
      status,
      ...(holderId === null || arrivedForId ? { came_from_id: sql`coalesce(holder_id, came_from_id)` } : {}),
      ...(arrivedForId ? { arrived_for_id: arrivedForId } : {}),
      ...(draft === undefined ? {} : { draft }),
      ...(spoken ? { last_at: sql`now()` } : {}),
    })
    .where('conversation_id', '=', conversationId)
    .returning(['conversation_id as conversationId', 'version'])
    .executeTakeFirstOrThrow();
