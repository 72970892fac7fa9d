import { type DatabaseConnection, DefaultQueryExecutor, DummyDriver, Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, type PoolClient, type QueryConfig, types } from 'pg';
import type { DB } from '../../db/schema.d.ts';
import type { Id } from './brand.ts';
import type { Limit, Needs } from './contract.ts';
import { refusalOf } from './database-refusal.ts';
import { Refusal } from './refusal.ts';

/** Kysely, bound to the one connection of a transaction in which an actor has entered. */
export type Tx = Kysely<DB> & { readonly __entered: true };

/** Who acts. What they may do is asked of the database, not kept here. */
export interface Actor {
  readonly id: Id<'user'>;
  readonly clinicId: Id<'clinic'>;
}

/** Who knocks, and with what. Nothing of it is believed before the database has let them enter. */
export interface Caller extends Actor {
  /** SHA-256 of the session's secret; left out by somebody at the machine itself (the command line). */
  readonly tokenHash?: Buffer;
  /** Where the request came from, for the audit log. */
  readonly origin: string | null;
}

/** See the function `enter` in db/0004_sessions.sql and db/0024_given_permissions.sql. */
export type Mode = 'read' | 'write' | 'roster';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
};

/** So long an ordinary request waits for each of its statements; a database that has frozen answers none. */
const ORDINARY_PATIENCE_MS = 15_000;

/**
 * Connections pipelined: what is sent without waiting travels in one flight. Rows come back
 * as they go out in JSON: instants as ISO text, days as `YYYY-MM-DD`, counts as numbers.
 */
export function openPool(
  connectionString: string,
  max = 10,
  { sendsMail = false, patienceMs = ORDINARY_PATIENCE_MS }: { sendsMail?: boolean; patienceMs?: number } = {},
): Pool {
  const pool = new Pool({
    connectionString,
    max,
    pipeline: true,
    // Whether mail is written is decided beside the act it speaks of, so the database knows who can send it.
    options: `-c search_path=custodian -c TimeZone=UTC -c DateStyle=ISO -c custodian.sends_mail=${sendsMail ? 'on' : 'off'}`,
    // A connection comes soon or not at all; who is patient with statements is so with connections.
    connectionTimeoutMillis: Math.max(5_000, patienceMs / 3),
    query_timeout: patienceMs,
    types: { getTypeParser: (oid: number, format?: 'text') => parsers[oid] ?? types.getTypeParser(oid, format) },
  } as never);
  // A connection that ends in use fails the statements of whoever uses it; unheard, it would end the process too.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  pool.on('error', (error) => {
    if (!pool.ending) console.error(`an idle connection ended: ${error.message}`); // the pool makes another
  });
  return pool;
}

/** The connection with another patience, for an operation whose statements may take longer. */
export function withPatience(client: PoolClient, seconds: number | undefined): PoolClient {
  if (seconds === undefined) return client;
  const query = (asked: string | QueryConfig, values?: unknown[]) =>
    client.query({
      ...(typeof asked === 'string' ? { text: asked, ...(values && { values }) } : asked),
      query_timeout: seconds * 1000,
    } as QueryConfig); // pg knows it of a single statement, its types do not
  const release = (broken?: Error | boolean) => client.release(broken);
  return { query, release } as unknown as PoolClient;
}

const ENTER = 'select enter($1, $2, $3, $4, $5, $6) as said';
const ENTER_AS = 'select enter_as($1, $2, $3, $4) as said';
const SEE = 'select see_session($1, $2)';

/** The answer of `enter`: see db/0024_given_permissions.sql. */
type Entry = 'entered' | 'entered-after-a-while' | 'not-permitted' | `limited ${Limit}`;

/** The refusal that the answer of `enter` stands for; nothing when the caller has entered. */
export function refusedEntry(entry: Entry, action: string): Refusal | undefined {
  if (entry === 'not-permitted') return new Refusal('actor/not-permitted', { action });
  const [said, limit] = entry.split(' ');
  return said === 'limited' && limit ? new Refusal('session/limited', { limit }) : undefined;
}

export interface Passage {
  /** What was asked of the caller's permissions; undefined when no statement has been sent yet. */
  readonly asked: () => Promise<Entry> | undefined;
  /** Sends `begin` and the entering ahead of whatever follows, in the same flight; once. */
  readonly open: () => Promise<Entry>;
  /** Asks whether the caller could enter, and no more, for whoever has nothing else to ask. */
  readonly check: () => Promise<Entry>;
}

