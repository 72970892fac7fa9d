// What every table and function must be, read off PostgreSQL's own catalogue. Each rule is
// shown to see a breach, or it would hold of anything.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaTypes } from '../scripts/schema.ts';
import { type TestDatabase, testDatabase } from './database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const names = async (sql: string) => (await db.owner.query<{ name: string }>(sql)).rows.map(({ name }) => name);

const ours = `c.relnamespace = 'custodian'::regnamespace and c.relkind in ('r', 'p')`;
const but = (tables: Readonly<Record<string, string>>) =>
  `c.relname not in (${Object.keys(tables)
    .map((name) => `'${name}'`)
    .join(', ')})`;

/** The same in every clinic: what there is, not who has it. No clinic_id, and nobody but a migration writes them. */
const ofNoClinic = {
  permission: 'the operations of the code',
  permission_history: 'what those were',
  work_kind: 'the kinds of open work that migrations have stamped',
};
/** Without the trigger that asks for an entry. */
const unnoted = {
  ...ofNoClinic,
  audit_entry: 'is the entry',
  entry_patients: 'is a part of the entry',
  change_note: 'is what the trigger writes',
  counter: 'a number that is drawn and not used changes nothing',
  session: 'has its own: beginning and end are noted, being seen is not',
  passkey_challenge: 'a question, and nobody’s act; the answer has its entry',
  mail: 'has its own: that it is written and withdrawn is noted, that it went out is not',
  given_permission: 'follows roles, which are noted, and the catalogue, which is of no clinic',
};
/** With a patient's id and without the policy of blocks. */
const unblocked = {
  blocked_patient: 'is what the policy asks; the server may not read it',
  patient_set_member: 'ids alone, for those who lay blocks and must see whom they hold',
  former_set_member: 'the same, of those who are not in it any more',
};
/** Closed to the server altogether: row-level security and no policy. */
const closedToAll = {
  change_note: 'written by triggers',
  counter: 'written by next_numbers',
  entry_patients: 'written by triggers and entry_concerns',
  passkey_challenge: 'made and used up by functions',
};

const tenant = '(clinic_id = ( SELECT current_clinic() AS current_clinic))';
// Of a patient whose chart alone is closed, the master file may stay readable.
const notBlocked = `'(NOT (EXISTS ( SELECT FROM ' || case c.relname when 'patient' then 'own_closed_patient' else 'own_blocked_patient' end || ' b WHERE ((b.clinic_id = ' || c.relname
  || '.clinic_id) AND (b.patient_id >= ' || c.relname || '.patient_id) AND (b.patient_id <= ' || c.relname || '.patient_id)))))'`;
const app = `array['custodian_app'::regrole::oid]`;

