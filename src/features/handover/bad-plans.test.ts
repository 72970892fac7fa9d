// What somebody may get wrong with a plan: what is shown, what is refused, and that nothing is half done.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, one, PASSWORD, patients } from '#test/staff.ts';
import { openWork, toUser, without } from '#test/work.ts';
import { readLastDay } from '../last-day/read-last-day.ts';
import { checkPlan } from './check-plan.ts';
import type { PlanRule, Where } from './contract.ts';
import { deactivateUser } from './deactivate-user.ts';
import { discardPlan } from './discard-plan.ts';
import { givePlan } from './give-plan.ts';
import { kinds } from './kinds.ts';
import { listOpenWork } from './list-open-work.ts';
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

test('a rule that an earlier one leaves nothing to is told of while planning, and is neither kept nor carried out', async () => {
  const plan = [...others(), without('task', 'return'), tasks({ facet: 'urgent' })];
  const never = { code: 'handover/rule-never-asked', facts: { kind: 'task', place: 2 } };
  expect((await preview(plan)).planRefused).toEqual(never);
  await expect(save(plan)).rejects.toThrow(expect.objectContaining(never) as Error);
  await expect(leave(plan)).rejects.toThrow(expect.objectContaining(never) as Error);
  expect(await heldByBo()).toBe(all);
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
  expect((await preview(plan)).planRefused).toEqual({ code: 'handover/successor-is-leaver', facts: {} });
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
  expect((await preview(kept?.plan ?? [])).planRefused?.code).toBe('handover/successor-not-active');
  await expect(leave(kept?.plan ?? [])).rejects.toThrow('handover/successor-not-active');
  expect([
    await heldByBo(),
    (await answer(db.pool, c.ada.caller, readPlan, { userId: c.bo.id })).kept?.version,
  ]).toEqual([all, kept?.version]);
});

test('a successor who is to leave too is pointed out, item by item', async () => {
  await save([toUser('task', c.dee.id)], 0, c.cy.id);
  const plan = [toUser('task', c.cy.id)];
  expect((await ofTasks(plan))?.rules[0]?.doubts).toEqual([{ conflict: 'leaving-too', items: 3, userIds: [c.cy.id] }]);
  const listed = { userId: c.bo.id, kind: 'task', plan, rule: 1, onlyConflicts: true };
  const { items } = await answer(db.pool, c.ada.caller, listOpenWork, listed);
  expect(items.map(({ successorId, conflict, doubts }) => [successorId, conflict, doubts])).toEqual(
    Array.from({ length: 3 }, () => [c.cy.id, null, ['leaving-too']]),
  );
  const itemId = items[0]?.itemId as Id<'work'>;
  const resolved = [{ ...toUser('task', c.ada.id), where: { itemIds: [itemId] } }, ...plan];
  expect(
    (await answer(db.pool, c.ada.caller, listOpenWork, { ...listed, plan: resolved, rule: 2 })).items,
  ).toHaveLength(2);
});

test('leavers in a circle are refused by name, over however many, when it is kept and when it is carried out', async () => {
  await save([toUser('task', c.dee.id)], 0, c.cy.id);
  await save([toUser('task', c.bo.id)], 0, c.dee.id);
  const plan = [...others(), toUser('task', c.cy.id)];
  const back = expect.objectContaining({ code: 'handover/plans-in-a-circle', facts: { name: 'Cy Okonjo' } }) as Error;
  expect((await preview(plan)).planRefused).toEqual({
    code: 'handover/plans-in-a-circle',
    facts: { name: 'Cy Okonjo' },
  });
  await expect(save(plan)).rejects.toThrow(back);
  await expect(leave(plan)).rejects.toThrow(back);
  expect([await heldByBo(), (await answer(db.pool, c.ada.caller, readPlan, { userId: c.bo.id })).kept]).toEqual([
    all,
    null,
  ]);
  await perform(db.pool, c.ada.caller, discardPlan, { userId: c.dee.id });
  await leave(plan);
  expect(await heldByBo()).toBe(0);
});

test('of two plans that are kept at once and name each other’s leaver, one is refused', async () => {
  const said = await Promise.all([
    outcome(save([toUser('task', c.cy.id)])),
    outcome(save([toUser('task', c.bo.id)], 0, c.cy.id)),
  ]);
  expect(said.toSorted()).toEqual(['done', 'handover/plans-in-a-circle']);
});

test('a chain of leavers: a successor who is gone by the leaver’s last day is refused by name, and who stays longer is not', async () => {
  const lastDay = (userId: string, days: number) =>
    arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into last_day (clinic_id, user_id, ends_at, reason, set_by_id)
         values ($1, $2, now() + $3 * interval '1 day', 'moves', $4) on conflict (clinic_id, user_id) do update set ends_at = excluded.ends_at`,
        [c.id, userId, days, c.ada.id],
      ),
    );
  await lastDay(c.bo.id, 20);
  await lastDay(c.cy.id, 10);
  const first = { code: 'handover/successor-leaves-first', facts: { name: 'Cy Okonjo' } };
  await expect(save([toUser('task', c.cy.id)])).rejects.toThrow(expect.objectContaining(first) as Error);
  await lastDay(c.cy.id, 30);
  await save([toUser('task', c.cy.id)]);
  // Cy's day is moved after that: the leaver's page says so.
  await lastDay(c.cy.id, 10);
  const { plan } = await answer(db.pool, c.ada.caller, readLastDay, { userId: c.bo.id });
  expect(plan.refused).toBe('handover/successor-leaves-first');
});

test.each<[string, () => Promise<PlanRule[]> | PlanRule[]]>([
  ['handover/successor-is-leaver', () => [toUser('task', c.cy.id, c.bo.id)]],
  ['user/not-found', () => [toUser('task', c.siteId)]],
  ['user/not-found', async () => [toUser('task', (await clinic(db.owner)).cy.id)]],
  ['handover/plan-malformed', () => [tasks({ from: '2031-02-02', until: '2031-02-01' })]],
  ['handover/plan-malformed', () => [tasks({ facet: 'to-sign' })]],
])('a plan that nobody could carry out is not kept: %s', async (code, plan) => {
  await expect(save(await plan())).rejects.toThrow(code);
  expect((await answer(db.pool, c.ada.caller, readPlan, { userId: c.bo.id })).kept).toBeNull();
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