/** How a caller enters a connection: session, activity, lock and permission in one statement. */
export function passage(client: PoolClient, caller: Caller, mode: Mode, { permission, bearable }: Needs): Passage {
  const { clinicId, id, tokenHash } = caller;
  const enter = async (how: Mode | 'ask'): Promise<Entry> => {
    const { rows } = await (tokenHash
      ? client.query<{ said: Entry }>({
          name: 'enter',
          text: ENTER,
          values: [clinicId, id, tokenHash, how, permission, bearable],
        })
      : client.query<{ said: Entry }>(ENTER_AS, [clinicId, id, how, permission]));
    return rows[0]?.said ?? 'not-permitted';
  };
  let asked: Promise<Entry> | undefined;
  const begin = (): Promise<Entry> => {
    quietly(client.query(mode === 'read' ? 'begin read only' : 'begin'));
    const entering = enter(mode);
    if (!tokenHash) quietly(client.query('set local role custodian_app'));
    quietly(entering);
    return entering;
  };
  return { asked: () => asked, open: () => (asked ??= begin()), check: () => enter('ask') };
}

/** Lets a statement fail unheard: whoever sent it learns of it from the statement behind it, which fails as well. */
export const quietly = (sent: Promise<unknown>): void => void sent.catch(() => undefined);

/** Looks without holding anything; nobody waits for the end of a reading. */
export async function reading<T>(pool: Pool, caller: Caller, needs: Needs, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = withPatience(await pool.connect(), needs.patienceSeconds);
  const { asked, open, check } = passage(client, caller, 'read', needs);
  const { tx, close } = lend(client, open);
  const [done] = await Promise.allSettled([work(tx)]);
  close();
  const [entry] = await Promise.allSettled([asked() ?? check()]);
  if (asked())
    void client.query('commit').then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  else client.release();
  if (entry.status === 'rejected') throw refusalOf(entry.reason) ?? entry.reason;
  const refused = refusedEntry(entry.value, needs.permission ?? '');
  if (refused) throw refused;
  seen(pool, caller, entry.value);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

/** Lets the session's idle limit begin again, beside the request that used it. */
export function seen(pool: Pool, { clinicId, tokenHash }: Caller, entry: Entry): void {
  if (entry === 'entered-after-a-while' && tokenHash) quietly(pool.query(SEE, [clinicId, tokenHash]));
}

/** Commits, and fails when PostgreSQL answers a commit with a rollback, as it does after an error. */
export async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back instead of committed');
}

// Named after its text, a statement is parsed and planned once a connection. Texts are few:
// values are parameters, lists are arrays.
const names = new Map<string, string>();
function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}

const ANEW = '/* planned anew */';
/**
 * Begins a statement that goes through very many rows: it is planned each time, for what is asked. Of a named one
 * PostgreSQL would keep, from its sixth time on, a plan for anything at all, which takes four times as long here.
 */
export const anew = sql.raw(ANEW);

// Kysely itself never connects: it puts statements together, and the connection that is lent sends them.
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('a statement of nobody')) });
const kysely = { config: { dialect }, dialect, driver: new DummyDriver() };
const [compiler, adapter] = [dialect.createQueryCompiler(), dialect.createAdapter()];
const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * Kysely on one connection; `open` is called before each statement. Once a statement has failed, those sent beside and
 * after it fail with the same error: that they came into a broken transaction tells nobody why.
 */
export function bind(client: PoolClient, open: () => Promise<unknown>): Tx {
  let first: unknown;
  const connection: DatabaseConnection = {
    async executeQuery({ sql: text, parameters }) {
      void open();
      const named = text.startsWith(ANEW) ? {} : { name: nameOf(text) };
      const query = { ...named, text, values: [...parameters] };
      const { rows, command, rowCount } = await client.query(query).catch((error: unknown) => {
        throw (first ??= error);
      });
      return changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
    },
    streamQuery: () => {
      throw new Error('rows do not come as a stream');
    },
  };
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (use) => use(connection) });
  return new Kysely<DB>({ ...kysely, executor }) as Tx;
}

/**
 * The connection as a use case has it: once closed, it sends nothing more. What a use case left
 * running must not write into its own refusal, nor as the next one who is given the connection.
 */
export function lend(
  client: PoolClient,
  open: () => Promise<unknown>,
): { readonly tx: Tx; readonly close: () => void } {
  let closed = false;
  const tx = bind(client, () => {
    if (closed) throw new Error('a statement after its use case had ended');
    return open();
  });
  return { tx, close: () => void (closed = true) };
}