const breaches: Readonly<Record<string, string>> = {
  'a table without clinic_id': `
    select c.relname as name from pg_class c where ${ours} and ${but(ofNoClinic)} and not exists
      (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'clinic_id' and a.attnotnull)`,
  'a table without a primary key': `
    select c.relname as name from pg_class c where ${ours} and not exists
      (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')`,
  'a unique index that does not begin with clinic_id': `
    select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
     where ${ours} and ${but(ofNoClinic)} and i.indisunique
       and i.indexrelid <> to_regclass('custodian.clinic_host_unique') -- tells the clinics themselves apart
       and (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) is distinct from 'clinic_id'`,
  'a foreign key that does not go from clinic_id to clinic_id': `
    select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
     where ${ours} and k.contype = 'f' and k.conname not in ('role_permission_known', 'given_permission_known') -- permissions are the same everywhere
       and 'clinic_id clinic_id' is distinct from (select a.attname || ' ' || b.attname from pg_attribute a, pg_attribute b
         where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and b.attrelid = k.confrelid and b.attnum = k.confkey[1])`,
  'a table without row-level security': `
    select c.relname as name from pg_class c where ${ours} and ${but(ofNoClinic)} and not c.relrowsecurity`,
  'a table without the tenant policy': `
    select c.relname as name from pg_class c where ${ours} and ${but({ ...ofNoClinic, ...closedToAll })} and not exists
      (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant' and not p.polpermissive and p.polcmd = '*'
          and p.polroles = ${app} and pg_get_expr(p.polqual, c.oid) = '${tenant}' and pg_get_expr(p.polwithcheck, c.oid) = '${tenant}')`,
  'a table that is closed to the server and has a policy': `
    select c.relname as name from pg_class c join pg_policy p on p.polrelid = c.oid where ${ours} and not (${but(closedToAll)})`,
  'a policy for somebody other than the server': `
    select c.relname || '.' || p.polname as name from pg_class c join pg_policy p on p.polrelid = c.oid
     where ${ours} and p.polroles <> ${app}`,
  'a table whose changes nobody notes': `
    select c.relname as name from pg_class c where ${ours} and ${but(unnoted)} and not exists
      (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'noted' and t.tgenabled = 'O' and t.tgtype = 60
          and t.tgqual is null and t.tgfoid = 'custodian.note_change'::regproc)`,
  'a table with a patient and without the policy of blocks': `
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id'
     where ${ours} and ${but(unblocked)} and not exists
       (select from pg_policy p where p.polrelid = c.oid and p.polname = 'chart_not_blocked' and not p.polpermissive
           and p.polcmd = case when c.relname = 'audit_entry' then 'r'::"char" else '*' end -- a try is written down, and not read
           and p.polroles = ${app} and p.polwithcheck is null
           and regexp_replace(pg_get_expr(p.polqual, c.oid), '\\s+', ' ', 'g') = ${notBlocked})`,
  'open work whose holder need not be active': `
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('open_holder_id', 'open_mrp_id', 'open_alert_id')
     where ${ours} and not (a.attgenerated = 's' and exists
       (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confdeltype = 'a' and not k.condeferrable
           and k.confrelid = 'custodian.active_user'::regclass and k.conkey[2] = a.attnum and k.convalidated
           and k.conname like c.relname || '%_open_holder_active'))`,
  'open work without its kind': `
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'open_holder_id'
     where ${ours} and not exists (select from work_kind w where w.held like '% from ' || c.relname || ' w %')`,
  'a versioned table that does not count': `
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'version'
     where ${ours} and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'versioned' and t.tgenabled = 'O'
          and t.tgfoid = 'custodian.next_version'::regproc)`,
  'a definer function whose search path is not fixed': `
    select p.proname as name from pg_proc p where p.pronamespace = 'custodian'::regnamespace and p.prosecdef
       and not coalesce(p.proconfig @> array['search_path=custodian, pg_temp'], false)`,
  'a keeper of history that reads all of it': `
    select p.proname as name from pg_trigger t join pg_proc p on p.oid = t.tgfoid
     where t.tgname like 'history\\_%' and not p.proconfig @> array['enable_seqscan=off']`,
  'a definer function that is not the owner’s': `
    select p.proname as name from pg_proc p where p.pronamespace = 'custodian'::regnamespace and p.prosecdef
       and p.proowner <> 'custodian_owner'::regrole`,
  'a view that reads as its owner and that the server may read': `
    select c.relname as name from pg_class c
     where c.relnamespace = 'custodian'::regnamespace and c.relkind in ('v', 'm') and has_table_privilege('custodian_app', c.oid, 'select')
       and not coalesce(c.reloptions @> array['security_invoker=true'] or c.reloptions @> array['security_invoker=on'], false)
       and c.relname not in ('own_blocked_patient', 'own_closed_patient', 'own_closed_record', 'own_opened_record', -- say of whom the actor is, or without an emergency would be, kept out, and nobody else
                             'scanned_patient', 'scanned_visit') -- what the policies leave, for a scan; the oracle compares`,
  'anything that the server owns': `
    select c.relname as name from pg_class c where c.relowner = 'custodian_app'::regrole union all
    select p.proname from pg_proc p where p.proowner = 'custodian_app'::regrole union all
    select n.nspname from pg_namespace n where n.nspowner = 'custodian_app'::regrole`,
  'a role that could see past the policies': `
    select rolname as name from pg_roles where rolname in ('custodian_app', 'custodian_owner')
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) union all
    select member::regrole::text from pg_auth_members where member = 'custodian_app'::regrole`,
};

test.each(Object.entries(breaches))('there is not %s', async (_, sql) => {
  expect(await names(sql)).toEqual([]);
});

