// kill -9 of the server, of the database, and of the one process of it that works, at random moments of a hand-over.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { kinds } from '#features/handover/kinds.ts';
import { isAlive } from '#kernel/embedded-postgres/postmaster.ts';
import { openPool } from '#kernel/db.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import { features } from '#server/features.ts';
import { previewed } from './acting.ts';
import { APP_PASSWORD } from './cluster.ts';
import { type Clinic, clinic, entries, one, PASSWORD, patients } from './staff.ts';
import { openWork, toUser } from './work.ts';

export const victims = ['server', 'database', 'process of the database'] as const;
export type Victim = (typeof victims)[number];
/** What a round found: all of it done or nothing, and whether the caller had been told that it was done. */
export interface Round {
  readonly victim: Victim;
  readonly afterMs: number;
  readonly found: 'all' | 'nothing';
  readonly told: boolean;
}

const PATIENTS = 30;

interface Started {
  readonly child: ChildProcess;
  readonly said: string;
}

/** Starts a process of ours and waits for its first words. */
function start(file: string, ...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((done, fail) => {
    child.stdout.once('data', (chunk: Buffer) => done({ child, said: chunk.toString().trim() }));
    child.once('exit', (code) => fail(new Error(`${file} ended with ${code}`)));
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await ended;
}

/** A database and a server, each in a process of its own, that can be killed and come back. */
class Machine {
  #postgres: Started | undefined;
  #server: Started | undefined;
  #owner: Client | undefined;
  readonly #directory: string;
  constructor(directory: string) {
    this.#directory = directory;
  }

  get owner(): Client {
    if (!this.#owner) throw new Error('the database is down');
    return this.#owner;
  }
  #said = (): { readonly pid: number; readonly url: string } => JSON.parse(this.#postgres?.said ?? '');
  #url = (): string => this.#said().url.replace(/\/postgres$/, '/crash');
  get appUrl(): string {
    const app = new URL(this.#url());
    app.username = 'custodian_app';
    app.password = APP_PASSWORD;
    return app.href;
  }
  get address(): string {
    return this.#server?.said ?? '';
  }

  async begin(): Promise<void> {
    this.#postgres = await start('test/own-postgres.ts', this.#directory);
    const admin = new Client({ connectionString: this.#said().url });
    await admin.connect();
    await admin.query('create database crash');
    await admin.end();
    await migrate(this.#url(), { appPassword: APP_PASSWORD, operations: operationsOf(features) });
    this.#server = await start('test/own-server.ts', this.appUrl);
    await this.#meet();
  }
  async #meet(): Promise<void> {
    this.#owner = new Client({ connectionString: this.#url(), options: '-c search_path=custodian' });
    this.#owner.on('error', () => undefined); // it ends with the database
    await this.#owner.connect();
  }

  /** Kills one of them, as no program can prevent. */
  async strike(victim: Victim): Promise<void> {
    if (victim === 'server') return kill(this.#server?.child as ChildProcess);
    if (victim === 'database') {
      await kill(this.#postgres?.child as ChildProcess); // before it could start another
      const { pid } = this.#said();
      process.kill(pid, 'SIGKILL');
      // The next one would take it over while it ends.
      return gone([pid]);
    }
    const { rows } = await this.owner.query<{ pid: number }>(
      `select pid from pg_stat_activity where usename = 'custodian_app' and state <> 'idle' order by xact_start limit 1`,
    );
    for (const { pid } of rows) process.kill(pid, 'SIGKILL');
    return gone(rows.map(({ pid }) => pid));
  }

  /** Brings back what was killed; the database recovers by itself. */
  async recover(victim: Victim): Promise<void> {
    if (victim === 'database') this.#postgres = await start('test/own-postgres.ts', this.#directory);
    if (victim !== 'process of the database') {
      await kill(this.#server?.child as ChildProcess); // the one that is left knows the database by its former port
      this.#server = await start('test/own-server.ts', this.appUrl);
    }
    // A server that is gone leaves its statement behind; its end decides. Whoever connects while the database only begins to
    // come back is thrown out again.
    await insist(async () => {
      await this.#owner?.end().catch(() => undefined);
      await this.#meet();
      const { rows } = await this.owner.query(
        `select from pg_stat_activity where usename = 'custodian_app' and xact_start is not null`,
      );
      if (rows.length > 0) throw new Error('a transaction of the application goes on');
    });
  }

  async end(): Promise<void> {
    await this.#owner?.end().catch(() => undefined);
    if (this.#server) await kill(this.#server.child);
    const { child } = this.#postgres ?? {};
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await new Promise((done) => child.once('exit', done));
  }
}

/** Waits for processes to be gone, for a second at most. */
async function gone(pids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 50 && pids.some(isAlive); tries += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each look follows the one before
    await sleep(20);
  }
}

/** Tries again for half a minute. */
async function insist(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- each try follows the one before
      await work();
      return;
    } catch (error) {
      if (tries >= 300) throw error;
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await sleep(100);
  }
}

/** A leaver with much work, and the request that lets them leave. */
async function leaving(machine: Machine) {
  const c = await clinic(machine.owner);
  const names = Array.from({ length: PATIENTS }, (_, n) => `Number ${n}, Pat`);
  await openWork(machine.owner, c, c.bo.id, await patients(machine.owner, c.id, names));
  const plan = kinds.map(({ kind }, n) => toUser(kind, ...(n % 2 ? [c.cy.id] : [c.cy.id, c.ada.id])));
  const pool = openPool(machine.appUrl, 1);
  const { planHash } = await previewed(pool, c.ada, c.bo, plan);
  await pool.end();
  const held = await heldByBo(machine, c);
  const leave = async (): Promise<number> => {
    const { status } = await fetch(`${machine.address}/api/users/${c.bo.id}/deactivation`, {
      method: 'POST',
      headers: { cookie: c.ada.cookie, 'content-type': 'application/json', 'idempotency-key': 'leave' },
      body: JSON.stringify({ plan, planHash, reason: 'left', password: PASSWORD }),
    });
    return status;
  };
  return { c, held, leave };
}

const heldByBo = ({ owner }: Machine, { bo }: Clinic) =>
  one<number>(owner, 'select count(*)::int from open_work where holder_id = $1', [bo.id]);

/** Every trace that a hand-over leaves, counted. */
async function traces(machine: Machine, c: Clinic) {
  const count = (of: string) => one<number>(machine.owner, `select count(*)::int from ${of}`, [c.bo.id]);
  const done = (await entries(machine.owner, c.id)).filter(
    ({ action, outcome }) => action === 'handover.deactivate-user' && outcome === 'done',
  );
  return {
    active: await count('active_user where user_id = $1'),
    sessions: await count('session where user_id = $1'),
    held: await heldByBo(machine, c),
    ledgers: await count('handover where leaver_id = $1 and digest is not null'),
    lines: await count('handover_item i join handover h using (clinic_id, handover_id) where h.leaver_id = $1'),
    entries: done.length,
  };
}

/** One hand-over that is struck; afterwards the same request is sent again, which must do it once. */
async function round(machine: Machine, victim: Victim, afterMs: number): Promise<Round> {
  const { c, held, leave } = await leaving(machine);
  const nothing = { active: 1, sessions: 1, held, ledgers: 0, lines: 0, entries: 0 };
  const all = { active: 0, sessions: 0, held: 0, ledgers: 1, lines: held, entries: 1 };
  const asked = leave().catch(() => 0);
  await sleep(afterMs);
  await machine.strike(victim);
  const told = (await asked) === 200;
  await machine.recover(victim);
  const found = await traces(machine, c);
  const is = (expected: typeof found) => JSON.stringify(found) === JSON.stringify(expected);
  if (!is(nothing) && !is(all))
    throw new Error(`neither all nor nothing: ${JSON.stringify({ victim, afterMs, found })}`);
  if (told && !is(all))
    throw new Error(`told that it was done, and it was not: ${JSON.stringify({ victim, afterMs })}`);
  let status = 0;
  await insist(async () => {
    status = await leave();
    if (status >= 500) throw new Error(`HTTP ${status}`);
  });
  const again = await traces(machine, c);
  if (status !== 200 || JSON.stringify(again) !== JSON.stringify(all))
    throw new Error(`sent again: ${JSON.stringify({ victim, afterMs, status, again })}`);
  return { victim, afterMs, found: is(all) ? 'all' : 'nothing', told };
}

/** So many hand-overs, each struck at a moment between its beginning and a little after its usual end. */
export async function crash(directory: string, rounds: number, say: (of: Round) => void): Promise<Round[]> {
  const machine = new Machine(directory);
  const found: Round[] = [];
  try {
    await machine.begin();
    let usualMs = 0;
    for (let n = 0; n < 3; n += 1) {
      const { leave } = await leaving(machine);
      const began = performance.now();
      if ((await leave()) !== 200) throw new Error('a hand-over that nobody strikes is not done');
      usualMs = performance.now() - began;
    }
    for (let n = 0; n < rounds; n += 1) {
      const victim = victims[n % victims.length] as Victim;
      const struck = await round(machine, victim, Math.random() * usualMs * 1.1);
      found.push(struck);
      say(struck);
    }
  } finally {
    await machine.end();
  }
  return found;
}
