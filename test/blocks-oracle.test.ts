// What somebody sees is exactly what an oracle says that knows nothing but sets and blocks, on
// every surface alike. And the property is worth something: without the policies it fails.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { readPatient } from '#features/patients/read-patient.ts';
import { searchPatients } from '#features/patients/search-patients.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { looking, seenIn, tablesOf } from './looking.ts';
import { arrange, type Clinic, clinic, one, patients } from './staff.ts';
import { openWork } from './work.ts';

let db: TestDatabase;
/** The same database without a single block policy. */
let open: TestDatabase;
beforeAll(async () => {
  [db, open] = await Promise.all([testDatabase(), testDatabase()]);
  for (const table of await tablesOf(open))
    await open.owner.query(`drop policy if exists chart_not_blocked on ${table}`);
});
afterAll(() => Promise.all([db.drop(), open.drop()]));

const PATIENTS = 6;
const SETS = 3;
/** What can happen to sets and blocks, one after the other. */
type Step =
  | { readonly does: 'add'; readonly set: number; readonly patient: number }
  | { readonly does: 'lay' | 'lift'; readonly set: number; readonly user: 'cy' | 'bo' };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('add' as const), set: fc.nat(SETS - 1), patient: fc.nat(PATIENTS - 1) }),
  fc.record({
    does: fc.constantFrom('lay' as const, 'lift' as const),
    set: fc.nat(SETS - 1),
    user: fc.constantFrom('cy' as const, 'bo' as const),
  }),
);
const steps = fc.array(anyStep, { minLength: 1, maxLength: 14 });

/** Whom a user may see, from the steps alone: a block is live or not, and holds every member, whenever added. */
function visible(taken: readonly Step[], user: 'cy' | 'bo'): Set<number> {
  const members = taken.filter((step) => step.does === 'add');
  const last = (set: number) =>
    taken.findLast((step) => step.does !== 'add' && step.set === set && step.user === user)?.does;
  const shut = new Set(members.filter(({ set }) => last(set) === 'lay').map(({ patient }) => patient));
  return new Set([...Array(PATIENTS).keys()].filter((patient) => !shut.has(patient)));
}

async function take({ owner }: TestDatabase, c: Clinic, ids: readonly string[], taken: readonly Step[]): Promise<void> {
  const sets = await arrange(owner, c.id, async () => {
    const made: string[] = [];
    for (let n = 0; n < SETS; n += 1) {
      made.push(
        await one(owner, `insert into patient_set (clinic_id, name) values ($1, $2) returning set_id`, [
          c.id,
          randomUUID(),
        ]),
      );
    }
    return made;
  });
  for (const step of taken) {
    const [sql, last] =
      step.does === 'add'
        ? ['insert into patient_set_member values ($1, $2, $3) on conflict do nothing', ids[step.patient]]
        : step.does === 'lay'
          ? [
              'insert into chart_block (clinic_id, set_id, user_id) values ($1, $2, $3) on conflict do nothing',
              c[step.user].id,
            ]
          : [
              'update chart_block set lifted_at = now() where clinic_id = $1 and set_id = $2 and user_id = $3 and lifted_at is null',
              c[step.user].id,
            ];
    await arrange(owner, c.id, () => owner.query(sql, [c.id, sets[step.set], last]));
  }
}

const property = (database: TestDatabase) =>
  fc.asyncProperty(steps, async (taken) => {
    const c = await clinic(database.owner);
    const ids = await patients(
      database.owner,
      c.id,
      [...Array(PATIENTS).keys()].map((n) => `Name${n}, ${n % 2 ? 'Odd' : 'Even'}`),
    );
    await openWork(database.owner, c, c.dee.id, ids);
    await take(database, c, ids, taken);
    for (const user of ['cy', 'bo'] as const) {
      const who = c[user];
      const wanted = [...visible(taken, user)];
      const indexes = (found: Iterable<string>) =>
        [...found].map((id) => ids.indexOf(id as Id<'patient'>)).toSorted((a, b) => a - b);
      for (const table of [
        'patient',
        'appointment',
        'task',
        'result',
        'chart_note',
        'claim',
        'message',
        'inbox_item',
      ]) {
        expect([table, indexes(await seenIn(database, who, table))]).toEqual([table, wanted]);
      }
      const search = await answer(database.pool, who.caller, searchPatients, { query: '' });
      expect(indexes(search.patients.map(({ patientId }) => patientId))).toEqual(wanted);
      const opened: string[] = [];
      for (const patientId of ids) {
        const said = await perform(database.pool, who.caller, readPatient, { patientId }).catch(
          (error: Error) => error.message,
        );
        if (typeof said === 'string') expect(said).toBe('patient/closed');
        else opened.push(said.patientId);
      }
      expect(indexes(opened)).toEqual(wanted);
      expect(await looking(database, who, 'select count_patients() as n')).toEqual([{ n: wanted.length }]);
    }
  });

test('list, search, count and chart agree with it', () => fc.assert(property(db), { numRuns: 20 }));

test('without the policies they do not', async () => {
  const { failed } = await fc.check(property(open), { numRuns: 40, endOnFailure: true });
  expect(failed).toBe(true);
});
