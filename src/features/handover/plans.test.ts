import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { readSession } from '../sign-in/read-session.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients, PASSWORD } from '#test/staff.ts';
import { absent } from '../absences/test-absences.ts';
import { openWork, toUser, without, worked } from '#test/work.ts';
import { checkPlan } from './check-plan.ts';
import type { PlanRule } from './contract.ts';
import { deactivateUser } from './deactivate-user.ts';
import { discardPlan } from './discard-plan.ts';
import { givePlan } from './give-plan.ts';
import { kinds } from './kinds.ts';
import { listPlans } from './list-plans.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { readOwnPlan } from './read-own-plan.ts';
import { readPlan } from './read-plan.ts';
import { savePlan } from './save-plan.ts';

let db: TestDatabase;
let c: Clinic;
let plan: PlanRule[];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  plan = [toUser('task', c.cy.id), without('task', 'return')];
});

const save = (basedOn: number, rules = plan, who: Member = c.ada) =>
  perform(db.pool, who.caller, savePlan, { userId: c.bo.id, plan: rules, basedOn });
const give = (basedOn: number) => perform(db.pool, c.ada.caller, givePlan, { userId: c.bo.id, basedOn });
const check = (basedOn: number, who: Member = c.bo) =>
  perform(db.pool, who.caller, checkPlan, { basedOn, comment: 'The claims go to Cy, please' });
const kept = async () => (await answer(db.pool, c.ada.caller, readPlan, { userId: c.bo.id })).kept;
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const locks = (userId: string) =>
  arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [userId]));

describe('a plan is kept', () => {
  test('and read again, with each time it was changed', async () => {
    expect(await kept()).toBeNull();
    const { version } = await save(0);
    expect(await lastEntry()).toMatchObject({
      action: 'handover.save-plan',
      subject_user_id: c.bo.id,
      facts: { plan, version },
    });
    await save(version, [without('task', 'return')]);
    expect(await kept()).toMatchObject({
      plan: [without('task', 'return')],
      savedBy: { name: 'Ada Lindqvist' },
      givenAt: null,
      history: [{ rules: 1 }, { rules: 2 }],
    });
  });

  test('for one leaver there is one; saved from an older one it is refused, and nothing changes', async () => {
    const { version } = await save(0);
    await expect(save(0, [])).rejects.toThrow('request/version-stale');
    await save(version);
    await expect(save(version, [])).rejects.toThrow('request/version-stale');
    expect((await kept())?.plan).toEqual(plan);
  });

  test('two who begin one at once: one of them does', async () => {
    const both = await Promise.allSettled([save(0), save(0, [])]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('whoever is away or covers for somebody is pointed out as a successor', async () => {
    await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia']));
    const doubts = async () => {
      const { kinds: weighed } = await answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });
      return weighed.find(({ kind }) => kind === 'task')?.rules[0]?.doubts;
    };
    expect(await doubts()).toEqual([]);
    await absent(db.owner, c, { userId: c.dee.id, covererId: c.cy.id, from: 5, until: 9 });
    expect(await doubts()).toEqual([{ conflict: 'covers-somebody', items: 1, userIds: [c.cy.id] }]);
    await absent(db.owner, c, { userId: c.cy.id, from: 2, until: 3 });
    expect(await doubts()).toEqual([
      { conflict: 'away', items: 1, userIds: [c.cy.id] },
      { conflict: 'covers-somebody', items: 1, userIds: [c.cy.id] },
    ]);
  });

  test('whoever has a plan for their own leaving is pointed out as a successor', async () => {
    await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia']));
    await perform(db.pool, c.ada.caller, savePlan, { userId: c.cy.id, plan: [], basedOn: 0 });
    const { kinds: weighed } = await answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });
    expect(weighed.find(({ kind }) => kind === 'task')?.rules[0]).toMatchObject({
      items: 1,
      doubts: [{ conflict: 'leaving-too', items: 1, userIds: [c.cy.id] }],
    });
  });

  test.each<[string, () => PlanRule]>([
    ['handover/plan-malformed', () => without('parcel', 'return')],
    ['site/not-found', () => ({ ...toUser('appointment', c.cy.id), where: { siteId: c.id as never } })],
    ['set/not-found', () => ({ ...without('task', 'return'), where: { setId: c.id as never } })],
    ['user/not-found', () => ({ ...without('task', 'return'), where: { mrpId: c.id as never } })],
  ])('%s', async (code, rule) => {
    await expect(save(0, [rule()])).rejects.toThrow(code);
    expect(await kept()).toBeNull();
  });

  test('for nobody who is unknown, or has left', async () => {
    const unknown = { userId: c.id as never, plan, basedOn: 0 };
    await expect(perform(db.pool, c.ada.caller, savePlan, unknown)).rejects.toThrow('user/not-found');
    await locks(c.bo.id);
    await expect(save(0)).rejects.toThrow('user/already-inactive');
  });

  test('by nobody who may not', async () => {
    await expect(save(0, plan, c.dee)).rejects.toThrow('actor/not-permitted');
  });
});

