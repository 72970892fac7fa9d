import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { type Caller, openPool } from '#kernel/db.ts';
import { connectToRunning, startEmbeddedPostgres } from '#kernel/embedded-postgres.ts';
import { readConfig } from '../config.ts';
import { DATABASE } from '../database.ts';

/** Connections by which somebody at the machine itself acts in the name of a user. */
export interface Operators {
  readonly pool: Pool;
  readonly close: () => Promise<void>;
}

/** To the database of DATABASE_URL with the owner's address, to the embedded one of a running server, or to one started for this. */
export async function openOperators(): Promise<Operators> {
  const { databaseUrl, dataDirectory } = readConfig(process.env, 'var/custodian');
  const closing = (url: string, stop?: () => Promise<void>): Operators => {
    const pool = openPool(url, 2);
    return {
      pool,
      close: async () => {
        await pool.end();
        await stop?.();
      },
    };
  };
  if (databaseUrl) return closing(databaseUrl);
  const running = await connectToRunning(dataDirectory);
  if (running) return closing(running.adminUrl(DATABASE));
  const started = await startEmbeddedPostgres({ directory: dataDirectory });
  return closing(started.adminUrl(DATABASE), started.stop);
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
