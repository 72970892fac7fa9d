import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { readSession } from '../sign-in/read-session.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD, patients } from '#test/staff.ts';
import { block, openWork, toUser, without, worked } from '#test/work.ts';
import type { PlanRule } from './contract.ts';
import { deactivateUser } from './deactivate-user.ts';
import { kinds } from './kinds.ts';
import { listOpenWork } from './list-open-work.ts';
import { listWaiting } from './list-waiting.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { readDeparture } from './read-departure.ts';
import { readPool } from './read-pool.ts';
import { readReceipt } from './read-receipt.ts';

let db: TestDatabase;
let c: Clinic;
let chart: Id<'patient'>[];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Chan, Mei']);
  await openWork(db.owner, c, c.bo.id, chart);
});

const names = kinds.map(({ kind }) => kind);
/** What Bo holds: three of each kind that there is some of. */
const ALL = 3 * worked.length;
/** What one patient of Bo's brings to Cy: one of each kind, but for the MRP, who is Bo already. */
const ONE = worked.length - 1;
const allTo = (userId: string) => names.map((kind) => toUser(kind, userId));
const allBut = (kindsOf: readonly string[], userId: string) =>
  allTo(userId).filter(({ kind }) => !kindsOf.includes(kind));
const preview = (plan: PlanRule[]) => answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });
const deactivate = async (plan: PlanRule[], planHash?: string) =>
  perform(
    db.pool,
    c.ada.caller,
    deactivateUser,
    { userId: c.bo.id, plan, planHash: planHash ?? (await preview(plan)).planHash, reason: 'moved away' },
    { password: PASSWORD },
  );
const count = (of: string) => one<number>(db.owner, `select count(*)::int from ${of}`);
const heldBy = (userId: string) =>
  one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1', [userId]);

test('the stamped kinds are the listed ones, and every table with a holder is stamped', async () => {
  const { rows } = await db.owner.query<{ kind: string; held: string }>(
    'select kind, held from work_kind order by kind',
  );
  expect(rows.map(({ kind }) => kind)).toEqual(names.toSorted());
  const { rows: tables } = await db.owner.query<{ table_name: string }>(
    `select table_name from information_schema.columns where table_schema = 'custodian' and column_name = 'open_holder_id'`,
  );
  for (const { table_name } of tables)
    expect(
      rows.some(({ held }) => held.includes(` from ${table_name} w `)),
      table_name,
    ).toBe(true);
});

test('the preview counts every kind, tells items apart, and says what would be left', async () => {
  const { kinds: weighed, sessions, refused } = await preview([toUser('task', c.cy.id)]);
  expect(weighed.map(({ kind, count: items, left }) => [kind, items, left])).toEqual(
    names.map((kind) => (worked.includes(kind) ? [kind, 3, kind === 'task' ? 0 : 3] : [kind, 0, 0])),
  );
  expect(weighed.find(({ kind }) => kind === 'message')?.facets).toEqual([
    { facet: 'snoozed', items: 1 },
    { facet: 'unread', items: 2 },
  ]);
  expect([sessions, refused]).toEqual([1, null]);
});

