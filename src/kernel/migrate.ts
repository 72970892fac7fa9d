import { readdirSync, readFileSync } from 'node:fs';
import { Client, type Pool } from 'pg';
import { type Operation, permissionOf } from './contract.ts';

const folder = new URL('../../db/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const ROLES = '0000_roles.sql';
const migrations = (): string[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name) && name !== ROLES)
    .toSorted();

/** The database has been migrated by a newer Custodian, which this one does not understand. */
export class DatabaseNewer extends Error {}

interface Options {
  /** Set as the password of the role the server runs as; left as it is when not given. */
  readonly appPassword?: string;
  /** What the code offers; the table of permissions is made equal to it. */
  readonly operations: readonly Operation[];
  readonly onStep?: (name: string, done: number, of: number) => void;
}

/**
 * Brings a database up to the newest migration, in number order, each in a transaction of
 * its own whose first statement is the bookkeeping row, so that two that start together
 * cannot both run it. Needs a superuser's address, or one that may create and act as the owner.
 *
 * @throws {DatabaseNewer} when the database has migrations that this code does not have.
 */
export async function migrate(adminUrl: string, { appPassword, operations, onStep }: Options): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  client.on('error', () => undefined); // should PostgreSQL end, the statement that waits for it fails
  await client.connect();
  try {
    await client.query(read(ROLES));
    if (appPassword) await client.query(`alter role custodian_app password ${client.escapeLiteral(appPassword)}`);
    await client.query(`
      do $$ begin execute format('grant create on database %I to custodian_owner', current_database()); end $$;
      grant create on schema public to custodian_owner;
      set role custodian_owner;
      create table if not exists public.custodian_migration (name text primary key, at timestamptz not null default now());
      grant select on public.custodian_migration to custodian_app`);
    const names = migrations();
    await refuseNewer(client, names);
    for (const [at, name] of names.entries()) {
      await client.query('begin');
      const { rowCount } = await client.query(
        'insert into public.custodian_migration (name) values ($1) on conflict do nothing',
        [name],
      );
      if (rowCount === 1) {
        onStep?.(name, at + 1, names.length);
        await client.query(read(name));
      }
      await client.query('commit');
      await client.query('reset search_path');
    }
    await knowPermissions(client, operations);
  } finally {
    await client.end();
  }
}

/** @throws {DatabaseNewer} */
export async function refuseNewer(
  client: Pick<Client | Pool, 'query'>,
  known: readonly string[] = migrations(),
): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from public.custodian_migration order by name');
  const unknown = rows.filter(({ name }) => !known.includes(name));
  if (unknown.length > 0) {
    const names = unknown.map(({ name }) => name).join(', ');
    throw new DatabaseNewer(`The database is newer than this Custodian: it has ${names}. Start the newer version.`);
  }
}

/** The migrations that a database still lacks. */
export async function missingMigrations(client: Pick<Client | Pool, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from public.custodian_migration');
  return migrations().filter((name) => !rows.some((row) => row.name === name));
}

// A new operation is granted to nobody but `admin`, and to `doctor` where it says so. What the
// code no longer offers stays known: nobody can ask for it, and a role may still name it.
async function knowPermissions(client: Client, operations: readonly Operation[]): Promise<void> {
  const all = operations.filter((one) => permissionOf(one) !== null);
  await client.query(
    `with known as (select * from unnest($1::text[], $2::boolean[], $3::text[]) as o (permission, doctor, says)),
          past as (update custodian.permission p set offered = false
                    where p.offered and not exists (select from known k where k.permission = p.permission))
     insert into custodian.permission (permission, doctor, says) select * from known
     on conflict (permission) do update set doctor = excluded.doctor, says = excluded.says, offered = true
       where (permission.doctor, permission.says, permission.offered) is distinct from (excluded.doctor, excluded.says, true)`,
    [all.map(({ name }) => name), all.map(({ doctor }) => doctor ?? false), all.map(({ says }) => says)],
  );
}