describe('the leaver', () => {
  const own = async (who: Member = c.bo) => (await answer(db.pool, who.caller, readOwnPlan, {})).kept;

  test('sees the plan once it is given, says that it is checked, and both are told', async () => {
    const { version } = await save(0);
    expect(await own()).toBeNull();
    const given = await give(version);
    expect((await own())?.plan).toEqual(plan);
    expect((await answer(db.pool, c.bo.caller, readSession, {})).notices).toMatchObject([
      { kind: 'hand-over-plan-given', facts: { by: 'Ada Lindqvist' } },
    ]);
    await check(given.version);
    expect(await kept()).toMatchObject({
      comment: 'The claims go to Cy, please',
      checkedAt: expect.any(String) as string,
    });
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'handover.check-plan',
      subject_user_id: c.bo.id,
    });
    expect((await answer(db.pool, c.ada.caller, readSession, {})).notices).toMatchObject([
      { kind: 'hand-over-plan-checked', facts: { by: 'Bo Castellane' } },
    ]);
  });

  test('has said nothing of a plan that was changed since', async () => {
    const { version } = await save(0);
    const given = await give(version);
    const checked = await check(given.version);
    await save(checked.version, []);
    expect(await kept()).toMatchObject({ givenAt: null, checkedAt: null, comment: '' });
    await expect(check(checked.version)).rejects.toThrow('handover/plan-not-found');
  });

  test('sees nobody else’s, and cannot check what changed meanwhile or was never given', async () => {
    const { version } = await save(0);
    await expect(check(version)).rejects.toThrow('handover/plan-not-found');
    const given = await give(version);
    expect(await own(c.cy)).toBeNull();
    await expect(check(version)).rejects.toThrow('request/version-stale');
    await expect(check(given.version, c.cy)).rejects.toThrow('handover/plan-not-found');
  });

  test('is given only what is kept, as it is kept, and while active', async () => {
    await expect(give(1)).rejects.toThrow('handover/plan-not-found');
    const { version } = await save(0);
    await expect(give(version + 1)).rejects.toThrow('request/version-stale');
    await locks(c.bo.id);
    await expect(give(version)).rejects.toThrow('user/already-inactive');
  });
});

test('thrown away, it can be begun anew', async () => {
  const discard = () => perform(db.pool, c.ada.caller, discardPlan, { userId: c.bo.id });
  await expect(discard()).rejects.toThrow('handover/plan-not-found');
  await save(0);
  await discard();
  expect(await lastEntry()).toMatchObject({ action: 'handover.discard-plan', subject_user_id: c.bo.id });
  expect(await kept()).toBeNull();
  await save(0);
});

test('carried out it is closed, and lends its rules to the next; the successors are told what came', async () => {
  await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']));
  const all = kinds.map(({ kind }) => toUser(kind, c.cy.id));
  await save(0, all);
  const { planHash } = await answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan: all });
  const input = { userId: c.bo.id, plan: all, planHash, reason: 'left' };
  const { handoverId } = await perform(db.pool, c.ada.caller, deactivateUser, input, { password: PASSWORD });
  expect(await kept()).toBeNull();
  const { plans } = await answer(db.pool, c.ada.caller, listPlans, {});
  expect(plans).toMatchObject([{ leaver: { name: 'Bo Castellane', deactivated: true }, plan: all, handoverId }]);
  expect((await answer(db.pool, c.cy.caller, readSession, {})).notices).toMatchObject([
    {
      kind: 'work-handed-over',
      facts: {
        by: 'Ada Lindqvist',
        leaver: 'Bo Castellane',
        work: worked.map((kind) => ({ kind, items: 2 })).toSorted((a, b) => a.kind.localeCompare(b.kind)),
      },
    },
  ]);
});