const stray = 'create table stray (clinic_id uuid primary key)';
const breaking: Readonly<Record<keyof typeof breaches, readonly string[]>> = {
  'a table without clinic_id': ['create table stray (a int primary key)'],
  'a table without a primary key': ['create table stray (clinic_id uuid not null)'],
  'a unique index that does not begin with clinic_id': [
    'create table stray (clinic_id uuid not null, a int primary key)',
  ],
  'a foreign key that does not go from clinic_id to clinic_id': [
    'alter table clinic_user add unique (user_id, clinic_id)',
    'alter table task add foreign key (holder_id, clinic_id) references clinic_user (user_id, clinic_id)',
  ],
  'a table without row-level security': [stray],
  'a table without the tenant policy': [
    'drop policy tenant on task',
    'create policy tenant on task as restrictive to custodian_app using (true)',
  ],
  'a table that is closed to the server and has a policy': [
    'create policy open on counter to custodian_app using (true)',
  ],
  'a policy for somebody other than the server': ['create policy open on task using (true)'],
  'a table whose changes nobody notes': ['alter table task disable trigger noted'],
  'a table with a patient and without the policy of blocks': [
    'drop policy chart_not_blocked on task',
    'create policy chart_not_blocked on task as restrictive to custodian_app using (true)',
  ],
  'open work whose holder need not be active': [
    'alter table task drop constraint task_open_holder_active',
    `alter table task add constraint task_open_holder_active foreign key (clinic_id, open_holder_id) references active_user on delete cascade`,
  ],
  'open work without its kind': [`delete from work_kind where kind = 'task'`],
  'a versioned table that does not count': ['drop trigger versioned on task'],
  'a definer function whose search path is not fixed': [
    'create function stray() returns int language sql security definer as $$ select 1 $$',
  ],
  'a keeper of history that reads all of it': ['alter function keep_role_history() reset enable_seqscan'],
  'a definer function that is not the owner’s': [
    'create function stray() returns int language sql security definer as $$ select 1 $$',
  ],
  'a view that reads as its owner and that the server may read': [
    'create view stray as select * from task',
    'grant select on stray to custodian_app',
  ],
  'anything that the server owns': [stray, 'alter table stray owner to custodian_app'],
  'a role that could see past the policies': ['grant custodian_owner to custodian_app'],
};

test.each(Object.entries(breaking))('the rule against %s sees one', async (breach, statements) => {
  await db.owner.query('begin');
  try {
    for (const statement of statements) await db.owner.query(statement);
    expect(await names(breaches[breach] ?? '')).not.toEqual([]);
  } finally {
    await db.owner.query('rollback');
  }
});

test('no exception is named for a table that is none', async () => {
  const tables = await names(`select c.relname as name from pg_class c where ${ours}`);
  const named = [ofNoClinic, unnoted, unblocked, closedToAll].flatMap((one) => Object.keys(one));
  expect(named.filter((name) => !tables.includes(name))).toEqual([]);
});

test('a session is noted when it begins and when it ends', async () => {
  const events = `select tgtype::int::text as name from pg_trigger where tgrelid = 'session'::regclass and tgname = 'noted'`;
  const [INSERT, DELETE, TRUNCATE] = [4, 8, 32];
  expect(await names(events)).toEqual([String(INSERT + DELETE + TRUNCATE)]);
});

