import type { Pool } from 'pg';
import { missingMigrations, refuseNewer } from '#kernel/migrate.ts';

/**
 * Refuses to serve with a role that row-level security does not hold, or from a database that
 * is older or newer than this code.
 *
 * @throws {Error} with the reason and the way on, in a sentence.
 */
export async function fitToServe(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; sees: boolean }>(`
    select r.rolname as name, r.rolsuper or r.rolbypassrls or exists (
             select from pg_class where relowner = r.oid and relnamespace = to_regnamespace('custodian')) as sees
      from pg_roles r where r.rolname = session_user`);
  if (rows[0]?.sees ?? true) {
    throw new Error(
      `The server must not run as ${rows[0]?.name ?? 'this role'}, which row-level security does not hold. Give DATABASE_URL the address of the role custodian_app.`,
    );
  }
  const { rows: known } = await pool.query<{ known: boolean }>(
    `select to_regclass('public.custodian_migration') is not null as known`,
  );
  const missing = known[0]?.known ? await missingMigrations(pool) : undefined;
  if (missing === undefined || missing.length > 0) {
    throw new Error(
      'This database has not been migrated to this version. With the owner’s address in DATABASE_URL: npm run custodian -- migrate',
    );
  }
  await refuseNewer(pool);
}
