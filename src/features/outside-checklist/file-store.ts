import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';

interface Adding {
  readonly userId: Id<'user'>;
  readonly line: string;
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Keeps a file with what was said of the line. */
export async function addFile(tx: Tx, { clinicId, id }: Actor, { userId, line, name, type, content }: Adding) {
  const { rows } = await sql<{ fileId: Id<'file'> }>`
    insert into outside_file (clinic_id, mark_id, name, type, bytes, content, added_by_id)
    select ${clinicId}, m.mark_id, ${name}, ${type}, ${content.length}, ${content}, ${id}
      from outside_mark_of_now m where m.user_id = ${userId} and m.line = ${line}
    returning file_id as "fileId"`.execute(tx);
  return rows[0];
}

interface KeptFile {
  readonly userId: Id<'user'>;
  readonly line: string;
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A file that is still there, whether or not its mark has been taken back. */
export async function readFile(tx: Tx, fileId: Id<'file'>): Promise<KeptFile | undefined> {
  const { rows } = await sql<KeptFile>`
    select m.user_id as "userId", m.line, f.name, f.type, f.content
      from outside_file f join outside_mark m using (clinic_id, mark_id)
     where f.file_id = ${fileId} and f.removed_at is null`.execute(tx);
  return rows[0];
}

/** Empties a file for good, and says whose it was; nothing where it has gone already. */
export async function removeFile(tx: Tx, { id }: Actor, fileId: Id<'file'>) {
  const { rows } = await sql<Omit<KeptFile, 'content' | 'type'>>`
    update outside_file f set content = null, removed_at = now(), removed_by_id = ${id} from outside_mark m
     where f.file_id = ${fileId} and f.removed_at is null and m.clinic_id = f.clinic_id and m.mark_id = f.mark_id
    returning m.user_id as "userId", m.line, f.name`.execute(tx);
  return rows[0];
}
