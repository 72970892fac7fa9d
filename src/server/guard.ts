import type { Pool } from 'pg';
import { missingMigrations, refuseNewer } from '#kernel/migrate.ts';

const HOW = 'Give DATABASE_URL the address of the role custodian_app.';

/**
 * Refuses to serve with a role that row-level security does not hold, or from a database that
 * is older or newer than this code.
 *
 * @throws {Error} with the reason and the way on, in a sentence.
 */
export async function fitToServe(pool: Pool): Promise<void> {
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
