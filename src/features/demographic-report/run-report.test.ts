import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { serve } from '#kernel/http.ts';
import { answer } from '#kernel/query.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { columns, type Criteria, criteriaRefusals, orders, RunReport } from './contract.ts';
import { demographicReport } from './feature.ts';
import { readReportChoices } from './read-report-choices.ts';
import { runReport } from './run-report.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

type Asked = Input<typeof RunReport>;
const run = (asked: Partial<Asked> = {}, who: Member = c.bo) =>
  perform(db.pool, who.caller, runReport, { columns: ['last-name'], criteria: {}, orderBy: 'last-name', ...asked });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const set = (sql: string, ...values: unknown[]) =>
  arrange(db.owner, c.id, () => db.owner.query(sql, [c.id, ...values]));

/** All pages of a report, and how many there were. */
async function all(asked: Partial<Asked>, who: Member = c.bo) {
  const cells: string[][] = [];
  let after: string | null | undefined;
  let pages = 0;
  do {
    const page = await run({ ...asked, ...(after ? { after } : {}) }, who);
    cells.push(...page.patients.map((one) => one.cells));
    after = page.next;
    pages += 1;
  } while (after);
  return { cells, pages };
}

test('a report answers who, how many, and leaves an entry that names no patient', async () => {
  const [ash, birch] = await patients(db.owner, c.id, ['Ash, Ida', 'Birch, Ivo', 'Cedar, Ian']);
  const asked = { columns: ['first-name', 'demographic-number'] as const, criteria: { demographicIds: '1 2, x7 99' } };
  expect(await run({ ...asked, columns: [...asked.columns] })).toEqual({
    patients: [
      { patientId: ash, cells: ['Ida', '1'] },
      { patientId: birch, cells: ['Ivo', '2'] },
    ],
    next: null,
    summary: {
      found: 2,
      shown: 2,
      fingerprint: expect.stringMatching(/^-?\d+$/),
      unreadable: { count: 1, first: ['x7'] },
      notFound: { count: 1, first: [99] },
      someClosed: false,
    },
  });
  expect(await lastEntry()).toEqual({
    actor_id: c.bo.id,
    action: 'demographic-report.run-report',
    outcome: 'done',
    subject_user_id: null,
    patient_id: null,
    reason: null,
    facts: {
      criteria: { demographicIds: [1, 2, 99], unreadable: 1 },
      columns: ['first-name', 'demographic-number'],
      orderBy: 'last-name',
      patients: 2,
    },
  });
});

test('what is pasted is kept in the entry by its number when it is long', async () => {
  await run({ criteria: { demographicIds: Array.from({ length: 300 }, (_, n) => n).join(',') } });
  expect((await lastEntry())?.facts['criteria']).toEqual({ demographicIds: 300, unreadable: 0 });
});

test('every column shows what the master file says, of a birth as much as is known', async () => {
  await patients(db.owner, c.id, ['Ash, Ida', 'Birch, Ivo']);
  await set(
    `update patient set address = '4 Cedar Way', city = 'Nanaimo', province = 'BC', postal_code = 'V9S 0A1', phone = '1', second_phone = '2',
       email = 'ida@mail.example', date_of_birth = '1980-05-12', health_number = '9876', health_version = 'AB', roster_status = 'rostered',
       patient_status = 'moved', joined_on = '2020-01-02', chart_number = 'C7', mrp_id = $2, sex = 'female', ended_on = '2021-01-02',
       health_effective_on = '2019-01-02', pcn_indicator = 'Y', health_card_type = 'BC', health_renew_on = '2027-01-02',
       family_doctor = 'Dr. Who', newsletter = 'paper' where clinic_id = $1 and demographic_number = 1`,
    c.bo.id,
  );
  await set(
    `update patient set date_of_birth = '1950-01-01', birth_precision = 'year', deceased = true where clinic_id = $1 and demographic_number = 2`,
  );
  const { patients: found } = await run({ columns: [...columns] });
  expect(found.map(({ cells }) => cells.join('|'))).toEqual([
    '1|Ash|Ida|4 Cedar Way|Nanaimo|BC|V9S 0A1|1|2|ida@mail.example|1980|05|1980-05-12|9876|AB|rostered|moved|2020-01-02|C7|' +
      '2|Castellane, Bo|female|2021-01-02|2019-01-02|Y|BC|2027-01-02|Dr. Who|paper',
    '2|Birch|Ivo||||||||1950||1950||||deceased||||||||||||',
  ]);
});

test.each(orders)('ordered by %s, pages hold together and nobody is twice on them', async (orderBy) => {
  await set(
    `insert into patient (clinic_id, demographic_number, last_name, city, date_of_birth, mrp_id, sex)
     select $1, next_numbers('patient'), 'N' || n % 7, 'C' || n % 3, case when n % 4 > 0 then date '1980-01-01' + n % 5 end,
            case when n % 2 = 0 then $2::uuid end, case n % 3 when 0 then 'female' else '' end from generate_series(1, 120) n`,
    c.bo.id,
  );
  const asked: Partial<Asked> = {
    columns: ['demographic-number', orderBy === 'random' ? 'sex' : orderBy],
    orderBy,
    seed: 7,
  };
  const { cells, pages } = await all(asked);
  expect(pages).toBe(3);
  expect(new Set(cells.map(([number]) => number)).size).toBe(120);
  if (orderBy === 'random') {
    expect((await all(asked)).cells).toEqual(cells);
    expect((await all({ ...asked, seed: 8 })).cells).not.toEqual(cells);
  } else if (orderBy === 'demographic-number') {
    expect(cells.map(([number]) => Number(number))).toEqual(cells.map((_, at) => at + 1));
  } else {
    const keys = cells.map((row) => row[1] ?? '');
    expect(keys).toEqual(keys.toSorted());
  }
});

