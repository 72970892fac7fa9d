import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { type Folder, SUPERUSER } from './folder.ts';
import { isAlive } from './postmaster.ts';
import { StartFailed } from './start-failed.ts';

/** The process that runs the server of a directory. */
export interface Owner {
  readonly pid: number;
  readonly since: Date;
  /** Where it answers people, once it has said so. */
  readonly address?: string;
}

/** Another living process runs the server of this directory. */
export class DirectoryInUse extends Error {
  readonly owner: Owner | undefined;
  constructor(directory: string, owner: Owner | undefined) {
    const since = owner?.since.toISOString().slice(0, 16).replace('T', ' ');
    const who = owner && ` (process ${owner.pid}, since ${since} UTC${owner.address ? `, at ${owner.address}` : ''})`;
    super(`another Custodian process already runs on ${directory}${who ?? ''}: stop it, or name another directory`);
    this.name = 'DirectoryInUse';
    this.owner = owner;
  }
}

// Held by a connection for as long as its process lives; the kernel closes it even on kill -9.
const OWNER_LOCK = 'select pg_try_advisory_lock(7215, 1) as got';
// What the owner is called is said by that connection too, so that it can never be out of date.
const OWNER = `
  select a.application_name as name, a.backend_start as since from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where l.locktype = 'advisory' and l.classid = 7215 and l.objid = 1 and l.granted`;

/** @throws {DirectoryInUse} when another connection keeps the lock. */
export async function takeOwnership(client: Client, { root }: Folder, address?: string): Promise<void> {
  // A killed predecessor's connection may take a moment to be noticed.
  for (let tries = 0; !(await client.query<{ got: boolean }>(OWNER_LOCK)).rows[0]?.got; tries += 1) {
    const owner = await ownerSeenBy(client);
    if (tries === 20 || (owner && isAlive(owner.pid))) throw new DirectoryInUse(root, owner);
    await sleep(100);
  }
  await tellAddress(client, address ?? '');
}

export async function tellAddress(client: Client, address: string): Promise<void> {
  await client.query(`select set_config('application_name', $1, false)`, [
    `custodian ${process.pid} ${address}`.trim(),
  ]);
}

export async function ownerSeenBy(client: Client): Promise<Owner | undefined> {
  const { rows } = await client.query<{ name: string; since: Date }>(OWNER);
  const [, pid, address] = /^custodian (\d+) ?(.*)$/.exec(rows[0]?.name ?? '') ?? [];
  if (!rows[0] || !pid) return undefined;
  return { pid: Number(pid), since: rows[0].since, ...(address ? { address } : {}) };
}

/**
 * A superuser's connection to the server on `port`, once it answers and has proved to serve
 * this very directory and not a copy of it; undefined when `isThere` ends or it keeps silent.
 *
 * @throws {StartFailed} when it does not accept the directory's password.
 */
export async function connect(folder: Folder, port: number, waiting: Waiting): Promise<Client | undefined> {
  // A file that only this directory has must be there for the server as well.
  const proof = `custodian.${randomBytes(16).toString('hex')}`;
  writeFileSync(join(folder.data, proof), '', { mode: 0o600 });
  try {
    for (let until = Date.now() + waiting.patienceMs; Date.now() < until; await sleep(20)) {
      const answer = await attempt(folder, port, proof);
      if (answer instanceof Client) return answer;
      if (answer === 'another' || !waiting.isThere()) return undefined;
      if (answer === 'busy') until = Date.now() + waiting.patienceMs;
    }
    return undefined;
  } finally {
    rmSync(join(folder.data, proof));
  }
}
interface Waiting {
  readonly isThere: () => boolean;
  readonly patienceMs: number;
}

async function attempt(folder: Folder, port: number, proof: string): Promise<Client | 'another' | 'busy' | 'silent'> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: folder.secret,
    database: 'postgres',
    application_name: `custodian ${process.pid}`,
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined); // its end is what counts
  try {
    await client.connect();
    const { rows } = await client.query<{ size: string | null }>('select (pg_stat_file($1, true)).size', [proof]);
    if (rows[0]?.size != null) return client;
    await client.end();
    return 'another';
  } catch (error) {
    await client.end().catch(() => undefined);
    const code = error instanceof DatabaseError ? (error.code ?? '') : '';
    if (code === '28P01') throw wrongSecret(folder);
    if (code === STARTING) return 'busy';
    if (code === '' || code.startsWith('57') || code.startsWith('53')) return 'silent';
    throw error;
  }
}
const STARTING = '57P03'; // or recovering, or stopping, for as long as that takes

const wrongSecret = ({ root, data }: Folder) =>
  new StartFailed(`The password in ${root}/secret is not that of the database in ${data}: put the right file back.`);
