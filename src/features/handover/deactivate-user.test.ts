import { describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { readSession } from '../sign-in/read-session.ts';
import { arrange, entries, PASSWORD } from '#test/staff.ts';
import { block, openWork, toUser, without, worked } from '#test/work.ts';
import { deleteSecurityRecord } from '../users/delete-security-record.ts';
import { deactivateUser } from './deactivate-user.ts';
import { listOpenWork } from './list-open-work.ts';
import { listWaiting } from './list-waiting.ts';
import { readDeparture } from './read-departure.ts';
import { readPool } from './read-pool.ts';
import { readReceipt } from './read-receipt.ts';
import { c, db, chart, names, ALL, allTo, preview, deactivate, count, heldBy, setUp } from './test-deactivation.ts';

setUp();

/** What one patient of Bo's brings to Cy: one of each kind, but for the MRP, who is Bo already. */
const ONE = worked.length - 1;

const allBut = (kindsOf: readonly string[], userId: string) =>
  allTo(userId).filter(({ kind }) => !kindsOf.includes(kind));

test('the stamped kinds are the listed ones, and every table with a holder is stamped', async () => {
  const { rows } = await db.owner.query<{ kind: string; held: string }>(
    'select kind, held from work_kind order by kind',
  );
  expect(rows.map(({ kind }) => kind)).toEqual(names.toSorted());
  const { rows: tables } = await db.owner.query<{ table_name: string }>(
    `select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'custodian' and column_name = 'open_holder_id' and table_type = 'BASE TABLE'`,
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
    { facet: 'unread', items: 2, oldest: expect.any(String) as string },
    { facet: 'snoozed', items: 1, oldest: expect.any(String) as string },
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

  test('how it stands out is not counted, and no rule finds it by that', async () => {
    const urgent = { ...toUser('task', c.cy.id), where: { facet: 'urgent' } };
    const tasksOf = async () => (await preview([urgent])).kinds.find(({ kind }) => kind === 'task');
    await arrange(db.owner, c.id, () =>
      db.owner.query('update task set urgent = true where holder_id = $1', [c.bo.id]),
    );
    expect(await tasksOf()).toMatchObject({ count: 3, left: 0, facets: [{ facet: 'urgent', items: 3 }] });
    await block(db.owner, c, c.ada.id, chart.slice(0, 1));
    expect(await tasksOf()).toMatchObject({ count: 3, left: 1, facets: [{ facet: 'urgent', items: 2 }] });
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
        by: { userId: c.ada.id, name: 'Ada Lindqvist', deactivated: false },
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
  expect(waiting).toMatchObject([{ userId: c.bo.id, name: 'Bo Castellane', locked: true, items: ALL }]);
});

test('so is somebody whose security record was deleted, and nobody who never had one', async () => {
  const named = async () => (await answer(db.pool, c.ada.caller, listWaiting, {})).waiting;
  await arrange(db.owner, c.id, () => db.owner.query('delete from credentials where user_id = $1', [c.cy.id]));
  expect(await named()).toEqual([]);
  await perform(db.pool, c.ada.caller, deleteSecurityRecord, { userId: c.bo.id }, { password: PASSWORD });
  expect(await named()).toEqual([
    { userId: c.bo.id, name: 'Bo Castellane', locked: false, items: ALL, oldest: expect.any(String) as string },
  ]);
  await arrange(db.owner, c.id, () => db.owner.query('delete from credentials_history where user_id = $1', [c.bo.id]));
  expect(await named()).toEqual([]);
});
