import type { Id } from '#kernel/brand.ts';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { PAGE } from './search-store.ts';
import { searchPatients } from './search-patients.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  await fill(c);
});
afterAll(() => db.drop());

const PEOPLE = [
  { last: 'Smith', first: 'Jo', born: '1980-05-12', health: '9876-543-217', phone: '(250) 555-0110', cell: '' },
  { last: 'Smith', first: 'Ann', born: '1980-05-12', health: '', phone: '+1 604-555-0199', cell: '250 555 0111' },
  { last: 'Smithers', first: 'Wayl', born: '1951-01-02', health: 'TREM 5101 0212', phone: '', cell: '250-555-0110' },
  { last: 'de la Cruz', first: '', born: null, health: '2505551234', phone: '987-654-3210', cell: '987-654-3210' },
  { last: 'Élan', first: 'Zoé', born: '2001-12-31', health: '', phone: '', cell: '' },
  { last: 'Abshire638', first: 'Émile', born: '1999-02-28', health: '', phone: '', cell: '' },
];

/** Demographic numbers from 1 on, in the order of PEOPLE. */
const fill = ({ id, cy }: Clinic) =>
  arrange(db.owner, id, async () => {
    for (const { last, first, born, health, phone, cell } of PEOPLE) {
      await db.owner.query(
        `insert into patient (clinic_id, demographic_number, last_name, first_name, date_of_birth, health_number, health_province, phone, cell_phone, mrp_id)
         values ($1, next_numbers('patient'), $2, $3, $4, $5, 'BC', $6, $7, $8)`,
        [id, last, first, born, health, phone, cell, last === 'Smithers' ? cy.id : null],
      );
    }
  });

const search = (query: string, who: Member = c.bo) => answer(db.pool, who.caller, searchPatients, { query });
const found = async (query: string, who?: Member) =>
  (await search(query, who)).patients.map(({ demographicNumber }) => demographicNumber);

test.each([
  ['', [6, 4, 2, 1, 3, 5]],
  ['smith', [2, 1, 3]],
  ['SMITH, j', [1]],
  ['smith,', [2, 1]],
  ['De La', [4]],
  ['élan', [5]],
  ['ÉLAN, ZOÉ', [5]],
  ['mith', []],
  ['%', []],
  ['1980-05-12', [2, 1]],
  ['1980/5/12', [2, 1]],
  ['1', [1]],
  ['9876 543', [1, 4]],
  ['trem5101', [3]],
  ['TREM 5101 0', [3]],
  ['abshire6', [6]],
  ['604 555', [2]],
  ['1-604-555-0199', [2]],
  ['250-555-01', [1, 3, 2]],
  ['250555', [4, 1, 3, 2]],
])('%j finds %j', async (query, numbers) => {
  expect(await found(query)).toEqual(numbers);
});

