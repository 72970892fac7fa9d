import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Needs } from './contract.ts';
import { type Caller, lend, passage, refusedEntry, type Tx, withPatience } from './db.ts';
import { refusalOf } from './database-refusal.ts';

/** Rows that a cursor hands over at once. */
const ROWS_AT_ONCE = 1_000;
/** So many files are made at a time; whoever comes then waits for one to end, and nobody else waits for them. */
const FILES_AT_ONCE = 3;
/** Whoever takes nothing for so long is not there any more; their connection is needed. */
const STALLED_MS = 60_000;

let making = 0;
const waiting: (() => void)[] = [];
async function turn(): Promise<void> {
  if (making < FILES_AT_ONCE) making += 1;
  else await new Promise<void>((begin) => waiting.push(begin));
}
function done(): void {
  const next = waiting.shift();
  if (next) next();
  else making -= 1;
}

export type Content = AsyncIterable<Uint8Array | string>;

/** Stands in what a command answers until the reading takes its place. */
export async function* unread(): Content {}

/** Who reads a file, and with what right. */
interface Reading {
  readonly pool: Pool;
  readonly caller: Caller;
  readonly needs: Needs;
}

/**
 * What a file holds, read while it is sent: in a transaction of its own that the caller enters anew, so
 * that whoever lost the permission, the session or a chart meanwhile gets nothing of it.
 *
 * @throws {Refusal} `session/ended`, `session/limited`, `actor/not-permitted`.
 */
export async function* streamed(reading: Reading, content: (tx: Tx) => Content): Content {
  await turn();
  let ended = false;
  const end = () => {
    if (!ended) done();
    ended = true;
  };
  try {
    yield* fromDatabase(reading, content, end);
  } finally {
    end();
  }
}

async function* fromDatabase({ pool, caller, needs }: Reading, content: (tx: Tx) => Content, end: () => void): Content {
  const connection = await pool.connect();
  const client = withPatience(connection, needs.patienceSeconds);
  const { open } = passage(client, caller, 'read', needs);
  const { tx, close } = lend(client, open);
  let broken: Error | undefined;
  const stop = () => {
    broken = new Error('nobody took the file');
    client.release(broken);
    end();
  };
  let stalled: NodeJS.Timeout | undefined;
  try {
    const refused = refusedEntry(await open(), needs.permission ?? '');
    if (refused) throw refused;
    for await (const piece of content(tx)) {
      stalled = setTimeout(stop, STALLED_MS);
      yield piece;
      clearTimeout(stalled);
      if (broken) throw broken;
    }
  } catch (error) {
    throw refusalOf(error) ?? error;
  } finally {
    clearTimeout(stalled);
    close();
    if (!broken) {
      await client.query('rollback').then(
        () => client.release(),
        (error: Error) => client.release(error),
      );
    }
  }
}

/** The rows of a statement, a thousand at a time: however many there are, few of them are in memory. */
export async function* cursor<Row>(tx: Tx, statement: RawBuilder<Row>): AsyncGenerator<readonly Row[]> {
  // All of them are wanted: PostgreSQL would otherwise look for the way that brings the first ones soonest.
  await sql`select set_config('cursor_tuple_fraction', '1', true)`.execute(tx);
  await sql`declare rows_wanted no scroll cursor for ${statement}`.execute(tx);
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- the next rows follow the ones before
    const { rows } = await sql<Row>`fetch forward ${sql.lit(ROWS_AT_ONCE)} from rows_wanted`.execute(tx);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}
