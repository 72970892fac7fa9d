// No change without an entry, one entry a transaction, in one's own name, for good.
import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditFacts } from '#kernel/audit-entry.ts';
import { command, perform } from '#kernel/command.ts';
import { operation } from '#kernel/contract.ts';
import type { Caller, Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from './staff.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const ENTER = 'select enter($1, $2, $3, $4, null)';
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Raw statements in somebody's name, as a careless or hostile piece of the server could send them. */
async function as({ caller }: Member, ...statements: string[]): Promise<string> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await client.query(ENTER, [caller.clinicId, caller.id, caller.tokenHash, 'write']);
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
    return 'committed';
  } catch (error) {
    await client.query('rollback');
    return (error as Error).message;
  } finally {
    client.release();
  }
}
const change = `insert into site (clinic_id, name, short_name, closed_at) values (current_clinic(), 'Fernhill', 'FH', now())`;
const entry = (actor = 'current_actor()', clinicId = 'current_clinic()') =>
  `insert into audit_entry (clinic_id, actor_id, action, outcome) values (${clinicId}, ${actor}, 'x.x', 'done')`;
const sites = () => one<string>(db.owner, `select count(*) from site where clinic_id = $1`, [c.id]);

describe('as the server, by bare SQL', () => {
  test('a change with its entry commits, before it or after it', async () => {
    expect(await as(c.ada, change, entry())).toBe('committed');
    expect(await as(c.ada, entry(), change)).toBe('committed');
    expect(await as(c.ada, change, 'set constraints all deferred', entry(), change)).toBe('committed');
    expect(await as(c.ada, entry(), 'set constraints all immediate', change)).toBe('committed');
  });

  test.each([
    ['no entry', [change], 'without an audit entry'],
    ['no entry, asked for early', [change, 'set constraints all immediate', entry()], 'without an audit entry'],
    ['the entry undone', ['savepoint s', entry(), 'rollback to s', change], 'without an audit entry'],
    ['a second entry', [change, entry(), entry()], 'audit_entry_one_per_transaction'],
    [
      'a second entry of another time',
      [change, entry(), entry().replace('outcome)', 'outcome, at)').replace(`'done')`, `'done', 'yesterday')`)],
      'permission denied',
    ],
    [
      'a second entry of another transaction',
      [change, entry(), entry().replace('outcome)', 'outcome, xact)').replace(`'done')`, `'done', '7')`)],
      'permission denied',
    ],
    [
      'an entry with a number of its own',
      [
        change,
        entry()
          .replace('(clinic_id', '(entry_id, clinic_id')
          .replace('values (', 'overriding system value values (1, '),
      ],
      'permission denied',
    ],
    ['a false name', [change, entry(`'${NOBODY}'`)], 'row-level security'],
    ['no name', [change, entry('null')], 'row-level security'],
    ['another clinic', [change, entry('current_actor()', 'gen_random_uuid()')], 'row-level security'],
    ['an entry altered', [entry(), `update audit_entry set action = 'y.y'`], 'permission denied'],
    ['an entry removed', ['delete from audit_entry'], 'permission denied'],
    ['the log emptied', ['truncate audit_entry'], 'permission denied'],
    ['the note removed', [change, 'delete from change_note'], 'permission denied'],
    ['the trigger turned off', ['alter table site disable trigger noted', change], 'must be owner'],
    ['triggers turned off', [`set session_replication_role = 'replica'`, change], 'permission denied'],
  ])('%s', async (_, statements, message) => {
    expect(await as(c.ada, ...statements)).toContain(message);
    expect(await sites()).toBe('1');
  });

  test('an entry undone and made again is one entry', async () => {
    expect(await as(c.ada, change, 'savepoint s', entry(), 'rollback to s', entry())).toBe('committed');
    expect(await entries(db.owner, c.id)).toHaveLength(1);
  });

  test.each(['active_user', 'site_assignment', 'user_role', 'session', 'credentials'])(
    'what is taken away of %s is a change too',
    async (table) => {
      expect(await as(c.ada, `delete from ${table} where user_id = '${c.dee.id}'`)).toContain('without an audit entry');
      expect(await one(db.owner, `select count(*) from ${table} where user_id = $1`, [c.dee.id])).toBe('1');
    },
  );

  test('a change that found nothing to change still answers for itself', async () => {
    expect(await as(c.ada, `update site set name = 'x' where site_id = '${NOBODY}'`)).toContain(
      'without an audit entry',
    );
  });

  test('a change in two clinics needs an entry in both', async () => {
    const other = await clinic(db.owner);
    const cross = [`select set_config('custodian.clinic', '${other.id}', true)`, change];
    expect(await as(c.ada, change, entry(), ...cross)).toContain('without an audit entry');
    expect(await as(c.ada, change, entry(), ...cross, entry())).toBe('committed');
  });

  test.each([
    'select from patient',
    'select from clinic',
    'select from session',
    'select from own_blocked_patient',
    change,
    entry(),
    `select next_numbers('user')`,
  ])('before somebody has entered: %s', async (sql) => {
    await patients(db.owner, c.id, ['Arroyo, Pia']);
    await arrange(db.owner, c.id, () => db.owner.query('insert into blocked_patient values ($1, $1, $1, $1)', [c.id]));
    await expect(db.pool.query(sql)).rejects.toThrow(/custodian\.(clinic|actor)|uuid: ""/);
  });
});