describe('what the server may do', () => {
  const may = async (sql: string, value: string) =>
    (await db.owner.query<{ may: boolean }>(`select ${sql} as may`, [value])).rows[0]?.may;
  const privileges = async (table: string) =>
    names(`select p as name from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
            where has_table_privilege('custodian_app', '${table}', p) or
                  case when p in ('select', 'insert', 'update', 'references') then has_any_column_privilege('custodian_app', '${table}', p) end`);

  test('entries are written and read, and nothing else; number, time and transaction are not the server’s to say', async () => {
    expect(await privileges('audit_entry')).toEqual(['select', 'insert']);
    const columns =
      await names(`select attname as name from pg_attribute where attrelid = 'audit_entry'::regclass and attnum > 0
                                    and not has_column_privilege('custodian_app', attrelid, attnum, 'insert')`);
    expect(columns.toSorted()).toEqual(['at', 'entry_id', 'xact']);
  });

  test('what roles give is read, and written by nobody', async () => {
    expect(await privileges('given_permission')).toEqual(['select']);
  });

  test.each([
    'blocked_patient',
    'change_note',
    'counter',
    'passkey_challenge',
    'work_kind',
    'open_work',
    'pooled_work',
  ])('nothing with %s', async (table) => {
    expect(await privileges(table)).toEqual([]);
  });

  test('no table is emptied, refilled or given a trigger', async () => {
    expect(
      await names(
        `select c.relname as name from pg_class c where ${ours} and has_table_privilege('custodian_app', c.oid, 'truncate, trigger, references')`,
      ),
    ).toEqual([]);
  });

  test('nobody who works here, no chart and no record is deleted', async () => {
    const deletable = await names(
      `select c.relname as name from pg_class c where ${ours} and has_table_privilege('custodian_app', c.oid, 'delete') order by 1`,
    );
    const history = [
      'clinic_user',
      'patient',
      'patient_set',
      'former_set_member',
      'patient_set_version',
      'chart_block',
      'chart_note',
      'message',
      'inbox_item',
    ];
    const work = [
      'appointment',
      'task',
      'result',
      'claim',
      'handover',
      'handover_item',
      'answered_request',
      'clinic',
      'site',
    ];
    expect(deletable.filter((table) => [...history, ...work].includes(table))).toEqual([]);
  });

  test.each([
    ['credentials', 'password_hash'],
    ['credentials', 'passcode_hash'],
    ['session', 'token_hash'],
    ['invitation', 'token_hash'],
    ['spent_invitation', 'token_hash'],
    ['mail', 'facts'],
    ['authenticator', 'secret'],
    ['recovery_code', 'hash'],
    ['passkey', 'public_key'],
  ])('%s.%s is not read', async (table, column) => {
    expect(await may(`has_column_privilege('custodian_app', '${table}', $1, 'select')`, column)).toBe(false);
    await expect(db.pool.query(`select ${column} from ${table}`)).rejects.toThrow('permission denied');
    await expect(db.pool.query(`select * from ${table}`)).rejects.toThrow('permission denied');
  });

  test('a session is neither made nor changed by it, but through the door', async () => {
    expect(await privileges('session')).toEqual(['select', 'delete']);
  });

  test('nobody is acted for without a session: enter_as is not its to call, nor are parts of doors and jobs, and lists of open work', async () => {
    const closed = await names(`select proname as name from pg_proc where pronamespace = 'custodian'::regnamespace
                                   and not has_function_privilege('custodian_app', oid, 'execute') order by 1`);
    const partsOfDoors = ['count_wrong_try', 'door_shut', 'open_session', 'take_code', 'take_passkey'];
    const partsOfJobs = ['remind', 'could_keep_set', 'tellers_of_block_review'];
    const partsOfPlans = ['kinds_held', 'placed_work', 'rule_filter', 'untouched_work'];
    const partsOfArrivals = [
      'late_holder',
      'withheld_in_pool',
      'can_receive',
      'pooled_items',
      'successors_of',
      'unfinished_work',
      'work_against',
    ];
    const partsOfLabs = ['fates_of_reports', 'told_of_fate'];
    const parts = [...partsOfLabs, ...partsOfDoors, ...partsOfJobs, ...partsOfPlans, ...partsOfArrivals];
    expect(closed).toEqual(['enter_as', ...parts].toSorted());
    const uuid = '00000000-0000-4000-8000-000000000000';
    await expect(db.pool.query(`select enter_as('${uuid}', '${uuid}', 'read', null)`)).rejects.toThrow(
      'permission denied',
    );
  });

  test('it makes nothing of its own in either schema', async () => {
    expect(await may(`has_schema_privilege('custodian_app', $1, 'create')`, 'custodian')).toBe(false);
    expect(await may(`has_schema_privilege('custodian_app', $1, 'create')`, 'public')).toBe(false);
    expect(await may(`has_database_privilege('custodian_app', $1, 'create')`, db.name)).toBe(false);
  });
});

test('db/schema.d.ts is what the migrations make', async () => {
  expect(readFileSync('db/schema.d.ts', 'utf8')).toBe(await schemaTypes(db.owner));
});