test('of whom only the month or the year of birth is known is found by that, and by each day of it', async () => {
  const own = await clinic(db.owner);
  await arrange(db.owner, own.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name, date_of_birth, birth_precision)
       select $1, next_numbers('patient'), name, born::date, known
         from (values ('Day', '1984-03-01', 'day'), ('Later', '1984-03-20', 'day'), ('Month', '1984-03-01', 'month'), ('Year', '1984-01-01', 'year'),
                      ('New', '1984-01-01', 'day'), ('After', '1985-01-01', 'year')) x(name, born, known)`,
      [own.id],
    ),
  );
  const names = async (query: string) =>
    (await search(query, own.bo)).patients.map(({ lastName, dateOfBirth }) => `${lastName} ${dateOfBirth ?? ''}`);
  const [day, month, year] = ['Day 1984-03-01', 'Month 1984-03', 'Year 1984'];
  expect(await names('1984-03-01')).toEqual([day, month, year]);
  expect(await names('1984-03-20')).toEqual(['Later 1984-03-20', month, year]);
  expect(await names('1984-01-01')).toEqual(['New 1984-01-01', year]);
  const inMonth = await names('1984-03');
  expect(inMonth.toSorted()).toEqual([day, 'Later 1984-03-20', month, year].toSorted());
  expect(inMonth.at(-1)).toBe(year);
  expect((await names('1984')).toSorted()).toEqual([day, 'Later 1984-03-20', month, 'New 1984-01-01', year].toSorted());
  expect(await names('1985')).toEqual(['After 1985']);
});

test('a cursor of a year that is no day is none of ours', async () => {
  const after = Buffer.from(JSON.stringify([4, 'smith', randomUUID()])).toString('base64url');
  await expect(answer(db.pool, c.bo.caller, searchPatients, { query: '1984', after })).rejects.toThrow(
    'request/cursor-unknown',
  );
});

test('says of whom it speaks, and names the MRP, also one who has left since the patient died', async () => {
  expect((await search('smithers')).patients).toEqual([
    {
      patientId: expect.any(String),
      demographicNumber: 3,
      lastName: 'Smithers',
      firstName: 'Wayl',
      dateOfBirth: '1951-01-02',
      sex: '',
      healthNumber: 'TREM 5101 0212',
      phone: '250-555-0110',
      mrp: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false },
    },
  ]);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query('update patient set deceased = true where clinic_id = $1', [c.id]);
    await db.owner.query('delete from active_user where user_id = $1', [c.cy.id]);
  });
  expect((await search('smithers')).patients[0]?.mrp).toEqual({
    userId: c.cy.id,
    name: 'Cy Okonjo',
    deactivated: true,
  });
});

test('leaves no entry, is for those who may, and ends at the clinic', async () => {
  const other = await clinic(db.owner);
  expect(await found('smith', other.bo)).toEqual([]);
  await expect(search('smith', c.dee)).rejects.toThrow('actor/not-permitted');
  expect(await entries(db.owner, other.id)).toEqual([]);
});

test.each(['', 'smith', '1980-05-12', '1', '250555', '9876543', 'trem51'])(
  'a blocked patient is not found by %j',
  async (query) => {
    const own = await clinic(db.owner);
    await fill(own);
    const before = await search(query, own.bo);
    const hidden = before.patients.map(({ patientId }) => patientId);
    expect(hidden.length).toBeGreaterThan(0);
    await block(db.owner, own, own.bo.id, hidden);
    expect((await search(query, own.bo)).patients).toEqual([]);
    expect(await search(query, own.cy)).toEqual(before);
  },
);

test.each(['?', Buffer.from('[9,"",""]').toString('base64url'), Buffer.from('[0,"a","b"]').toString('base64url')])(
  'the cursor %j is none of ours',
  async (after) => {
    await expect(answer(db.pool, c.bo.caller, searchPatients, { query: 'smith', after })).rejects.toThrow(
      'request/cursor-unknown',
    );
  },
);

// Few digits, so that one patient is found in many ways and each way has many patients.
const digits = fc.string({ unit: fc.constantFrom('1', '2'), minLength: 3, maxLength: 5 });
const crowd = fc.array(fc.record({ health: digits, phone: digits, cell: digits }), { minLength: 100, maxLength: 160 });
type Crowd = typeof crowd extends fc.Arbitrary<infer T> ? T : never;

test('page after page, everybody whom any way finds is found, and nobody twice', () =>
  fc.assert(
    fc.asyncProperty(crowd, digits, async (drawn: Crowd, query) => {
      const own = await clinic(db.owner);
      const ids = drawn.map(() => randomUUID() as Id<'patient'>);
      const column = (key: keyof Crowd[number]) => drawn.map((one) => one[key]);
      await arrange(db.owner, own.id, () =>
        db.owner.query(
          `insert into patient (clinic_id, patient_id, demographic_number, last_name, health_number, health_province, phone, cell_phone)
           select $1, i, 900000 + n, 'Crowd', h, n::text, p, c from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) with ordinality as x(i, h, p, c, n)`,
          [own.id, ids, column('health'), column('phone'), column('cell')],
        ),
      );
      const pages: string[] = [];
      let after: string | undefined;
      do {
        const page = await answer(db.pool, own.bo.caller, searchPatients, { query, ...(after ? { after } : {}) });
        expect(page.patients.length).toBeLessThanOrEqual(PAGE);
        pages.push(...page.patients.map(({ patientId }) => patientId));
        after = page.next ?? undefined;
      } while (after);
      const wanted = ids.filter((_, at) => Object.values(drawn[at] ?? {}).some((number) => number.startsWith(query)));
      expect(pages).toHaveLength(wanted.length);
      expect(new Set(pages)).toEqual(new Set(wanted));
    }),
    { numRuns: 8 },
  ));
