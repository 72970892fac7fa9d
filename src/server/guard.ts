import type { Pool } from 'pg';
import { missingMigrations, refuseNewer } from '#kernel/migrate.ts';

const HOW = 'Give DATABASE_URL the address of the role custodian_app.';

/** @throws {Error} with what the database of DATABASE_URL, or the way to it, says. */
async function reach(pool: Pool): Promise<void> {
  await pool.query('select 1').catch((error: Error) => {
    throw new Error(`The database of DATABASE_URL cannot be reached: ${error.message}`, { cause: error });
  });
}

/**
 * Refuses an address by which nobody can act in the name of others.
 *
 * @throws {Error} with the way on, in a sentence.
 */
export async function fitToOperate(pool: Pool): Promise<void> {
  await reach(pool);
  const { rows } = await pool.query<{ owns: boolean }>(`
    select exists (select from pg_class where relnamespace = to_regnamespace('custodian')
                      and pg_has_role(session_user, relowner, 'usage')) as owns`);
  if (!rows[0]?.owns)
    throw new Error(
      'The command line needs the owner’s address in DATABASE_URL, of a database that has been migrated.',
    );
}

/**
 * Refuses to serve with a role that row-level security does not hold, or from a database that
 * is older or newer than this code.
 *
 * @throws {Error} with the reason and the way on, in a sentence.
 */
export async function fitToServe(pool: Pool): Promise<void> {
  await reach(pool);
  // Whoever belongs to a role can act as it, owner or not.
  const { rows } = await pool.query<{ name: string; sees: boolean; migrated: boolean; serves: boolean }>(`
    select session_user::text as name,
           exists (select from pg_roles r where pg_has_role(session_user, r.oid, 'member')
                      and (r.rolsuper or r.rolbypassrls or exists (
                             select from pg_class where relowner = r.oid and relnamespace = to_regnamespace('custodian')))) as sees,
           to_regclass('public.custodian_migration') is not null as migrated,
           coalesce(pg_has_role(session_user, to_regrole('custodian_app'), 'usage'), false) as serves`);
  const { name = 'this role', sees = true, migrated = false, serves = false } = rows[0] ?? {};
  if (sees) throw new Error(`The server must not run as ${name}, which row-level security does not hold. ${HOW}`);
  const missing = migrated && serves ? await missingMigrations(pool) : undefined;
  if (!migrated || (missing && missing.length > 0)) {
    throw new Error(
      'This database has not been migrated to this version. With the owner’s address in DATABASE_URL: npm run custodian -- migrate',
    );
  }
  if (!serves) throw new Error(`The server cannot run as ${name}, which may not use the tables. ${HOW}`);
  await refuseNewer(pool);
}
