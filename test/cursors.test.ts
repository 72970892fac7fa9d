// A cursor can be read by whoever holds it: of every list, pages that end among closed patients name none of them.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import type { Operation } from '#kernel/contract.ts';
import { operationsOf } from '#kernel/http.ts';
import { kinds } from '#features/handover/kinds.ts';
import { buildApp } from '#server/app.ts';
import { features } from '#server/features.ts';
import { makeAdministrator } from './acting.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { ask } from './inputs.ts';
import { lets } from './leaving.ts';
import { arrange, type Clinic, clinic, patients } from './staff.ts';
import { block, openWork, toUser, without } from './work.ts';

const CLOSED = 'zq7name';
/** More of each than two pages of the longest list that shows them one by one. */
const MANY = 240;
/** Whose way of work it is to name whoever is closed, so that they are not registered twice. */
const namesThem = ['patients.search-patients'];
/** Whose rows are users, roles, sets or what one open chart holds: no row is about somebody who is closed. */
const ofOthers = [
  'users.export-users',
  'users.list-users',
  'roles.read-role',
  'roles.list-holders',
  'access-review.read-review',
  'patient-sets.export-sets',
  'patient-sets.list-sets',
  'patient-sets.list-suggestions',
  'charts.open-chart',
  'emergency-access.list-accesses',
  'prescriptions.open-prescriptions',
  'absences.list-absences',
  'reach.list-openers',
];
/** What a list is asked besides. */
const besides: Readonly<Record<string, Record<string, unknown>>> = { 'last-day.list-beyond': { day: '2020-01-01' } };

const listed = operationsOf(features).filter((one) => 'after' in one.input.properties);
let db: TestDatabase;
let app: FastifyInstance;
let c: Clinic;
let closed: Id<'patient'>[];
let values: Readonly<Record<string, readonly unknown[]>>;

beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
  c = await clinic(db.owner);
  await makeAdministrator(db.owner, c, c.cy);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set type = 'doctor' where clinic_id = $1`, [c.id]),
  );
  // Every other one at first, then sixty in a row: pages end at a closed one, and hold nobody else.
  const isClosed = (n: number) => n % 2 === 0 || n > MANY - 60;
  const named = Array.from({ length: MANY }, (_, n) => `${isClosed(n) ? CLOSED : 'Open'}${n}, Pia`);
  const all = await patients(db.owner, c.id, named);
  closed = all.filter((_, n) => isClosed(n));
  const free = all.find((_, n) => !isClosed(n));
  await block(db.owner, c, c.cy.id, closed);
  await openWork(db.owner, c, c.bo.id, all);
  const handoverId = await lets(
    db.pool,
    c,
    c.bo.id,
    kinds.map(({ kind, dispositions }) => {
      const rest = dispositions.find((how) => how !== 'transfer');
      return rest && kind !== 'mrp-patient' ? without(kind, rest) : toUser(kind, c.ada.id);
    }),
  );
  await block(db.owner, c, c.bo.id, all);
  await openWork(db.owner, c, c.cy.id, all);
  await openWork(db.owner, c, c.ada.id, all);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `insert into audit_entry (clinic_id, at, actor_id, action, outcome, patient_id, facts)
       select $1, now() - n * interval '1 minute', $2, 'patients.update-patient', 'done', id, '{}'
         from unnest($3::uuid[]) with ordinality p(id, n)`,
      [c.id, c.ada.id, [...all, ...all.map(() => free)]],
    );
    await db.owner.query(`update patient set mrp_id = $2 where clinic_id = $1 and demographic_number % 3 > 0`, [
      c.id,
      c.cy.id,
    ]);
  });
  const [setId] = (
    await db.owner.query<{ set_id: string }>(
      'select set_id from patient_set_member where clinic_id = $1 group by set_id order by count(*) desc',
      [c.id],
    )
  ).rows.map((row) => row.set_id);
  values = {
    userId: [c.bo.id, c.ada.id, c.cy.id],
    handoverId: [handoverId],
    kind: kinds.map(({ kind }) => kind),
    patientId: [free],
    setId: [setId],
    roleId: [c.roles.doctor],
    permission: ['charts.open-chart'],
    columns: [['last-name']],
    criteria: [{}],
    orderBy: ['last-name', 'demographic-number'],
    query: ['', 'z'],
    reviewId: [handoverId],
  };
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

/** Each value of what must be said, and of what chooses among lists. */
function inputsOf({ name, input }: Operation): Record<string, unknown>[] {
  const required = new Set(input.required as readonly string[] | undefined);
  let inputs = [besides[name] ?? {}];
  for (const [asked, schema] of Object.entries(input.properties)) {
    const choices = (schema as { readonly enum?: readonly string[] }).enum;
    const each = ['folder', 'show'].includes(asked)
      ? choices
      : required.has(asked)
        ? (values[asked] ?? choices)
        : undefined;
    if (each) inputs = inputs.flatMap((one) => each.map((value) => ({ ...one, [asked]: value })));
  }
  return inputs;
}

/** The cursors of a list, page by page. */
async function cursorsOf(one: Operation, input: Record<string, unknown>): Promise<string[]> {
  const cursors: string[] = [];
  let after: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop -- a page begins where the one before ended
    const said = await ask(app, one, c, c.cy, after ? { ...input, after } : input);
    after = said.statusCode < 300 ? (said.json<{ next: string | null }>().next ?? undefined) : undefined;
    if (after) cursors.push(after);
  } while (after && cursors.length < 20);
  return cursors;
}

const seen = new Set<string>();
test.each(listed.map((one) => [one.name, one] as const))(
  'a cursor of %s names nobody who is closed',
  async (name, one) => {
    for (const input of inputsOf(one)) {
      // oxlint-disable-next-line no-await-in-loop -- one list after the other
      for (const cursor of await cursorsOf(one, input)) {
        seen.add(name);
        const says = Buffer.from(cursor, 'base64url').toString().toLowerCase();
        const told = [CLOSED, ...closed].find((mark) => says.includes(mark));
        if (!namesThem.includes(name)) expect([input, told]).toEqual([input, undefined]);
      }
    }
  },
);

test('the lists of work and of patients have been seen to go on', () => {
  const short = listed.map(({ name }) => name).filter((name) => !seen.has(name));
  expect(short).toEqual(ofOthers);
});