describe('for good', () => {
  beforeEach(async () => {
    await as(c.ada, entry());
  });

  test.each([`update audit_entry set action = 'y.y'`, 'delete from audit_entry', 'truncate audit_entry cascade'])(
    'not even the owner: %s',
    async (sql) => {
      await expect(db.owner.query(sql)).rejects.toThrow('audit entries are final');
      expect(await entries(db.owner, c.id)).toHaveLength(1);
    },
  );

  test('the owner’s own changes need an entry as well', async () => {
    await db.owner.query('begin');
    await db.owner.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`, [
      c.id,
      c.ada.id,
    ]);
    await db.owner.query(change);
    await expect(db.owner.query('commit')).rejects.toThrow('without an audit entry');
    await expect(db.owner.query(change.replace('current_clinic()', `'${c.id}'`))).rejects.toThrow(
      /custodian\.actor|uuid: ""/,
    );
  });
});

describe('a command', () => {
  const Anything = operation({
    name: 'clinics.update-settings',
    says: 'A made-up command of an administrator.',
    method: 'POST',
    path: '/anything',
    input: Type.Object({}),
    output: Type.Object({}),
    refusals: ['site/not-found'],
  });
  const build = (tx: Tx, { clinicId }: Caller) =>
    tx.insertInto('site').values({ clinic_id: clinicId, name: 'Fernhill', short_name: 'FH' }).execute();
  const doing = (run: (tx: Tx, actor: Caller) => Promise<AuditFacts>) =>
    perform(
      db.pool,
      c.ada.caller,
      command(Anything, async (tx, actor) => ({ output: {}, audit: await run(tx, actor) })),
      {},
    );
  const own = { actor_id: '', action: 'clinics.update-settings', subject_user_id: null, patient_id: null };

  test('leaves one entry, with what it hands back', async () => {
    await doing(async (tx, actor) => {
      await build(tx, actor);
      return { subjectUserId: c.bo.id, reason: 'asked to', facts: { after: { name: 'Fernhill' } } };
    });
    expect(await entries(db.owner, c.id)).toEqual([
      {
        ...own,
        actor_id: c.ada.id,
        outcome: 'done',
        subject_user_id: c.bo.id,
        reason: 'asked to',
        facts: { after: { name: 'Fernhill' } },
      },
    ]);
    const origin = await one(db.owner, `select origin from audit_entry where clinic_id = $1 and action = $2`, [
      c.id,
      Anything.name,
    ]);
    expect(origin).toBe('127.0.0.1');
  });

  test('that changes nothing leaves its entry all the same: looking is an act', async () => {
    await doing(async () => ({ facts: { looked: true } }));
    expect(await entries(db.owner, c.id)).toMatchObject([{ outcome: 'done', facts: { looked: true } }]);
  });

  test('that refuses leaves the refusal, with its facts, and none of its changes', async () => {
    const refusing = doing(async (tx, actor) => {
      await build(tx, actor);
      throw new Refusal('site/not-found', { tried: 'Fernhill' });
    });
    await expect(refusing).rejects.toThrow('site/not-found');
    expect(await sites()).toBe('1');
    expect(await entries(db.owner, c.id)).toEqual([
      { ...own, actor_id: c.ada.id, outcome: 'refused', reason: 'site/not-found', facts: { tried: 'Fernhill' } },
    ]);
  });

  test('that the database refuses leaves the refusal as well', async () => {
    const taken = doing(async (tx, { clinicId }) => {
      await build(tx, { clinicId } as Caller);
      await tx.insertInto('active_user').values({ clinic_id: clinicId, user_id: c.bo.id }).execute();
      return {};
    });
    await expect(taken).rejects.toThrow('user/already-active');
    expect(await sites()).toBe('1');
    expect(await entries(db.owner, c.id)).toMatchObject([{ outcome: 'refused', reason: 'user/already-active' }]);
  });

  test('that breaks leaves neither a change nor an entry', async () => {
    const breaking = doing(async (tx, actor) => {
      await build(tx, actor);
      throw new TypeError('a defect');
    });
    await expect(breaking).rejects.toThrow('a defect');
    expect([await sites(), await entries(db.owner, c.id)]).toEqual(['1', []]);
  });

  test('that writes an entry of its own does not commit', async () => {
    const meddling = doing(async (tx, { clinicId, id }) => {
      await build(tx, { clinicId } as Caller);
      await tx
        .insertInto('audit_entry')
        .values({ clinic_id: clinicId, actor_id: id, action: 'x.x', outcome: 'done' })
        .execute();
      return {};
    });
    await expect(meddling).rejects.toThrow('audit_entry_one_per_transaction');
    expect([await sites(), await entries(db.owner, c.id)]).toEqual(['1', []]);
  });

  test('that leaves something running writes nothing after its refusal', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const hasty = doing(async (tx, actor) => {
      const slow = tx
        .selectFrom('site')
        .select('site_id')
        .execute()
        .then(() => new Promise((done) => setTimeout(done, 30)))
        .then(() => build(tx, actor));
      late = Promise.allSettled([slow]);
      await tx.selectFrom('site').select('site_id').execute();
      throw new Refusal('site/not-found');
    });
    await expect(hasty).rejects.toThrow('site/not-found');
    expect(await late).toMatchObject([
      { status: 'rejected', reason: { message: 'a statement after its use case had ended' } },
    ]);
    expect(await sites()).toBe('1');
  });
});

test('a clinic sees and changes nothing of another', async () => {
  const other = await clinic(db.owner);
  await patients(db.owner, other.id, ['Zhou, An']);
  const client = await db.pool.connect();
  await client.query('begin');
  await client.query(ENTER, [c.id, c.ada.id, c.ada.caller.tokenHash, 'write']);
  const { rows } = await db.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'clinic_id'
      where c.relnamespace = 'custodian'::regnamespace and c.relkind in ('r', 'v') and has_column_privilege('custodian_app', c.oid, a.attnum, 'select')`,
  );
  expect(rows.length).toBeGreaterThan(20);
  for (const { name } of rows) {
    const found = await client.query<{ n: string }>(`select count(*) as n from ${name} where clinic_id <> $1`, [c.id]);
    expect([name, Number(found.rows[0]?.n)]).toEqual([name, 0]);
  }
  expect((await client.query(`update clinic_user set first_name = 'x' where clinic_id <> $1`, [c.id])).rowCount).toBe(
    0,
  );
  expect((await client.query(`delete from active_user where clinic_id <> $1`, [c.id])).rowCount).toBe(0);
  await client.query('rollback');
  client.release();
});