test('a limit ends the report wherever its pages are, and the fingerprint stands for whom it shows', async () => {
  await patients(
    db.owner,
    c.id,
    Array.from({ length: 70 }, (_, n) => `P${String(n).padStart(2, '0')}`),
  );
  const limited = await run({ limit: 60 });
  expect(limited.summary).toMatchObject({ found: 70, shown: 60 });
  expect((await all({ limit: 60 })).cells.at(-1)).toEqual(['P59']);
  expect((await all({ limit: 50 })).pages).toBe(1);
  expect((await run({ limit: 100 })).summary?.fingerprint).toBe((await run()).summary?.fingerprint);
  expect(limited.summary?.fingerprint).not.toBe((await run({ limit: 60, orderBy: 'random' })).summary?.fingerprint);
});

test('only the first page counts, and every page is on record', async () => {
  await patients(
    db.owner,
    c.id,
    Array.from({ length: 51 }, (_, n) => `P${n}`),
  );
  const { next } = await run();
  expect((await run({ after: next ?? '' })).summary).toBeNull();
  expect((await lastEntry())?.facts).toMatchObject({ further: true });
});

test('who is closed to the actor is in no count, and a number of theirs is not found', async () => {
  const [ash] = await patients(db.owner, c.id, ['Ash', 'Birch']);
  await block(db.owner, c, c.cy.id, [ash ?? '']);
  const { patients: found, summary } = await run({ criteria: { demographicIds: '1 2 3' } }, c.cy);
  expect(found.map(({ cells }) => cells[0])).toEqual(['Birch']);
  expect(summary).toMatchObject({ found: 1, shown: 1, notFound: { count: 2, first: [1, 3] }, someClosed: true });
});

test.each<[Criteria, (typeof criteriaRefusals)[number]]>([
  [{ age: { comparison: 'older', from: '', style: 'exact' } }, 'report/age-missing'],
  [{ age: { comparison: 'older', from: 'x', style: 'exact' } }, 'report/age-unreadable'],
  [{ age: { comparison: 'older', from: '200', style: 'exact' } }, 'report/age-impossible'],
  [{ age: { comparison: 'between', from: '5', to: '4', style: 'exact' } }, 'report/ages-reversed'],
  [{ age: { comparison: 'between', from: '5', to: '5', style: 'year' } }, 'report/ages-contradict'],
  [{ lastVisit: { after: '2026-01-01', before: '2026-01-02' } }, 'report/visits-contradict'],
  [{ demographicIds: Array.from({ length: 50_001 }, (_, n) => n).join(' ') }, 'report/too-many-ids'],
  [{ providerIds: [randomUUID() as never] }, 'user/not-found'],
  [{ siteIds: [null, randomUUID() as never] }, 'site/not-found'],
])('%j is refused', async (criteria, code) => {
  expect(await outcome(run({ criteria }))).toBe(code);
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: code });
});

test('users and sites of another clinic are strangers', async () => {
  const other = await clinic(db.owner);
  expect(await outcome(run({ criteria: { providerIds: [other.bo.id] } }))).toBe('user/not-found');
  expect(await outcome(run({ criteria: { siteIds: [other.siteId] } }))).toBe('site/not-found');
});

test.each([
  'x',
  'W10',
  Buffer.from('["a","b",1]').toString('base64url'),
  Buffer.from(`["a","${randomUUID()}",-1]`).toString('base64url'),
])('the cursor %j is refused', async (after) => expect(await outcome(run({ after }))).toBe('request/cursor-unknown'));

test('Dee may not, and who may is told which providers and sites there are, also of the past', async () => {
  expect(await outcome(run({}, c.dee))).toBe('actor/not-permitted');
  await set(`delete from active_user where clinic_id = $1 and user_id = $2`, c.bo.id);
  const { providers, sites } = await answer(db.pool, c.cy.caller, readReportChoices, {});
  expect(providers).toEqual([
    { userId: c.bo.id, name: 'Bo Castellane', deactivated: true },
    { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false },
  ]);
  expect(sites).toEqual([{ siteId: c.siteId, name: 'Alder Point', closed: false }]);
});

describe('over HTTP', () => {
  test.each([
    [{ columns: [] }],
    [{ columns: ['sex', 'sex'] }],
    [{ columns: ['password'] }],
    [{ orderBy: 'id; drop table patient' }],
    [{ limit: 0 }],
    [{ limit: 100_001 }],
    [{ criteria: { unknown: 1 } }],
    [{ criteria: { lastName: 'a\0' } }],
    [{ criteria: { age: { comparison: 'older', from: '4', style: 'exact', asOf: '2026-02-30' } } }],
  ])('%j does not fit', async (given) => {
    const app = Fastify();
    await serve(app, db.pool, [demographicReport]);
    const answered = await app.inject({
      method: 'POST',
      url: '/api/demographic-report/runs',
      headers: { cookie: c.bo.cookie },
      payload: { columns: ['last-name'], criteria: {}, orderBy: 'last-name', ...given },
    });
    expect(answered.json()).toMatchObject({ code: 'request/malformed' });
    await app.close();
  });
});
