// What is looked up by a name, a number or an id is found by an index, in a clinic of any size.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { namesTaken } from '#features/credentials/store.ts';
import { closedRecord } from '#features/emergency-access/store.ts';
import { knownTargets, patientsHere } from '#features/fhir/store.ts';
import { pageOfMrpPatients } from '#features/patients/mrp-store.ts';
import { askWhyNotOpen, readPatient } from '#features/patients/store.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { readsOf } from './plan.ts';
import { arrange, type Clinic, clinic } from './staff.ts';
import { block } from './work.ts';

const MANY = 20_000;
/** More than any of them needs, and far less than there are. */
const FEW = 200;

let db: TestDatabase;
let c: Clinic;
let open: Id<'patient'>;
let closed: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  const { owner } = db;
  await arrange(owner, c.id, async () => {
    await owner.query(
      `insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
       select $1, 100 + n, 'Name' || n, 'First' || n, 'nurse' from generate_series(1, $2::int) n`,
      [c.id, MANY],
    );
    await owner.query(
      `insert into active_user (clinic_id, user_id) select clinic_id, user_id from clinic_user where clinic_id = $1 and user_number > 100`,
      [c.id],
    );
    await owner.query(
      `insert into credentials (clinic_id, user_id, username, email, password_hash, passcode_hash)
       select clinic_id, user_id, 'u' || user_number, 'u' || user_number || '@alder.example', '', ''
         from clinic_user where clinic_id = $1 and user_number > 100`,
      [c.id],
    );
    await owner.query(
      `insert into patient (clinic_id, demographic_number, last_name, first_name, health_number, health_province, mrp_id)
       select $1, n, 'Name' || n, 'First' || n, 9000000000 + n, 'BC', case when n % 500 = 0 then $2::uuid else $3 end
         from generate_series(1, $4::int) n`,
      [c.id, c.bo.id, c.cy.id, MANY],
    );
    await owner.query(
      `insert into imported_resource (clinic_id, resource_type, source_key, target_id)
       select clinic_id, 'Patient', md5(patient_id::text), patient_id from patient where clinic_id = $1`,
      [c.id],
    );
  });
  const numbered = async (where: string) =>
    (await owner.query<{ id: Id<'patient'> }>(`select patient_id as id from patient where ${where}`)).rows.map(
      ({ id }) => id,
    );
  // Every tenth is closed to Bo, and so is each of the patients whose MRP Bo is.
  await block(owner, c, c.bo.id, await numbered('demographic_number % 10 = 0'), { emergency: true });
  [open, closed] = [...(await numbered('demographic_number = 7')), ...(await numbered('demographic_number = 500'))] as [
    Id<'patient'>,
    Id<'patient'>,
  ];
  await owner.query('vacuum analyze');
});
afterAll(() => db.drop());

const lookups: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  'a name to sign in with that is taken': (tx) =>
    namesTaken(tx, null, { username: 'U150', email: 'u151@alder.example' }),
  'a name to sign in with that is free': (tx) => namesTaken(tx, null, { username: 'new', email: 'new@alder.example' }),
  'a master file': (tx) => readPatient(tx, open),
  'that a master file is closed': (tx) => askWhyNotOpen(tx, closed),
  'the page of a closed record': (tx) => closedRecord(tx, closed),
  'which records of a file are here': (tx) =>
    knownTargets(
      tx,
      Array.from({ length: 20 }, (_, n) => ({ type: 'Patient', key: `key ${n}` })),
    ),
  'patients of a file by id and by health number': (tx) =>
    patientsHere(
      tx,
      [open, closed],
      [
        { province: 'BC', digits: '9000000123' },
        { province: 'BC', digits: '9000000130' },
      ],
    ),
  'a page of one’s own patients': (tx) =>
    pageOfMrpPatients(tx, c.bo.id, { folder: 'open', name: '', after: undefined }),
};

// Of the actor's own blocks a file may read all at once: it asks for many patients.
const large = ['clinic_user', 'credentials', 'patient', 'imported_resource', 'patient_set_member'];
test.each(Object.entries(lookups))('%s: looked up, and nothing gone through', async (name, lookup) => {
  const reads = await readsOf(db, c.bo, lookup);
  for (const table of large) {
    const { sequential, byIndex } = reads.get(table) ?? { sequential: 0, byIndex: 0 };
    expect([table, 'one after the other', sequential]).toEqual([table, 'one after the other', 0]);
    expect([name, table, byIndex, byIndex <= FEW]).toEqual([name, table, byIndex, true]);
  }
});
