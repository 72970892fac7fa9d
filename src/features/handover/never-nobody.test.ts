// Over every kind of open work that is stamped: by no path of the database is a piece of it given to somebody who has left,
// nor to nobody without waiting in the pool, where it is seen.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, one, patients } from '#test/staff.ts';
import { openWork } from '#test/work.ts';
import { leave } from '../users/test-person.ts';
import { kinds } from './kinds.ts';

/** What may be nobody’s without waiting in the pool, and who sees to it then. */
const looksAfter: Readonly<Record<string, string>> = {
  'privacy-officer': 'the administrators answer, as where there was never one',
  'kept-set': 'a job lets an administrator go on (docs/decisions/0031)',
  'block-review': 'it falls due before all who may lay blocks',
};

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  const [patient = ''] = await patients(db.owner, c.id, ['Greaves, Anselm']);
  await openWork(db.owner, c, c.bo.id, [patient]);
  await arrange(db.owner, c.id, elsewhere);
  await leave(db.owner, c, await stranger());
});

/** What a clinic has one of, and what hangs on sets and reviews. */
async function elsewhere(): Promise<void> {
  const run = (sql: string, ...more: unknown[]) => db.owner.query(sql, [c.id, c.bo.id, ...more]);
  await run('insert into account_owner (clinic_id, holder_id) values ($1, $2)');
  await run('update clinic set privacy_officer_id = $2 where clinic_id = $1');
  await run(
    `insert into patient_set (clinic_id, name, criteria, kept_up_to_date, kept_by_id) values ($1, 'Kept', '{}', true, $2)`,
  );
  await run(
    `with made as (insert into patient_set (clinic_id, name) values ($1, 'Family') returning set_id)
     insert into chart_block (clinic_id, set_id, user_id, laid_by_id, review_on) select $1, set_id, $3, $2, current_date + 30 from made`,
    c.dee.id,
  );
  await run(
    `with started as (
       insert into access_review (clinic_id, name, scope, clinic_name, started_by, started_by_name, due_on, time_zone)
       select clinic_id, 'Spring', 'all', name, $2::uuid, 'Bo Castellane', current_date + 30, time_zone from clinic where clinic_id = $1
       returning review_id)
     insert into access_review_line (clinic_id, review_id, user_id, user_number, name, sort_name, type, status, roles, sites,
                                     permissions, blocks, reviewer_id, reviewer_name)
     select $1, review_id, u.user_id, u.user_number, u.first_name, u.sort_name, u.type, 'active', '[]', '[]', 0, 0, $2, 'Bo Castellane'
       from started, clinic_user u where u.clinic_id = $1 and u.user_id = $3`,
    c.cy.id,
  );
}

let gone: Id<'user'>;
async function stranger(): Promise<Id<'user'>> {
  gone = await arrange(db.owner, c.id, async () => {
    const userId = await one<Id<'user'>>(
      db.owner,
      `insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type)
       values ($1, gen_random_uuid(), next_numbers('user'), 'Gone', 'Long', 'doctor') returning user_id`,
      [c.id],
    );
    await db.owner.query('insert into active_user (clinic_id, user_id) values ($1, $2)', [c.id, userId]);
    return userId;
  });
  return gone;
}

const stampOf = async (kind: string) =>
  (
    await db.owner.query<{ target: string; id: string; open: string }>(
      'select target, id, is_open as open from work_kind where kind = $1',
      [kind],
    )
  ).rows[0] ?? { target: '', id: '', open: '' };

/** Gives Bo's work of a kind to somebody, as the owner of the database; how many items that were. */
async function give(kind: string, to: Id<'user'> | null): Promise<number> {
  const { target, id, open } = await stampOf(kind);
  return arrange(db.owner, c.id, async () => {
    const ids = await db.owner.query<{ id: string }>(
      `select w.${id} as id from ${target} w where w.clinic_id = $1 and w.open_holder_id = $2 and ${open}`,
      [c.id, c.bo.id],
    );
    const { rowCount } = await db.owner.query(
      `update ${target} w set holder_id = $3, came_from_id = $2 where w.clinic_id = $1 and w.${id} = any($4::uuid[])`,
      [c.id, c.bo.id, to, ids.rows.map((row) => row.id)],
    );
    return rowCount ?? 0;
  });
}

const inPool = async (kind: string) =>
  one<number>(db.owner, `select count(*)::int from pooled_work where clinic_id = $1 and kind = $2`, [c.id, kind]);

describe.each(kinds.map(({ kind, dispositions }) => ({ kind, dispositions })))('$kind', ({ kind, dispositions }) => {
  test('is never of somebody who has left', async () => {
    await expect(give(kind, gone)).rejects.toMatchObject({ code: '23503' });
  });

  test('is never nobody’s out of sight', async () => {
    const before = await inPool(kind);
    const given = await give(kind, null).catch(({ code }: { code: string }) => code);
    if (typeof given === 'string') {
      // Not null, a check, or what must be found of whoever follows.
      expect(given).toMatch(/^(235(02|14)|P0002)$/);
      expect(dispositions).not.toContain('return');
    } else {
      expect(given).toBeGreaterThan(0);
      if (!(kind in looksAfter)) expect((await inPool(kind)) - before).toBe(given);
    }
  });
});