describe('done', () => {
  test('all open work goes to the successor, the user is out, and one entry says so', async () => {
    const said = await deactivate(allTo(c.cy.id));
    expect(said.moved).toEqual(worked.map((kind) => ({ kind, items: 3 })));
    expect([await heldBy(c.cy.id), await heldBy(c.bo.id)]).toEqual([ALL, 0]);
    expect(await count(`handover_item where handover_id = '${said.handoverId}' and successor_id = '${c.cy.id}'`)).toBe(
      ALL,
    );
    for (const table of ['active_user', 'session', 'user_role', 'site_assignment']) {
      expect(await count(`${table} where user_id = '${c.bo.id}'`), table).toBe(0);
    }
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      actor_id: c.ada.id,
      action: 'handover.deactivate-user',
      outcome: 'done',
      reason: 'moved away',
      subject_user_id: c.bo.id,
    });
    await expect(answer(db.pool, c.bo.caller, readSession, {})).rejects.toThrow('session/ended');
  });

  test('the successor sees whom the work came from, and the author of what moved stays', async () => {
    await deactivate(allTo(c.cy.id));
    expect(
      await count(`task where holder_id = '${c.cy.id}' and came_from_id = '${c.bo.id}' and author_id = '${c.ada.id}'`),
    ).toBe(3);
    expect(await count(`result where holder_id = '${c.cy.id}' and orderer_id = '${c.bo.id}'`)).toBe(3);
    expect(await count(`chart_note where holder_id = '${c.cy.id}' and author_id = '${c.bo.id}'`)).toBe(3);
  });

  test('the receipt adds up: counted before, moved, nothing left', async () => {
    await openWork(db.owner, c, c.cy.id, chart.slice(0, 1));
    const { handoverId } = await deactivate(allTo(c.cy.id));
    const receipt = await answer(db.pool, c.ada.caller, readReceipt, { handoverId });
    expect(receipt).toMatchObject({
      leaver: { name: 'Bo Castellane', deactivated: true },
      actor: { name: 'Ada Lindqvist', deactivated: false },
      successors: [{ userId: c.cy.id, before: ONE, after: ALL + ONE }],
      leftNow: 0,
      sessionsEnded: 1,
    });
    expect(receipt.lines.reduce((total, { items }) => total + items, 0)).toBe(ALL);
    expect(receipt.counted.reduce((total, { items }) => total + items, 0)).toBe(ALL);
    expect(await heldBy(c.cy.id)).toBe(ALL + ONE);
  });

  test('MDBilling is disconnected: said before, done with the rest, and kept in receipt and entry', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
         values ($1, $2, 'on.mdbilling', 0, 'connected', false), ($1, $2, 'on.billing-number', 0, '123456', true)`,
        [c.id, c.bo.id],
      ),
    );
    expect((await preview([])).disconnects).toEqual(['on.mdbilling']);
    const { handoverId } = await deactivate(allTo(c.cy.id));
    expect(await answer(db.pool, c.ada.caller, readReceipt, { handoverId })).toMatchObject({
      disconnected: ['on.mdbilling'],
    });
    expect((await entries(db.owner, c.id)).at(-1)?.facts).toMatchObject({ disconnected: ['on.mdbilling'] });
    const fields = await db.owner.query('select field from provider_field where user_id = $1', [c.bo.id]);
    expect(fields.rows).toEqual([{ field: 'on.billing-number' }]);
  });

  test('work of patients closed to the administrator moves too, unseen', async () => {
    await block(db.owner, c, c.ada.id, chart);
    const { items } = await answer(db.pool, c.ada.caller, listOpenWork, { userId: c.bo.id, kind: 'task' });
    expect(items.map(({ says }) => says)).toEqual([null, null, null]);
    expect((await deactivate(allTo(c.cy.id))).moved).toHaveLength(worked.length);
  });

  test('appointments can be cancelled and keep their holder; messages and tasks can go to the pool', async () => {
    await deactivate([
      ...allBut(['appointment', 'message', 'task'], c.cy.id),
      without('appointment', 'cancel'),
      without('message', 'return'),
      without('task', 'return'),
    ]);
    expect(await count(`appointment where holder_id = '${c.bo.id}' and status = 'cancelled'`)).toBe(3);
    const { kinds: pool } = await answer(db.pool, c.ada.caller, readPool, {});
    expect(pool.map(({ kind, items }) => [kind, items])).toEqual([
      ['message', 3],
      ['task', 3],
    ]);
  });

  test('what the leaver had is known on the day of return', async () => {
    await deactivate(allTo(c.cy.id));
    expect(await answer(db.pool, c.ada.caller, readDeparture, { userId: c.bo.id })).toMatchObject({
      departure: {
        byName: 'Ada Lindqvist',
        reason: 'moved away',
        roles: [{ roleId: c.roles.doctor, name: 'doctor' }],
        sites: [{ siteId: c.siteId, name: 'Alder Point' }],
      },
    });
    expect(await answer(db.pool, c.ada.caller, readDeparture, { userId: c.cy.id })).toEqual({ departure: null });
  });
});

describe('conflicts are known before', () => {
  const ruleOf = async (kind: string, successorId: string) =>
    (await preview([toUser(kind, successorId)])).kinds.find((each) => each.kind === kind)?.rules[0];
  const passedBy = async (kind: string, successorId: string) => (await ruleOf(kind, successorId))?.passed;

  test('an overlap is shown and does not stand in the way', async () => {
    await openWork(db.owner, c, c.cy.id, chart.slice(0, 1));
    expect(await ruleOf('appointment', c.cy.id)).toMatchObject({
      items: 3,
      doubts: [{ conflict: 'overlaps', items: 1 }],
    });
    await deactivate(allTo(c.cy.id));
    expect(await heldBy(c.cy.id)).toBe(ALL + ONE);
  });

  test('a successor who may not do this work cannot take it', async () => {
    expect(await passedBy('task', c.dee.id)).toEqual([{ conflict: 'not-permitted', items: 3 }]);
    await expect(deactivate(allTo(c.dee.id))).rejects.toThrow('handover/work-left');
  });

  test('an administrator cannot be booked', async () => {
    expect(await passedBy('appointment', c.ada.id)).toEqual([{ conflict: 'not-bookable', items: 3 }]);
  });

  test('a successor who is not assigned to the site cannot be booked there', async () => {
    await arrange(db.owner, c.id, () => db.owner.query('delete from site_assignment where user_id = $1', [c.cy.id]));
    expect(await passedBy('appointment', c.cy.id)).toEqual([{ conflict: 'not-at-site', items: 3 }]);
  });

  test('a closed chart never changes hands to the one it is closed to: such items need another way', async () => {
    await block(db.owner, c, c.cy.id, chart.slice(0, 1));
    expect(await passedBy('task', c.cy.id)).toEqual([{ conflict: 'blocked', items: 1 }]);
    const listed = await answer(db.pool, c.ada.caller, listOpenWork, {
      userId: c.bo.id,
      kind: 'task',
      plan: [toUser('task', c.cy.id)],
      onlyConflicts: true,
    });
    expect(listed.items).toMatchObject([{ conflict: 'blocked', says: 'Call back 1' }]);
    await deactivate([
      ...allBut(['appointment', 'task', 'prescription', 'mrp-patient'], c.ada.id),
      toUser('appointment', c.cy.id),
      without('appointment', 'cancel'),
      toUser('task', c.cy.id),
      without('task', 'return'),
      toUser('prescription', c.cy.id),
      without('prescription', 'cancel'),
      toUser('mrp-patient', c.cy.id),
      without('mrp-patient', 'return'),
    ]);
    expect([
      await count(`task where holder_id = '${c.cy.id}'`),
      await count(`task where clinic_id = '${c.id}' and holder_id is null`),
    ]).toEqual([2, 1]);
  });
});

describe('refused, and nothing changes', () => {
  const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
  const unchanged = async () =>
    expect([await heldBy(c.bo.id), await count(`handover where clinic_id = '${c.id}'`)]).toEqual([ALL, 0]);

  test('without a word for some of the work', async () => {
    await expect(deactivate(allTo(c.cy.id).slice(1))).rejects.toThrow('handover/work-left');
    await unchanged();
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'handover/work-left' });
  });

  test('when work arrived since the preview', async () => {
    const { planHash } = await preview(allTo(c.cy.id));
    await arrange(db.owner, c.id, () =>
      db.owner.query(`insert into task (clinic_id, holder_id, author_id, title) values ($1, $2, $3, 'late')`, [
        c.id,
        c.bo.id,
        c.ada.id,
      ]),
    );
    await expect(deactivate(allTo(c.cy.id), planHash)).rejects.toThrow('handover/plan-changed');
    expect(await heldBy(c.bo.id)).toBe(ALL + 1);
  });

  test('when the password is wrong or missing', async () => {
    const input = {
      userId: c.bo.id,
      plan: allTo(c.cy.id),
      planHash: (await preview(allTo(c.cy.id))).planHash,
      reason: 'x',
    };
    await expect(perform(db.pool, c.ada.caller, deactivateUser, input, { password: 'Wrong7one' })).rejects.toThrow(
      'confirmation/password-wrong',
    );
    expect(await lastEntry()).toMatchObject({
      actor_id: c.ada.id,
      action: 'handover.deactivate-user',
      reason: 'confirmation/password-wrong',
      subject_user_id: c.bo.id,
    });
    await expect(perform(db.pool, c.ada.caller, deactivateUser, input)).rejects.toThrow(
      'confirmation/password-missing',
    );
    await unchanged();
  });

  test('five wrong passwords sign the administrator out', async () => {
    const input = { userId: c.bo.id, plan: [], planHash: '', reason: 'x' };
    for (let n = 0; n < 5; n += 1)
      await expect(perform(db.pool, c.ada.caller, deactivateUser, input, { password: 'no' })).rejects.toThrow(
        'confirmation/password-wrong',
      );
    await expect(perform(db.pool, c.ada.caller, deactivateUser, input, { password: PASSWORD })).rejects.toThrow(
      'session/ended',
    );
  });

  test('to a successor who has left, is locked, or is the leaver', async () => {
    await expect(deactivate(allTo(c.bo.id))).rejects.toThrow('handover/successor-is-leaver');
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
    );
    await expect(deactivate(allTo(c.cy.id))).rejects.toThrow('handover/successor-locked');
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
    await expect(deactivate(allTo(c.cy.id))).rejects.toThrow('handover/successor-not-active');
    await unchanged();
  });

  test('oneself, somebody unknown, and somebody who has left already', async () => {
    const leave = (userId: Id<'user'>) =>
      perform(
        db.pool,
        c.ada.caller,
        deactivateUser,
        { userId, plan: [], planHash: '', reason: 'x' },
        { password: PASSWORD },
      );
    await expect(leave(c.ada.id)).rejects.toThrow('user/is-yourself');
    await expect(leave(c.id as never)).rejects.toThrow('user/not-found');
    await deactivate(allTo(c.cy.id));
    await expect(leave(c.bo.id)).rejects.toThrow('user/already-inactive');
  });

  test('by somebody who may not', async () => {
    const input = { userId: c.bo.id, plan: [], planHash: '', reason: 'x' };
    await expect(perform(db.pool, c.dee.caller, deactivateUser, input, { password: PASSWORD })).rejects.toThrow(
      'actor/not-permitted',
    );
    expect(await lastEntry()).toMatchObject({ actor_id: c.dee.id, outcome: 'refused', reason: 'actor/not-permitted' });
  });

  test.each([
    ['an unknown kind', without('parcel', 'return')],
    ['what the kind cannot do', without('result', 'cancel')],
    ['a transfer to nobody', { kind: 'task', how: 'transfer' } as const],
  ])('a plan with %s', async (_, rule) => {
    await expect(preview([rule])).rejects.toThrow('handover/plan-malformed');
  });
});

test('the same request twice does it once and answers the same', async () => {
  const plan = allTo(c.cy.id);
  const input = { userId: c.bo.id, plan, planHash: (await preview(plan)).planHash, reason: 'moved away' };
  const ask = () => perform(db.pool, c.ada.caller, deactivateUser, input, { password: PASSWORD, key: 'leave-1' });
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(second).toEqual(first);
  expect(await count(`handover where clinic_id = '${c.id}'`)).toBe(1);
  await expect(
    perform(
      db.pool,
      c.ada.caller,
      deactivateUser,
      { ...input, reason: 'other' },
      { password: PASSWORD, key: 'leave-1' },
    ),
  ).rejects.toThrow('request/key-reused');
});

test('a locked user is named with what still waits', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.bo.id]),
  );
  const { waiting } = await answer(db.pool, c.ada.caller, listWaiting, {});
  expect(waiting).toMatchObject([{ userId: c.bo.id, name: 'Bo Castellane', items: ALL }]);
});
