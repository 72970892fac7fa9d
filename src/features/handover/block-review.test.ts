import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { makeAdministrator, ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, one, PASSWORD, patients } from '#test/staff.ts';
import { toUser } from '#test/work.ts';
import { activateUser } from '../users/activate-user.ts';
import { listOpenWork } from './list-open-work.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { previewUndo } from './preview-undo.ts';
import { readReceipt } from './read-receipt.ts';
import { undoHandOver } from './undo-hand-over.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  await patients(db.owner, c.id, ['Arroyo, Pia']);
  await makeAdministrator(db.owner, c, c.bo);
  await makeAdministrator(db.owner, c, c.cy);
});

/** A block on Dee of a set by itself, laid by Bo. */
async function blocked(
  terms: { readonly reviewIn?: number; readonly over?: boolean; readonly userId?: Id<'user'> } = {},
) {
  const { reviewIn, over = false, userId = c.dee.id } = terms;
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `with s as (insert into patient_set (clinic_id, name) values ($1, 'Family ' || gen_random_uuid()) returning set_id)
       insert into chart_block (clinic_id, set_id, user_id, laid_at, laid_by_id, review_on, ends_at)
       select $1, set_id, $2, now() - interval '3 days', $3, current_date + $4::int, case when $5 then now() - interval '1 day' end from s`,
      [c.id, userId, c.bo.id, reviewIn ?? null, over],
    ),
  );
}

const preview = async (to?: Id<'user'>) =>
  (
    await answer(db.pool, c.ada.caller, previewDeactivation, {
      userId: c.bo.id,
      plan: to ? [toUser('block-review', to)] : [],
    })
  ).kinds.find(({ kind }) => kind === 'block-review');
const reviewers = async () =>
  (
    await db.owner.query(
      'select reviewer_id as by, reviewer_from_id as from from chart_block where clinic_id = $1 order by laid_at, 1',
      [c.id],
    )
  ).rows;
const leave = async (to: Id<'user'>) => (await ready(db.pool, c.ada, c.bo, [toUser('block-review', to)]))();

test('whoever lays a block with a review date is to review it; without one, lifted or over there is nothing to review', async () => {
  await blocked({ reviewIn: 30 });
  await blocked();
  await blocked({ reviewIn: 30, over: true });
  await blocked({ reviewIn: 30 });
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      'update chart_block set lifted_at = now() where block_id = (select block_id from chart_block where clinic_id = $1 and review_on is not null and ends_at is null limit 1)',
      [c.id],
    ),
  );
  expect(await preview()).toMatchObject({ count: 1, left: 1, dispositions: ['transfer'] });
});

test('moved, it is the successor’s and in the receipt; a block that is over goes with nobody; undone, it is the leaver’s again', async () => {
  await blocked({ reviewIn: 30 });
  await blocked({ reviewIn: 30, over: true });
  const { handoverId } = (await leave(c.cy.id)) as { handoverId: Id<'handover'> };
  expect(await reviewers()).toEqual(
    expect.arrayContaining([
      { by: c.cy.id, from: c.bo.id },
      { by: null, from: null },
    ]),
  );
  const { lines, counted } = await answer(db.pool, c.ada.caller, readReceipt, { handoverId });
  expect(lines).toMatchObject([
    { kind: 'block-review', disposition: 'transfer', successor: { userId: c.cy.id }, items: 1 },
  ]);
  expect(counted).toEqual([{ kind: 'block-review', items: 1 }]);

  const back = { userId: c.bo.id, reason: 'stays', roleIds: [c.roles.admin], siteIds: [c.siteId] };
  await perform(db.pool, c.ada.caller, activateUser, back, { password: PASSWORD });
  const { undoHash } = await answer(db.pool, c.ada.caller, previewUndo, { handoverId });
  const undo = { handoverId, undoHash, reason: 'stays' };
  expect(await perform(db.pool, c.ada.caller, undoHandOver, undo, { password: PASSWORD })).toEqual({ items: 1 });
  expect(await reviewers()).toEqual(expect.arrayContaining([{ by: c.bo.id, from: c.cy.id }]));
});

test('nobody reviews a block on themselves, nor without the right to lay one', async () => {
  await blocked({ reviewIn: 30, userId: c.cy.id });
  expect((await preview(c.cy.id))?.rules).toMatchObject([{ items: 0, passed: [{ conflict: 'both-ends', items: 1 }] }]);
  expect((await preview(c.dee.id))?.rules).toMatchObject([
    { items: 0, passed: [{ conflict: 'not-permitted', items: 1 }] },
  ]);
  await expect(leave(c.cy.id)).rejects.toThrow('handover/work-left');
});

test('the database lets nobody leave who is to review a block', async () => {
  await blocked({ reviewIn: 30 });
  const gone = arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
  await expect(gone).rejects.toThrow('chart_block_open_holder_active');
  await db.owner.query('rollback');
});

test('who is blocked does not read of it', async () => {
  await blocked({ reviewIn: 30 });
  await blocked({ reviewIn: 30, userId: c.ada.id });
  const { items } = await answer(db.pool, c.ada.caller, listOpenWork, { userId: c.bo.id, kind: 'block-review' });
  expect([items.length, items.filter(({ says }) => says === null).length]).toEqual([2, 1]);
  expect(await one(db.owner, 'select count(*)::int from chart_block where clinic_id = $1', [c.id])).toBe(2);
});
