import { Client, type Pool } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openPool } from '#kernel/db.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { features } from './features.ts';
import { fitToOperate, fitToServe } from './guard.ts';

let db: TestDatabase;
let admin: Client;
const made: string[] = [];
beforeAll(async () => {
  db = await testDatabase();
  admin = new Client({ connectionString: inject('cluster').replace('*', 'postgres') });
  await admin.connect();
});
afterAll(async () => {
  await db.drop();
  for (const one of made) await admin.query(`drop role ${one}`);
  await admin.end();
});

async function role(name: string, how: string): Promise<string> {
  const unique = `${name}_${process.pid}`;
  await admin.query(`create role ${unique} login password 'only-in-tests' ${how}`);
  made.push(unique);
  return unique;
}

async function asRole(name: string, work: (url: string) => Promise<void>, database = db.name): Promise<void> {
  const url = new URL(inject('cluster').replace('*', database));
  url.username = name;
  url.password = 'only-in-tests';
  await work(url.href);
}

async function trying(pool: Pool, act: (pool: Pool) => Promise<void>): Promise<void> {
  try {
    await act(pool);
  } finally {
    await pool.end();
  }
}

const serving = (name: string) =>
  asRole(name, async (url) => {
    await trying(openPool(url, 1), fitToServe);
  });

test('the app role, and one that belongs to it, may serve', async () => {
  await fitToServe(db.pool);
  await serving(await role('serves', 'in role custodian_app'));
});

test.each([
  ['superuser', 'superuser'],
  ['bypasses', 'bypassrls in role custodian_app'],
  ['belongs_to_owner', 'noinherit in role custodian_owner, custodian_app'],
])('a role that row-level security does not hold is refused: %s', async (name, how) => {
  await expect(serving(await role(name, how))).rejects.toThrow(/must not run as .*row-level security does not hold/);
});

test('a role that may not use the tables is told which may', async () => {
  await expect(serving(await role('stranger', ''))).rejects.toThrow(/may not use the tables.*custodian_app/);
});

test('the command line needs the owner’s address', async () => {
  await trying(openPool(inject('cluster').replace('*', db.name), 1), fitToOperate);
  await expect(fitToOperate(db.pool)).rejects.toThrow(/needs the owner’s address/);
});

test('a database that is not there is said to be so', async () => {
  const pool = openPool('postgres://custodian_app@127.0.0.1:1/custodian', 1);
  await expect(trying(pool, fitToServe)).rejects.toThrow(
    /database of DATABASE_URL cannot be reached: connect ECONNREFUSED/,
  );
});

test('a database that is older or newer is refused', async () => {
  await db.owner.query(`insert into public.custodian_migration (name) values ('9999_tomorrow.sql')`);
  await expect(fitToServe(db.pool)).rejects.toThrow(/newer than this Custodian: it has 9999_tomorrow.sql/);
  await db.owner.query(`delete from public.custodian_migration where name > '0011'`);
  await expect(fitToServe(db.pool)).rejects.toThrow(/has not been migrated to this version.*custodian -- migrate/);
});

test('a role that may create roles migrates its own database, superuser or not', async () => {
  const owner = await role('creates', 'createrole');
  const name = `${db.name}_own`;
  await admin.query(`create database ${name} owner ${owner}`);
  // The roles are there already, made by another: belonging to them is given by whoever may.
  await admin.query(`grant custodian_owner, custodian_app to ${owner}`);
  try {
    await asRole(owner, (url) => migrate(url, { operations: operationsOf(features) }), name);
  } finally {
    await admin.query(`drop database ${name} with (force)`);
  }
});
