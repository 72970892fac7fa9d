import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { lockAway } from '../users/test-person.ts';
import { assignPool } from './assign-pool.ts';
import { exportPool } from './export-pool.ts';
import { listPool } from './list-pool.ts';
import type { ListPool } from './pool-contract.ts';
import { previewAssignment } from './preview-assignment.ts';
import { warnNextOfPool } from './alarm-store.ts';

let db: TestDatabase;
let c: Clinic;
let chart: Id<'patient'>[];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']);
  // Both without an MRP, so that being theirs waits too.
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `insert into task (clinic_id, author_id, patient_id, title, urgent, made_at, arrived_for_id)
       select $1, $2, p.id, 'Call ' || n, n = 2, now() - n * interval '2 days', case when n = 2 then $4::uuid end
         from unnest($3::uuid[]) with ordinality p(id, n)`,
      [c.id, c.ada.id, chart, c.bo.id],
    );
    await db.owner.query(
      `insert into result (clinic_id, patient_id, title, issued_at) values ($1, $2, 'Iron', now() - interval '1 day')`,
      [c.id, chart[0]],
    );
    await db.owner.query(`insert into task (clinic_id, author_id, title) values ($1, $2, 'Order paper')`, [
      c.id,
      c.ada.id,
    ]);
  });
});

const list = (wanted: Input<typeof ListPool> = {}, who: Member = c.ada) =>
  answer(db.pool, who.caller, listPool, wanted);
const says = async (wanted: Input<typeof ListPool> = {}) => (await list(wanted)).items.map(({ says: what }) => what);
const tasks = async () =>
  (await list({ kind: 'task', sort: 'waiting' })).items.map(({ kind, itemId }) => ({ kind, itemId }));
const assign = async (userId: Id<'user'>, items: Awaited<ReturnType<typeof tasks>>, who: Member = c.ada) =>
  perform(db.pool, who.caller, assignPool, { userId, items });
const weigh = (userId: Id<'user'>, items: Awaited<ReturnType<typeof tasks>>) =>
  answer(db.pool, c.ada.caller, previewAssignment, { userId, items });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const held = (userId: string) =>
  one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1', [userId]);

