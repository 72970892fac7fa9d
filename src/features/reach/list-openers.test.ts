import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { explainAccess } from '#features/roles/explain-access.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { looking } from '#test/looking.ts';
import { arrange, type Clinic, clinic, entries, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import type { ListOpeners } from './contract.ts';
import { listOpeners } from './list-openers.ts';
import { agedByAYear, dayFromNow, layBlock, refusedWith } from './test-reach.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia, lou] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou'])) as [Id<'patient'>, Id<'patient'>];
});

type More = Omit<Input<typeof ListOpeners>, 'patientId'>;
const list = (more: More = {}, patientId = pia) => perform(db.pool, c.ada.caller, listOpeners, { patientId, ...more });
const short = async (more: More = {}) => (await list(more)).openers.map(({ name, standing }) => `${name}: ${standing}`);
const change = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));

test('who could, who is kept out and by what; the look leaves its entry', async () => {
  const family = await layBlock(db.owner, c, 'Family', c.cy, [pia], { reason: 'relatives', emergencyAllowed: true });
  const said = await list();
  expect(said).toMatchObject({
    patient: { patientId: pia, lastName: 'Arroyo', firstName: 'Pia', demographicNumber: 1, dateOfBirth: null },
    could: 2,
    keptOut: 1,
    openers: [
      { name: 'Bo Castellane', standing: 'could', through: [{ name: 'doctor' }], blocks: [], deactivated: false },
      { name: 'Ada Lindqvist', standing: 'could', through: [{ name: 'admin' }, { name: 'doctor' }] },
      {
        name: 'Cy Okonjo',
        standing: 'blocked',
        blocks: [
          {
            blockId: family,
            set: 'Family',
            laidBy: 'Ada Lindqvist',
            reason: 'relatives',
            emergencyAllowed: true,
            endsAt: null,
          },
        ],
      },
    ],
    next: null,
  });
  expect(await entries(db.owner, c.id)).toMatchObject([
    { actor_id: c.ada.id, action: 'reach.list-openers', outcome: 'done', patient_id: pia, facts: { shown: 3 } },
  ]);
});

test('whoever is locked or has nothing to sign in with could not', async () => {
  await change(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, c.bo.id);
  await change('delete from credentials where user_id = $1', c.cy.id);
  expect(await short()).toEqual(['Bo Castellane: locked', 'Ada Lindqvist: could', 'Cy Okonjo: no-credentials']);
  expect(await short({ could: true })).toEqual(['Ada Lindqvist: could']);
  expect(await short({ could: false })).toEqual(['Bo Castellane: locked', 'Cy Okonjo: no-credentials']);
  expect(await short({ keyword: 'OKON' })).toEqual(['Cy Okonjo: no-credentials']);
});

test('it says of each what the explanation says, now and then', async () => {
  await agedByAYear(db.owner, c);
  await layBlock(db.owner, c, 'Family', c.cy, [pia], { laidAgo: '30 days', liftedAgo: '10 days' });
  await layBlock(db.owner, c, 'Ended', c.bo, [pia], { laidAgo: '30 days', endedAgo: '20 days' });
  await block(db.owner, c, c.bo.id, [lou]);
  await change('delete from user_role where user_id = $1', c.dee.id);
  await change('insert into user_role values ($1, $2, $3)', c.id, c.dee.id, c.roles.doctor);
  await change('delete from active_user where user_id = $1', c.cy.id);
  const days = [...(await Promise.all([-40, -25, -15, -5].map((n) => dayFromNow(db.owner, n)))), undefined];
  for (const day of days) {
    for (const patientId of [pia, lou]) {
      const asOf = day ? { day } : {};
      const { openers, could } = await list(asOf, patientId);
      const named = new Set(openers.filter(({ standing }) => standing === 'could').map(({ userId }) => userId));
      expect(could).toBe(named.size);
      for (const { id, username } of [c.ada, c.bo, c.cy, c.dee]) {
        const input = { userId: id, permission: 'charts.open-chart', patientId, ...asOf };
        const { allowed } = await perform(db.pool, c.ada.caller, explainAccess, input);
        expect([day, username, named.has(id)]).toEqual([day, username, allowed]);
      }
    }
  }
  expect(await short({ day: days[1] ?? '' })).toEqual([
    'Bo Castellane: blocked',
    'Ada Lindqvist: could',
    'Cy Okonjo: blocked',
  ]);
});

test('many come page by page', async () => {
  await change(
    `with made as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
       select $1, 5000 + n, 'Many', 'N' || lpad(n::text, 3, '0'), 'nurse' from generate_series(1, 60) n returning user_id),
     active as (insert into active_user (clinic_id, user_id) select $1, user_id from made returning user_id)
     insert into user_role select $1, user_id, $2 from active`,
    c.id,
    c.roles.doctor,
  );
  const first = await list();
  const second = await list({ after: first.next ?? '' });
  expect([first.could, first.keptOut, first.openers.length, second.openers.length, second.next]).toEqual([
    3,
    60,
    50,
    13,
    null,
  ]);
});

describe('refused', () => {
  const refused = (more: object, by = c.ada) => refusedWith(db, c, by, listOpeners, { patientId: pia, ...more });

  test('patient/not-found: none, of another clinic, or closed to whoever asks, if the master file is not', async () => {
    expect(await refused({ patientId: randomUUID() })).toBe('patient/not-found');
    const other = await clinic(db.owner);
    const [an] = await patients(db.owner, other.id, ['Zhou, An']);
    expect(await refused({ patientId: an })).toBe('patient/not-found');
    await layBlock(db.owner, c, 'Own', c.ada, [pia], { masterFileOpen: true });
    expect(await refused({})).toBe('patient/not-found');
    expect(await looking(db, c.ada, 'select from kept_from_patient($1, null)', [pia])).toEqual([]);
  });
  test('role/moment-to-come and role/not-on-record', async () => {
    expect(await refused({ day: await dayFromNow(db.owner, 1) })).toBe('role/moment-to-come');
    expect(await refused({ day: '2001-01-01' })).toBe('role/not-on-record');
  });
  test('request/cursor-unknown', async () => {
    expect(await refused({ after: 'x' })).toBe('request/cursor-unknown');
  });
  test('actor/not-permitted, nor does the database say it to them', async () => {
    expect(await refused({}, c.cy)).toBe('actor/not-permitted');
    await expect(looking(db, c.cy, 'select kept_from_patient($1, null)', [pia])).rejects.toThrow('not permitted');
  });
});
