import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { doing } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, one } from '#test/staff.ts';
import { block } from '#test/work.ts';
import type { AgeComparison, Criteria } from './contract.ts';
import { matching } from './public.ts';

let db: TestDatabase;
let c: Clinic;
const ids = new Map<string, string>();

/** Adds a patient of this name, with these columns; answers nothing, `found` speaks of them by name. */
async function patient(name: string, columns: Readonly<Record<string, unknown>> = {}) {
  const keys = Object.keys(columns);
  const id = await arrange(db.owner, c.id, () =>
    one<string>(
      db.owner,
      `insert into patient (clinic_id, demographic_number, last_name${keys.map((key) => `, ${key}`).join('')})
       values ($1, next_numbers('patient'), $2${keys.map((_, at) => `, $${at + 3}`).join('')}) returning patient_id`,
      [c.id, name, ...Object.values(columns)],
    ),
  );
  ids.set(id, name);
  return id;
}

async function found(criteria: Criteria, who: Member = c.bo): Promise<string[]> {
  let rows: { patient_id: string }[] = [];
  await perform(
    db.pool,
    who.caller,
    doing(async (tx) => {
      ({ rows } = await matching(criteria).execute(tx));
    }),
    {},
  );
  return rows.map(({ patient_id }) => ids.get(patient_id) ?? patient_id).toSorted();
}

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const aged = (
  comparison: AgeComparison,
  from: string,
  asOf: string,
  more: Partial<NonNullable<Criteria['age']>> = {},
) => found({ age: { comparison, from, asOf, style: 'exact', ...more } });

