// What somebody may get wrong with a plan: what is shown, what is refused, and that nothing is half done.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, one, PASSWORD, patients } from '#test/staff.ts';
import { openWork, toUser, without } from '#test/work.ts';
import { checkPlan } from './check-plan.ts';
import type { PlanRule, Where } from './contract.ts';
import { deactivateUser } from './deactivate-user.ts';
import { discardPlan } from './discard-plan.ts';
import { givePlan } from './give-plan.ts';
import { kinds } from './kinds.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { readPlan } from './read-plan.ts';
import { savePlan } from './save-plan.ts';

let db: TestDatabase;
let c: Clinic;
/** What Bo holds at first. */
let all: number;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Chan, Mei']));
  all = await heldByBo();
});

const others = () => kinds.filter(({ kind }) => kind !== 'task').map(({ kind }) => toUser(kind, c.cy.id));
const tasks = (where: Where, rule = toUser('task', c.cy.id)): PlanRule => ({ ...rule, where });
const preview = (plan: PlanRule[]) => answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });
const ofTasks = async (plan: PlanRule[]) => (await preview(plan)).kinds.find(({ kind }) => kind === 'task');
const leave = async (plan: PlanRule[], hash?: string) => {
  const planHash = hash ?? (await preview(plan)).planHash;
  const input = { userId: c.bo.id, plan, planHash, reason: 'left' };
  return perform(db.pool, c.ada.caller, deactivateUser, input, { password: PASSWORD });
};
const heldByBo = () => one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1', [c.bo.id]);
const save = (plan: PlanRule[], basedOn = 0, userId = c.bo.id) =>
  perform(db.pool, c.ada.caller, savePlan, { userId, plan, basedOn });

test('a rule that matches nothing is shown with nothing, and stands in nobody’s way', async () => {
  const plan = [...others(), tasks({ until: '2001-01-01' }), tasks({ postalCode: 'X0X' }), toUser('task', c.cy.id)];
  expect((await ofTasks(plan))?.rules.map(({ items }) => items)).toEqual([0, 0, 3]);
  await leave(plan);
  expect(await heldByBo()).toBe(0);
});

test('a plan of nothing but a rule that matches nothing leaves the work, and is refused', async () => {
  const plan = [...others(), tasks({ until: '2001-01-01' })];
  expect(await ofTasks(plan)).toMatchObject({ left: 3, rules: [{ items: 0 }] });
  await expect(leave(plan)).rejects.toThrow('handover/work-left');
  expect(await heldByBo()).toBe(all);
});

test('rules that overlap: the first that fits decides, the other shows what is left to it', async () => {
  const urgent = tasks({ facet: 'urgent' }, without('task', 'return'));
  const everything = toUser('task', c.cy.id);
  expect((await ofTasks([urgent, everything]))?.rules.map(({ items }) => items)).toEqual([1, 2]);
  expect((await ofTasks([everything, urgent]))?.rules.map(({ items }) => items)).toEqual([3, 0]);
  expect((await ofTasks([tasks({ nameTo: 'B' }), tasks({ nameFrom: 'B' })]))?.rules.map(({ items }) => items)).toEqual([
    2, 1,
  ]);
});

test('the leaver as a successor is refused, also beside others', async () => {
  const plan = [...others(), toUser('task', c.cy.id, c.bo.id)];
  await expect(leave(plan)).rejects.toThrow('handover/successor-is-leaver');
  expect(await heldByBo()).toBe(all);
});

test('a plan that was kept names somebody who has left meanwhile: refused, until it names somebody else', async () => {
  await save([...others(), toUser('task', c.cy.id)]);
  const { planHash } = await answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.cy.id });
  await perform(
    db.pool,
    c.ada.caller,
    deactivateUser,
    { userId: c.cy.id, plan: [], planHash, reason: 'left before' },
    { password: PASSWORD },
  );
  const { kept } = await answer(db.pool, c.ada.caller, readPlan, { userId: c.bo.id });
  await expect(leave(kept?.plan ?? [])).rejects.toThrow('handover/successor-not-active');
  expect([
    await heldByBo(),
    (await answer(db.pool, c.ada.caller, readPlan, { userId: c.bo.id })).kept?.version,
  ]).toEqual([all, kept?.version]);
});

test('leavers in a chain or a circle are pointed out to each other', async () => {
  await save([toUser('task', c.cy.id)]);
  await save([toUser('task', c.bo.id)], 0, c.cy.id);
  expect((await ofTasks([toUser('task', c.cy.id)]))?.rules[0]?.doubts).toEqual([{ conflict: 'leaving-too', items: 3 }]);
});

test('a plan that was thrown away is neither saved, shown nor checked any more', async () => {
  const { version } = await save([toUser('task', c.cy.id)]);
  const given = await perform(db.pool, c.ada.caller, givePlan, { userId: c.bo.id, basedOn: version });
  await perform(db.pool, c.ada.caller, discardPlan, { userId: c.bo.id });
  await expect(save([], given.version)).rejects.toThrow('request/version-stale');
  await expect(perform(db.pool, c.ada.caller, givePlan, { userId: c.bo.id, basedOn: given.version })).rejects.toThrow(
    'handover/plan-not-found',
  );
  await expect(perform(db.pool, c.bo.caller, checkPlan, { basedOn: given.version, comment: '' })).rejects.toThrow(
    'handover/plan-not-found',
  );
  await expect(perform(db.pool, c.ada.caller, discardPlan, { userId: c.bo.id })).rejects.toThrow(
    'handover/plan-not-found',
  );
});

test('carried out once, the same plan again is refused; sent again it changes nothing', async () => {
  const plan = [...others(), toUser('task', c.cy.id)];
  const { planHash } = await preview(plan);
  await leave(plan, planHash);
  await expect(leave(plan, planHash)).rejects.toThrow('user/already-inactive');
  expect(await one(db.owner, 'select count(*)::int from handover where leaver_id = $1', [c.bo.id])).toBe(1);
});