describe('the list', () => {
  test('holds every kind, longest waiting first, with age, urgency and whom it arrived for', async () => {
    const { items, kinds: counted, alarmDays } = await list();
    expect(items.map(({ kind, says: what }) => `${kind}: ${what}`)).toEqual(
      [
        'task: Call 2',
        'task: Call 1',
        'result: Iron, Pia Arroyo',
        'mrp-patient: Arroyo, Pia',
        'mrp-patient: Berg, Lou',
        'task: Order paper',
      ].toSorted((a, b) => order(a) - order(b)),
    );
    expect(items[0]).toMatchObject({
      facet: 'urgent',
      overdue: true,
      patient: { name: 'Lou Berg' },
      arrivedFor: { userId: c.bo.id },
    });
    expect(items[1]).toMatchObject({ facet: 'other', overdue: false, arrivedFor: null });
    expect(alarmDays).toBe(3);
    expect(counted.find(({ kind }) => kind === 'task')).toMatchObject({
      items: 3,
      urgent: 1,
      late: 1,
      overdue: 1,
      withheld: 0,
    });

    function order(line: string) {
      return items.findIndex(({ kind, says: what }) => `${kind}: ${what}` === line);
    }
  });

  test('is filtered and sorted', async () => {
    expect(await says({ kind: 'result' })).toEqual(['Iron, Pia Arroyo']);
    expect(await says({ urgent: true })).toEqual(['Call 2']);
    expect(await says({ late: true })).toEqual(['Call 2']);
    expect(await says({ overdue: true })).toEqual(['Call 2']);
    expect(await says({ patient: 'BER', kind: 'task' })).toEqual(['Call 2']);
    expect(await says({ patient: '%', kind: 'task' })).toEqual([]);
    expect(await says({ kind: 'task', sort: 'patient' })).toEqual(['Call 1', 'Call 2', 'Order paper']);
    expect(await says({ kind: 'task', sort: 'waiting', descending: true })).toEqual([
      'Order paper',
      'Call 1',
      'Call 2',
    ]);
    expect((await says({ sort: 'urgency' }))[0]).toBe('Call 2');
    expect((await list({ sort: 'kind' })).items[0]?.kind).toBe('mrp-patient');
  });

  test('comes in pages that miss nothing, in every order', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into task (clinic_id, author_id, title) select $1, $2, 'n' || n from generate_series(1, 120) n`,
        [c.id, c.ada.id],
      ),
    );
    for (const sort of ['waiting', 'urgency', 'kind', 'patient'] as const) {
      for (const descending of [false, true]) {
        const seen = new Set<string>();
        let after: string | null | undefined;
        do {
          const page: Awaited<ReturnType<typeof list>> = await list({
            kind: 'task',
            sort,
            descending,
            ...(after ? { after } : {}),
          });
          for (const { itemId } of page.items) seen.add(itemId);
          after = page.next;
        } while (after);
        expect([sort, descending, seen.size]).toEqual([sort, descending, 123]);
      }
    }
  });

  test('what is closed to the reader is a number', async () => {
    await block(db.owner, c, c.ada.id, [chart[1] ?? '']);
    const { items, kinds: counted } = await list();
    expect(JSON.stringify(items)).not.toMatch(/Berg|Call 2/);
    expect(counted.find(({ kind }) => kind === 'task')).toMatchObject({ items: 2, withheld: 1, overdue: 1 });
    expect(await says({ patient: 'berg' })).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['request/cursor-unknown', () => list({ after: 'x' })],
    ['handover/plan-malformed', () => list({ kind: 'dreams' })],
    ['actor/not-permitted', () => list({}, c.dee)],
  ])('refused: %s', async (code, asked) => {
    await expect(asked()).rejects.toThrow(code);
  });
});

describe('the file', () => {
  test('has what the filters find, and an entry', async () => {
    const { content } = (await perform(db.pool, c.ada.caller, exportPool, {
      kind: 'task',
      patient: 'berg',
    })) as unknown as {
      content: AsyncIterable<string>;
    };
    const lines: string[] = [];
    for await (const piece of content) lines.push(piece);
    const [head, ...rest] = lines.join('').trim().split('\r\n');
    expect(head).toContain('Waiting since');
    expect(rest).toHaveLength(1);
    expect(rest[0]).toMatch(/^a task,Call 2,Lou Berg,urgent,\d{4}-\d\d-\d\d \d\d:\d\d,,Bo Castellane$/);
    expect(await lastEntry()).toMatchObject({
      action: 'handover.export-pool',
      outcome: 'done',
      facts: { exported: 1 },
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['handover/plan-malformed', () => perform(db.pool, c.ada.caller, exportPool, { kind: 'dreams' })],
    ['actor/not-permitted', () => perform(db.pool, c.dee.caller, exportPool, {})],
  ])('refused: %s', async (code, asked) => {
    await expect(asked()).rejects.toThrow(code);
  });
});

describe('assigned', () => {
  test('one or many go to a user, of every kind there is, with an entry', async () => {
    const chosen = (await list()).items.map(({ kind, itemId }) => ({ kind, itemId }));
    expect(await assign(c.cy.id, chosen)).toEqual({ items: 6 });
    expect(await held(c.cy.id)).toBe(6);
    expect((await list()).items).toEqual([]);
    expect(await lastEntry()).toMatchObject({
      action: 'handover.assign-pool',
      subject_user_id: c.cy.id,
      facts: { given: expect.arrayContaining([{ kind: 'task', items: 3 }]) as unknown },
    });
  });

  test('what stands against it is shown before', async () => {
    await block(db.owner, c, c.cy.id, [chart[0] ?? '']);
    const items = await tasks();
    expect((await weigh(c.cy.id, items)).items.map(({ conflict }) => conflict ?? 'free').toSorted()).toEqual([
      'blocked',
      'free',
      'free',
    ]);
    expect((await weigh(c.dee.id, items)).items.map(({ conflict }) => conflict)).toEqual(
      Array(3).fill('not-permitted'),
    );
    await expect(assign(c.cy.id, items)).rejects.toThrow('handover/cannot-take');
    expect(await held(c.cy.id)).toBe(0);
  });

  test('of two who give the same, one is told, and nothing moves twice', async () => {
    const items = await tasks();
    const said = await Promise.allSettled([assign(c.cy.id, items), assign(c.bo.id, items)]);
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(said.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'handover/pool-changed' },
    });
    const cys = await held(c.cy.id);
    expect([0, 3]).toContain(cys);
    expect(cys + (await held(c.bo.id))).toBe(3);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['handover/pool-changed', () => assign(c.bo.id, [{ kind: 'task', itemId: crypto.randomUUID() as Id<'work'> }])],
    ['handover/plan-malformed', () => assign(c.cy.id, [{ kind: 'dreams', itemId: crypto.randomUUID() as Id<'work'> }])],
    ['user/not-found', async () => assign((await clinic(db.owner)).cy.id, await tasks())],
    [
      'work/holder-not-active',
      async () => lockAway(db.owner, c, c.cy.id).then(async () => assign(c.cy.id, await tasks())),
    ],
    ['actor/not-permitted', async () => assign(c.cy.id, await tasks(), c.dee)],
  ])('refused: %s', async (code, asked) => {
    await expect(asked()).rejects.toThrow(code);
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: code });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['user/not-found', async () => weigh((await clinic(db.owner)).cy.id, await tasks())],
    [
      'work/holder-not-active',
      async () => lockAway(db.owner, c, c.cy.id).then(async () => weigh(c.cy.id, await tasks())),
    ],
    ['handover/plan-malformed', () => weigh(c.cy.id, [{ kind: 'dreams', itemId: crypto.randomUUID() as Id<'work'> }])],
  ])('weighing refused: %s', async (code, asked) => {
    await expect(asked()).rejects.toThrow(code);
  });

  test('an item closed to whoever gives is not there to give', async () => {
    const items = await tasks();
    await block(db.owner, c, c.ada.id, [chart[1] ?? '']);
    expect((await weigh(c.cy.id, items)).items).toHaveLength(2);
    await expect(assign(c.cy.id, items)).rejects.toThrow('handover/pool-changed');
  });
});

describe('the alarm', () => {
  const noticed = async () =>
    (
      await db.owner.query<{ user_id: string; facts: object }>(
        `select user_id, facts from notice where clinic_id = $1 and kind = 'pool-waiting'`,
        [c.id],
      )
    ).rows;
  const run = async () => {
    while (await warnNextOfPool(db.pool));
  };

  test('tells each administrator once a week, with an entry that names nobody as acting', async () => {
    await run();
    await run();
    expect(await noticed()).toEqual([{ user_id: c.ada.id, facts: { items: 1, days: 3 } }]);
    expect(await lastEntry()).toMatchObject({
      actor_id: null,
      action: 'handover.warn-of-pool',
      subject_user_id: c.ada.id,
    });
  });

  test('is silent while nothing waits too long', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query('update clinic set pool_alarm_days = 30 where clinic_id = $1', [c.id]),
    );
    await run();
    expect(await noticed()).toEqual([]);
  });
});

test('what waits in the pool is known of each kind that has one', async () => {
  const { rows } = await db.owner.query<{ kind: string; waits: boolean }>(
    'select kind, waits is not null as waits from work_kind where pooled is not null',
  );
  expect(rows.every(({ waits }) => waits)).toBe(true);
});