describe('age', () => {
  beforeAll(async () => {
    c = await clinic(db.owner);
    await patient('Leap', { date_of_birth: '2004-02-29' });
    await patient('May', { date_of_birth: '2004-05-12' });
    await patient('June-known', { date_of_birth: '2004-06-01', birth_precision: 'month' });
    await patient('Year-known', { date_of_birth: '2004-01-01', birth_precision: 'year' });
    await patient('Unknown');
  });

  test('a birthday counts from its morning on', async () => {
    expect(await aged('equal', '18', '2022-05-12')).toContain('May');
    expect(await aged('equal', '18', '2022-05-11')).not.toContain('May');
    expect(await aged('older', '17', '2022-05-12')).toContain('May');
    expect(await aged('older', '18', '2023-05-11')).not.toContain('May');
    expect(await aged('between-including', '18', '2022-05-12', { to: '18' })).toContain('May');
    expect(await aged('between-including', '17', '2022-05-12', { to: '17' })).not.toContain('May');
  });

  test('whoever is born on 29 February is a year older on 1 March of a common year', async () => {
    expect(await aged('equal', '18', '2022-02-28')).not.toContain('Leap');
    expect(await aged('equal', '18', '2022-03-01')).toContain('Leap');
    expect(await aged('equal', '20', '2024-02-29')).toContain('Leap');
    expect(await aged('equal', '20', '2024-02-28')).not.toContain('Leap');
  });

  test('in the year means by the end of it', async () => {
    expect(await aged('equal', '18', '2022-01-01', { style: 'year' })).toEqual([
      'June-known',
      'Leap',
      'May',
      'Year-known',
    ]);
    expect(await aged('equal', '18', '2023-01-01', { style: 'year' })).toEqual([]);
  });

  test('of a month or year that is known the whole span must fit', async () => {
    expect(await aged('equal', '18', '2022-06-15')).toEqual(['Leap', 'May']);
    expect(await aged('equal', '18', '2022-06-30')).toEqual(['June-known', 'Leap', 'May']);
    expect(await aged('equal', '18', '2022-12-31')).toEqual(['June-known', 'Leap', 'May', 'Year-known']);
    expect(await aged('younger', '18', '2022-01-01')).toEqual(['June-known', 'Leap', 'May']);
    expect(await aged('younger', '18', '2021-12-31')).toEqual(['June-known', 'Leap', 'May', 'Year-known']);
  });

  test('nobody has an age before they are born', async () => {
    expect(await aged('younger', '150', '2004-02-28')).toEqual([]);
    expect(await aged('younger', '1m', '2004-05-12')).toEqual(['May']);
  });

  test('agrees with a calendar that is walked day by day', async () => {
    c = await clinic(db.owner);
    const births = ['2000-01-31', '2000-02-29', '2001-02-28', '2001-03-01', '2001-03-31', '2001-12-31', '2002-01-01'];
    for (const born of births) await patient(born, { date_of_birth: born });
    const monthsOld = (born: string, on: string): number => {
      const [by = 0, bm = 0, bd = 0] = born.split('-').map(Number);
      const [y = 0, m = 0, d = 0] = on.split('-').map(Number);
      return (y - by) * 12 + (m - bm) - (d < bd ? 1 : 0);
    };
    const day = fc
      .date({ min: new Date('2001-12-31T00:00:00Z'), max: new Date('2012-12-31T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(day, fc.integer({ min: 0, max: 130 }), async (asOf, months) => {
        const expected = births.filter((born) => born <= asOf && monthsOld(born, asOf) === months);
        expect(await aged('equal', `${months}m`, asOf)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('everything else', () => {
  let far: string;
  beforeAll(async () => {
    c = await clinic(db.owner);
    far = await arrange(db.owner, c.id, () =>
      one<string>(
        db.owner,
        `insert into site (clinic_id, name, short_name) values ($1, 'Far', 'F') returning site_id`,
        [c.id],
      ),
    );
    const seen = async (id: string, at: string, status = 'seen') =>
      arrange(db.owner, c.id, () =>
        db.owner.query(
          `insert into appointment (clinic_id, patient_id, site_id, starts_at, ends_at, status) values ($1, $2, $3, $4, $4::timestamptz + interval '1 hour', $5)`,
          [c.id, id, c.siteId, at, status],
        ),
      );
    const ash = await patient('Ash', {
      first_name: 'Ida',
      sex: 'female',
      mrp_id: c.bo.id,
      site_id: c.siteId,
      postal_code: 'V9S 0A1',
      roster_status: 'rostered',
    });
    const birch = await patient('Birch', {
      first_name: 'Ivo',
      sex: 'male',
      mrp_id: c.cy.id,
      site_id: far,
      postal_code: 'v9s0b2',
      patient_status: 'moved',
    });
    const cedar = await patient('Cedar', { first_name: 'Ian', sex: 'other', postal_code: 'V8A 1A1', deceased: true });
    await patient('Çedar', { first_name: '%_', deceased_on: '2020-01-01' });
    // 1 March in Vancouver begins at 08:00 UTC.
    await seen(ash, '2026-03-01T07:59:00Z');
    await seen(birch, '2026-03-01T08:00:00Z');
    await seen(birch, '2026-05-01T08:00:00Z', 'no-show');
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into chart_note (clinic_id, patient_id, title, written_at) values ($1, $2, 'Visit', '2026-04-01T12:00:00Z')`,
        [c.id, cedar],
      ),
    );
  });

  test.each<[string, () => Criteria, string[]]>([
    ['nothing', () => ({}), ['Ash', 'Birch', 'Cedar', 'Çedar']],
    [
      'spaces',
      () => ({ lastName: '  ', firstName: ' ', postalCode: ' ', demographicIds: '\n' }),
      ['Ash', 'Birch', 'Cedar', 'Çedar'],
    ],
    ['how the last name begins', () => ({ lastName: 'çE' }), ['Çedar']],
    ['how the first name begins', () => ({ firstName: 'i' }), ['Ash', 'Birch', 'Cedar']],
    ['no pattern', () => ({ firstName: '%' }), ['Çedar']],
    ['sexes', () => ({ sexes: ['other', ''] }), ['Cedar', 'Çedar']],
    ['a roster status', () => ({ rosterStatuses: ['rostered'] }), ['Ash']],
    ['deceased either way', () => ({ patientStatuses: ['deceased'] }), ['Cedar', 'Çedar']],
    ['statuses of the living', () => ({ patientStatuses: ['active', 'moved'] }), ['Ash', 'Birch']],
    ['a provider', () => ({ providerIds: [c.bo.id] }), ['Ash']],
    ['a provider or none', () => ({ providerIds: [c.cy.id, null] }), ['Birch', 'Cedar', 'Çedar']],
    ['a site', () => ({ siteIds: [far as never] }), ['Birch']],
    ['no site', () => ({ siteIds: [null] }), ['Cedar', 'Çedar']],
    ['a postal code', () => ({ postalCode: 'v9S0' }), ['Ash', 'Birch']],
    ['a last visit before a day of the clinic', () => ({ lastVisit: { before: '2026-03-01' } }), ['Ash']],
    [
      'a last visit after a day, seen or written down',
      () => ({ lastVisit: { after: '2026-02-28' } }),
      ['Birch', 'Cedar'],
    ],
    ['a last visit between', () => ({ lastVisit: { after: '2026-02-28', before: '2026-03-02' } }), ['Birch']],
    ['no visit asked for', () => ({ lastVisit: {} }), ['Ash', 'Birch', 'Cedar', 'Çedar']],
    ['numbers', () => ({ demographicIds: '2;4 99 x' }), ['Birch', 'Çedar']],
    ['no number that can be read', () => ({ demographicIds: 'x' }), []],
    [
      'all of it at once',
      () => ({ sexes: ['male'], lastName: 'b', siteIds: [far as never], postalCode: 'V9' }),
      ['Birch'],
    ],
  ])('%s', async (_, criteria, names) => {
    expect(await found(criteria())).toEqual(names);
  });

  test('who is closed to the actor is not found, and of a closed chart the visits say nothing', async () => {
    const idOf = (name: string) => [...ids].findLast(([, its]) => its === name)?.[0] ?? '';
    await block(db.owner, c, c.cy.id, [idOf('Ash')]);
    expect(await found({}, c.cy)).toEqual(['Birch', 'Cedar', 'Çedar']);
    expect(await found({ demographicIds: '1' }, c.cy)).toEqual([]);
    await arrange(db.owner, c.id, async () => {
      const setId = await one(
        db.owner,
        `insert into patient_set (clinic_id, name) values ($1, 'Open files') returning set_id`,
        [c.id],
      );
      await db.owner.query('insert into patient_set_member values ($1, $2, $3)', [c.id, setId, idOf('Birch')]);
      await db.owner.query(
        'insert into chart_block (clinic_id, set_id, user_id, master_file_open) values ($1, $2, $3, true)',
        [c.id, setId, c.cy.id],
      );
    });
    expect(await found({}, c.cy)).toEqual(['Birch', 'Cedar', 'Çedar']);
    expect(await found({ lastVisit: { after: '2026-02-28' } }, c.cy)).toEqual(['Cedar']);
    expect(await found({ lastVisit: { after: '2026-02-28' } }, c.bo)).toEqual(['Birch', 'Cedar']);
  });

  test('another clinic’s patients are not there', async () => {
    const other = await clinic(db.owner);
    expect(await found({}, other.bo)).toEqual([]);
  });
});
