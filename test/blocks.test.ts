// A block holds in every table that speaks of a patient, from the moment it is laid until it is
// lifted. And the tests are worth something: without the policy they fail.
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { readPatient } from '#features/patients/read-patient.ts';
import { updatePatient } from '#features/patients/update-patient.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { fill, looking, seenIn, tablesOf } from './looking.ts';
import { arrange, type Clinic, clinic, entries, one, patients } from './staff.ts';
import { block } from './work.ts';

let db: TestDatabase;
/** The same database without a single block policy: what the tests are held against. */
let open: TestDatabase;
beforeAll(async () => {
  [db, open] = await Promise.all([testDatabase(), testDatabase()]);
  for (const table of await tablesOf(open))
    await open.owner.query(`drop policy if exists chart_not_blocked on ${table}`);
});
afterAll(() => Promise.all([db.drop(), open.drop()]));

describe('in every table', () => {
  let c: Clinic;
  let shut: Id<'patient'>;
  let free: Id<'patient'>;
  const arranged = async (database: TestDatabase) => {
    const made = await clinic(database.owner);
    const [a, b] = await patients(database.owner, made.id, ['Arroyo, Pia', 'Berg, Lou']);
    if (!a || !b) throw new Error('no patients');
    await fill(database, made, [a, b]);
    await block(database.owner, made, made.cy.id, [a]);
    return { made, a, b };
  };
  beforeAll(async () => {
    ({ made: c, a: shut, b: free } = await arranged(db));
  });

  test('the blocked patient is nowhere, the other everywhere', async () => {
    const tables = await tablesOf(db);
    expect(tables.length).toBeGreaterThanOrEqual(11);
    for (const table of tables) expect([table, await seenIn(db, c.cy, table)]).toEqual([table, new Set([free])]);
  });

  test('nor in any view that the server may read, but for those in which blocks are looked up', async () => {
    const { rows } = await db.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id'
        where c.relnamespace = 'custodian'::regnamespace and c.relkind = 'v' and has_table_privilege('custodian_app', c.oid, 'select')`,
    );
    const views = rows
      .map(({ name }) => name)
      .filter((name) => !/^own_(blocked_patient|closed_patient|closed_record)$/.test(name));
    expect(views).toContain('scanned_patient');
    for (const view of views) expect([view, (await seenIn(db, c.cy, view)).has(shut)]).toEqual([view, false]);
  });

  test('for whoever is not blocked both are there', async () => {
    for (const table of (await tablesOf(db)).filter((name) => name !== 'answered_request')) {
      expect([table, await seenIn(db, c.bo, table)]).toEqual([table, new Set([shut, free])]);
    }
  });

  test('without the policies the blocked patient is seen in each of them', async () => {
    const { made, a, b } = await arranged(open);
    for (const table of await tablesOf(open))
      expect([table, await seenIn(open, made.cy, table)]).toEqual([table, new Set([a, b])]);
  });

  test('nothing is written about the blocked patient either', async () => {
    const give = (patientId: string) =>
      looking(
        db,
        c.cy,
        `insert into task (clinic_id, author_id, holder_id, patient_id, title) values ($1, $2, $2, $3, 'x') returning 1`,
        [c.id, c.cy.id, patientId],
      );
    await expect(give(shut)).rejects.toThrow('row-level security');
    expect(await give(free)).toHaveLength(1);
    const change = (patientId: string) =>
      looking(db, c.cy, `update patient set phone = '1' where patient_id = $1 returning 1`, [patientId]);
    expect([await change(shut), await change(free)]).toEqual([[], [{ '?column?': 1 }]]);
    const turn = looking(db, c.cy, 'update task set patient_id = $1 where patient_id = $2 returning 1', [shut, free]);
    await expect(turn).rejects.toThrow('row-level security');
  });

  test('by its unique numbers the blocked patient is not to be found out about', async () => {
    expect(await looking(db, c.cy, 'select from patient where demographic_number = 1')).toEqual([]);
    expect(await looking(db, c.bo, 'select from patient where demographic_number = 1')).toHaveLength(1);
  });

  test('whoever is blocked neither sees the block nor lifts it', async () => {
    for (const table of ['chart_block', 'patient_set', 'patient_set_member'])
      expect([table, await looking(db, c.cy, `select from ${table}`)]).toEqual([table, []]);
    expect(await looking(db, c.cy, 'update chart_block set lifted_at = now() returning 1')).toEqual([]);
    await expect(looking(db, c.cy, 'select from blocked_patient')).rejects.toThrow('permission denied');
    expect(await looking(db, c.cy, 'select patient_id from own_blocked_patient')).toEqual([{ patient_id: shut }]);
    expect(await looking(db, c.bo, 'select patient_id from own_blocked_patient')).toEqual([]);
  });
});

describe('in time', () => {
  let c: Clinic;
  let patientId: Id<'patient'>;
  let setId: string;
  beforeEach(async () => {
    c = await clinic(db.owner);
    const [made] = await patients(db.owner, c.id, ['Arroyo, Pia']);
    if (!made) throw new Error('no patient');
    patientId = made;
    setId = await arrange(db.owner, c.id, () =>
      one(db.owner, `insert into patient_set (clinic_id, name) values ($1, 'family') returning set_id`, [c.id]),
    );
  });
  const add = () => db.owner.query('insert into patient_set_member values ($1, $2, $3)', [c.id, setId, patientId]);
  const lay = () =>
    db.owner.query('insert into chart_block (clinic_id, set_id, user_id) values ($1, $2, $3)', [c.id, setId, c.cy.id]);
  const lift = () => db.owner.query('update chart_block set lifted_at = now() where set_id = $1', [setId]);
  const change = (...work: (() => Promise<unknown>)[]) =>
    arrange(db.owner, c.id, async () => {
      for (const part of work) await part();
    });
  const sees = async () => (await seenIn(db, c.cy, 'patient')).size === 1;

  test('laid, it holds at once; lifted, no more; laid again, again', async () => {
    await change(add);
    expect(await sees()).toBe(true);
    await change(lay);
    expect(await sees()).toBe(false);
    await change(lift);
    expect(await sees()).toBe(true);
    await change(lay);
    expect(await sees()).toBe(false);
  });

  test('a patient who is added to a blocked set is closed at once', async () => {
    await change(lay);
    expect(await sees()).toBe(true);
    await change(add);
    expect(await sees()).toBe(false);
  });

  test('of two blocks both must be lifted', async () => {
    await change(add, lay);
    await block(db.owner, c, c.cy.id, [patientId]);
    await change(lift);
    expect(await sees()).toBe(false);
  });

  test('a second live block on the same set is refused by name', async () => {
    await change(add, lay);
    await expect(change(lay)).rejects.toThrow('chart_block_one_live');
  });

  test('it outlives the absence of the one it is laid on', async () => {
    await change(add, lay);
    await change(() => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
    await change(
      () => db.owner.query('insert into active_user (clinic_id, user_id) values ($1, $2)', [c.id, c.cy.id]),
      () =>
        db.owner.query(
          `insert into session (clinic_id, token_hash, user_id, idle_until, ends_at) values ($1, $2, $3, 'infinity', 'infinity')`,
          [c.id, c.cy.caller.tokenHash, c.cy.id],
        ),
    );
    expect(await sees()).toBe(false);
  });

  test.each([
    ['a block, then a member', lay, add],
    ['a member, then a block', add, lay],
  ])(
    '%s, each in a transaction that has not ended: the second waits, and they find each other',
    async (_, first, second) => {
      const other = await testClient();
      try {
        const sql = {
          [lay.name]: 'insert into chart_block (clinic_id, set_id, user_id) values ($1, $2, $3)',
          [add.name]: 'insert into patient_set_member values ($1, $2, $3)',
        };
        const value = (of: typeof lay) => (of === lay ? c.cy.id : patientId);
        await other.query('begin');
        await other.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`, [
          c.id,
          c.ada.id,
        ]);
        await other.query(sql[first.name] ?? '', [c.id, setId, value(first)]);
        const late = change(second);
        const waits = await Promise.race([late, new Promise((done) => setTimeout(done, 150, 'waits'))]);
        expect(waits).toBe('waits');
        await other.query(
          `insert into audit_entry (clinic_id, actor_id, action, outcome) values ($1, $2, 'x.x', 'done')`,
          [c.id, c.ada.id],
        );
        await other.query('commit');
        await late;
        expect(await sees()).toBe(false);
      } finally {
        await other.end();
      }
    },
  );
  async function testClient() {
    const { host, port, user, password, database } = db.owner;
    const other = new Client({ host, port, user, password, database, options: '-c search_path=custodian' });
    await other.connect();
    return other;
  }

  describe('for whoever asks twice', () => {
    const key = 'asked-before';
    const look = () => perform(db.pool, c.cy.caller, readPatient, { patientId }, { key });
    const save = () => {
      const plain = {
        firstName: 'Pia',
        healthNumber: '',
        healthProvince: '' as const,
        phone: '250-555-0187',
        cellPhone: '',
        email: '',
      };
      const place = { address: '', city: '', province: '', postalCode: '' };
      const input = {
        patientId,
        lastName: 'Arroyo',
        dateOfBirth: null,
        sex: '' as const,
        deceasedOn: null,
        mrpId: null,
        version: 1,
        ...plain,
        ...place,
      };
      return perform(db.pool, c.cy.caller, updatePatient, input, { key });
    };

    test('a look is a new look, with its own entry', async () => {
      await look();
      await look();
      expect((await entries(db.owner, c.id)).map(({ action }) => action)).toEqual([
        'patients.read-patient',
        'patients.read-patient',
      ]);
      await change(add, lay);
      await expect(look()).rejects.toThrow('patient/closed');
    });

    test('the answer that was kept is closed with the patient', async () => {
      const first = await save();
      expect(await save()).toEqual(first);
      await change(add, lay);
      await expect(save()).rejects.toThrow('patient/closed');
    });
  });
});
