import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '#kernel/embedded-postgres.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import { features } from '#server/features.ts';

const typeOf: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  bytea: 'Buffer',
  timestamptz: 'string',
  int4: 'number',
  int8: 'number',
  date: 'string',
  bool: 'boolean',
  _text: 'string[]',
  _uuid: 'string[]',
  xid8: 'string',
  jsonb: 'unknown',
  tstzrange: 'string',
};

// Columns that name a user without a foreign key: the log outlives everything.
const thingOf = (column: string): string =>
  column.replace(/^(actor|subject_user|on_behalf_of)_id$/, 'user_id').replace(/_id$/, '');

/** Row types of every table, read off a migrated database. */
export async function schemaTypes(client: Client): Promise<string> {
  const { rows } = await client.query<{
    table: string;
    column: string;
    type: string;
    nullable: boolean;
    computed: boolean;
    optional: boolean;
    names: string | null;
  }>(`
    select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull and c.relkind = 'r' as nullable,
           a.attgenerated <> '' or a.attidentity = 'a' as computed, a.atthasdef as optional,
           case when a.attname = 'clinic_id' then a.attname else (select coalesce(ra.attname, a.attname) from pg_constraint f
              left join pg_attribute ra on ra.attrelid = f.confrelid and ra.attnum = f.confkey[cardinality(f.confkey)]
             where f.conrelid = c.oid and f.contype in ('p', 'f') and f.conkey[cardinality(f.conkey)] = a.attnum
             order by f.contype limit 1) end as names
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'custodian'::regnamespace and c.relkind in ('r', 'v') order by 1, a.attnum`);
  const tables = Map.groupBy(rows, (row) => row.table);
  const lines = [...tables].map(([table, columns]) => {
    const fields = columns.map(({ column, type, nullable, computed, optional, names }) => {
      const named = type === 'uuid' ? `Id<'${thingOf(names ?? column)}'>` : typeOf[type];
      const value = `${named}${nullable ? ' | null' : ''}`;
      return `    ${column}: ${computed ? `GeneratedAlways<${value}>` : optional ? `Generated<${value}>` : value};`;
    });
    return `  ${table}: {\n${fields.join('\n')}\n  };`;
  });
  return `// Made by \`npm run schema\` from the migrated database. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely';
import type { Id } from '../src/kernel/brand.ts';

export interface DB {
${lines.join('\n')}
}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const server = await startEmbeddedPostgres({ directory: 'var/schema', settings: { fsync: 'off' } });
  const admin = new Client({ connectionString: server.adminUrl('postgres') });
  await admin.connect();
  await admin.query('drop database if exists schema_types');
  await admin.query('create database schema_types');
  await migrate(server.adminUrl('schema_types'), { operations: operationsOf(features) });
  const client = new Client({ connectionString: server.adminUrl('schema_types') });
  await client.connect();
  writeFileSync('db/schema.d.ts', await schemaTypes(client));
  await client.end();
  await admin.end();
  await server.stop();
}
