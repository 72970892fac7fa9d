import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { type Caller, openPool } from '#kernel/db.ts';
import { connectToRunning, DirectoryInUse, type EmbeddedPostgres } from '#kernel/embedded-postgres.ts';
import { readConfig } from '../config.ts';
import { DATABASE, startMigrated } from '../database.ts';
import { fitToOperate } from '../guard.ts';
import type { Progress } from '../progress.ts';
import type { Ending } from '../saying.ts';

/** Connections by which somebody at the machine itself acts in the name of a user. */
export interface Operators {
  readonly pool: Pool;
  readonly close: () => Promise<void>;
}

/**
 * To the database of DATABASE_URL with the owner's address, to the embedded one of a running server, or to one
 * started for this, which runs on until others who work on it have ended too.
 *
 * @throws {Error} in a sentence, when there is no acting by that address.
 */
export async function openOperators(progress: Progress, ending: Ending): Promise<Operators> {
  const { databaseUrl, dataDirectory } = readConfig(process.env, 'var/custodian');
  if (databaseUrl) {
    const own = working(ending, openPool(databaseUrl, 2));
    await fitToOperate(own.pool);
    return own;
  }
  for (let tries = 1; ; tries += 1) {
    try {
      const running = await connectToRunning(dataDirectory);
      if (running) return await besideOthers(ending, running.adminUrl(DATABASE));
      const started = await startMigrated(dataDirectory, progress, ending);
      return working(ending, openPool(started.adminUrl(DATABASE), 2), () => stopAfterOthers(started, progress));
    } catch (error) {
      // Another process has just started the server, or is just stopping it.
      if (tries === TRIES || !(error instanceof DirectoryInUse || error instanceof Ended)) throw error;
      await sleep(500);
    }
  }
}

const TRIES = 10;
// Shared by those who work on a server that another process runs; who started it waits until nobody holds it.
const COME = 'select pg_try_advisory_lock_shared(7215, 2) as got';
const ALL_GONE = 'select pg_advisory_lock(7215, 2)';
const ANYBODY_THERE = 'select pg_try_advisory_lock(7215, 2) as got';

/** The server is going down. */
class Ended extends Error {}

function working(ending: Ending, pool: Pool, end?: () => Promise<void>): Operators {
  let ended: Promise<void> | undefined;
  // Asked to end by a signal, the pool is all there is to let go of: what was started has an ending of its own.
  const endPool = () => (ended ??= pool.end());
  ending(endPool);
  const close = async () => {
    await endPool();
    await end?.();
  };
  return { pool, close };
}

async function besideOthers(ending: Ending, url: string): Promise<Operators> {
  const presence = new Client({ connectionString: url });
  presence.on('error', () => undefined); // whoever works learns of it from the pool
  try {
    await presence.connect();
    const { rows } = await presence.query<{ got: boolean }>(COME);
    if (rows[0]?.got) return working(ending, openPool(url, 2), () => presence.end());
  } catch (error) {
    await presence.end().catch(() => undefined);
    throw new Ended((error as Error).message);
  }
  await presence.end();
  throw new Ended('The database is just being stopped. Try again.');
}

async function stopAfterOthers(started: EmbeddedPostgres, progress: Progress): Promise<void> {
  const waiting = new Client({ connectionString: started.adminUrl(DATABASE) });
  try {
    await waiting.connect();
    const { rows } = await waiting.query<{ got: boolean }>(ANYBODY_THERE);
    if (!rows[0]?.got) {
      progress.say('Others still work on this database; it is stopped when they have ended.');
      await waiting.query(ALL_GONE);
    }
  } finally {
    await waiting.end();
    await started.stop();
  }
}

interface Wanted {
  /** Name of the clinic, needed where there are several. */
  readonly clinic: string | undefined;
  /** The user's username; else the clinic's administrator of lowest number. */
  readonly username: string | undefined;
}

/**
 * Who acts: an active user of one clinic.
 *
 * @throws {Error} in a sentence, when there is none or it is not clear which.
 */
export async function findOperator(
  pool: Pool,
  { clinic, username }: Wanted,
): Promise<Caller & { readonly name: string }> {
  const { rows: clinics } = await pool.query<{ id: Id<'clinic'>; name: string }>(
    'select clinic_id as id, name from clinic where $1::text is null or name = $1 order by name limit 2',
    [clinic ?? null],
  );
  const [only, another] = clinics;
  if (!only)
    throw new Error(
      clinic ? `There is no clinic ${clinic}.` : 'There is no clinic yet. Start Custodian and set it up first.',
    );
  if (another) throw new Error('There are several clinics. Say which: --clinic "NAME".');
  const { rows } = await pool.query<{ id: Id<'user'>; name: string }>(
    `select u.user_id as id, u.first_name || ' ' || u.last_name as name
       from clinic_user u join active_user a using (clinic_id, user_id) join credentials k using (clinic_id, user_id)
      where u.clinic_id = $1 and u.locked_at is null
        and case when $2::text is null then exists (select from user_role ur join role r using (clinic_id, role_id)
                    where ur.clinic_id = u.clinic_id and ur.user_id = u.user_id and r.system = 'admin')
                 else lower(k.username) = lower($2) end
      order by u.user_number limit 1`,
    [only.id, username ?? null],
  );
  const [user] = rows;
  if (!user) throw new Error(username ? `There is no active user ${username}.` : 'There is no active administrator.');
  return { clinicId: only.id, id: user.id, origin: 'command line', name: user.name };
}
