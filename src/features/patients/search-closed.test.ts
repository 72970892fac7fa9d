// Of a closed record search shows the name, so that nobody adds the patient again, and nothing else.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { beginAccess } from '../emergency-access/begin-access.ts';
import { addPatient } from './add-patient.ts';
import { searchPatients } from './search-patients.ts';
import { PASSWORD } from '#test/staff.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const search = (query: string, who: Member = c.cy, after?: string) =>
  answer(db.pool, who.caller, searchPatients, { query, ...(after ? { after } : {}) });

/** Patients of these last names, each with a birthday, numbers and a phone; answers their ids. */
async function people(names: readonly string[]): Promise<Id<'patient'>[]> {
  return arrange(db.owner, c.id, async () => {
    const ids: Id<'patient'>[] = [];
    for (const [n, name] of names.entries()) {
      const { rows } = await db.owner.query<{ id: Id<'patient'> }>(
        `insert into patient (clinic_id, demographic_number, last_name, first_name, date_of_birth, health_number, health_province, phone)
         values ($1, next_numbers('patient'), $2, 'Lou', '1980-05-12', $3, 'BC', '250-555-0187') returning patient_id as id`,
        [c.id, name, `900${n}`],
      );
      if (rows[0]) ids.push(rows[0].id);
    }
    return ids;
  });
}
const said = async (query: string, who?: Member) => {
  const { patients, closed } = await search(query, who);
  return {
    open: patients.map(({ lastName }) => lastName).toSorted(),
    closed: closed.map(({ lastName, at }) => [lastName, at]),
  };
};

describe('found by', () => {
  beforeEach(async () => {
    const [, shut = ''] = await people(['Adair', 'Pratt', 'Quill']);
    await block(db.owner, c, c.cy.id, [shut]);
  });
  test.each([
    ['how the name begins', 'pra', [], [['Pratt', 0]]],
    ['everybody, in the place of the name', '', ['Adair', 'Quill'], [['Pratt', 1]]],
    ['the whole day of birth', '1980-05-12', ['Adair', 'Quill'], [['Pratt', 0]]],
    ['the whole demographic number', '2', [], [['Pratt', 0]]],
    ['the whole health number', '9001', [], [['Pratt', 0]]],
    ['not by how a health number begins', '900', ['Adair', 'Quill'], []],
    ['not by a phone', '250-555-0187', ['Adair', 'Quill'], []],
    ['not by another name', 'quill', ['Quill'], []],
  ])('%s', async (_, query, open, closed) => {
    expect(await said(query)).toEqual({ open, closed });
  });

  test('the name and nothing else; whoever is not blocked sees it whole', async () => {
    const { closed } = await search('pratt');
    expect(closed).toEqual([{ patientId: expect.any(String), lastName: 'Pratt', firstName: 'Lou', at: 0 }]);
    expect((await search('pratt', c.bo)).patients).toMatchObject([{ phone: '250-555-0187' }]);
    expect((await search('pratt', c.bo)).closed).toEqual([]);
    expect((await search('pratt', (await clinic(db.owner)).cy)).closed).toEqual([]);
  });

  test('nothing at all where the clinic hides closed records', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic set closed_records = 'hidden' where clinic_id = $1`, [c.id]),
    );
    for (const query of ['', 'pratt', '2', '9001', '1980-05-12']) expect((await said(query)).closed).toEqual([]);
  });

  test('whose health number somebody wants to give to a new patient is taken all the same', async () => {
    const fields = {
      firstName: '',
      sex: '' as const,
      phone: '',
      cellPhone: '',
      email: '',
      address: '',
      city: '',
      province: '',
      postalCode: '',
    };
    const add = perform(db.pool, c.cy.caller, addPatient, {
      ...fields,
      lastName: 'Pratt',
      dateOfBirth: null,
      healthNumber: '9001',
      healthProvince: 'BC',
      mrpId: null,
      deceasedOn: null,
    });
    await expect(add).rejects.toThrow('patient/health-number-taken');
  });
});

test('emergency access makes the line whole again, a chart that alone is closed never took it away', async () => {
  const [shut = '' as never, half = '' as never] = await people(['Pratt', 'Prior']);
  await block(db.owner, c, c.cy.id, [shut], { emergency: true });
  await block(db.owner, c, c.cy.id, [half], { masterFileOpen: true });
  expect(await said('pr')).toEqual({ open: ['Prior'], closed: [['Pratt', 0]] });
  const asked = { patientId: shut, kind: 'other' as const, reason: 'Nobody else is here.' };
  await perform(db.pool, c.cy.caller, beginAccess, asked, { password: PASSWORD });
  expect(await said('pr')).toEqual({ open: ['Pratt', 'Prior'], closed: [] });
});

test('open and closed together are everybody, page by page, in one order, each once', async () => {
  const names = Array.from({ length: 130 }, (_, n) => `${'abcé'[n % 4] ?? ''}${String(n % 37).padStart(2, '0')}`);
  const ids = await people(names);
  const everybody = ids.map((id, n) => ({ id, name: names[n] ?? '' }));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(129), { minLength: 1, maxLength: 130 }), async (closed) => {
      const who = fc.sample(fc.constantFrom(c.cy, c.bo), 1)[0] ?? c.cy;
      await arrange(db.owner, c.id, () =>
        db.owner.query('update chart_block set lifted_at = now() where clinic_id = $1 and lifted_at is null', [c.id]),
      );
      await block(
        db.owner,
        c,
        who.id,
        closed.map((n) => ids[n] ?? ''),
      );
      const seen: { id: string; name: string; open: boolean }[] = [];
      let after: string | undefined;
      do {
        const page = await search('', who, after);
        const rows: typeof seen = page.patients.map((one) => ({ id: one.patientId, name: one.lastName, open: true }));
        for (const [n, one] of page.closed.entries())
          rows.splice(one.at + n, 0, { id: one.patientId, name: one.lastName, open: false });
        expect(rows.length).toBeLessThanOrEqual(50);
        seen.push(...rows);
        after = page.next ?? undefined;
      } while (after);
      const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
      const wanted = everybody.toSorted((a, b) => bytes(a.name, b.name) || bytes(a.id, b.id));
      expect(seen.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
      const shut = new Set(closed.map((n) => ids[n]));
      expect(seen.every(({ id, open }) => open !== shut.has(id as Id<'patient'>))).toBe(true);
    }),
    { numRuns: 12 },
  );
});
