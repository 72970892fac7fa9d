// Two who hand over, bring back or take back at the same moment: one comes after the other, and nobody who is gone holds anything.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { deactivateUser } from '#features/handover/deactivate-user.ts';
import { kinds } from '#features/handover/kinds.ts';
import { previewUndo } from '#features/handover/preview-undo.ts';
import { savePlan } from '#features/handover/save-plan.ts';
import { leaveOnLastDay } from '#features/last-day/leave-on-last-day.ts';
import { endsAt } from '#features/last-day/test-last-day.ts';
import { undoHandOver } from '#features/handover/undo-hand-over.ts';
import { activateUser } from '#features/users/activate-user.ts';
import { makeAdministrator, outcome, previewed, ready } from './acting.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, type Member, member, one, PASSWORD, patients } from './staff.ts';
import { openWork, toUser } from './work.ts';

let db: TestDatabase;
let c: Clinic;
/** Another doctor. */
let eli: Member;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

/** What Bo holds at first. */
let all = 0;
async function begin() {
  c = await clinic(db.owner);
  await makeAdministrator(db.owner, c, c.dee);
  const joining = { clinicId: c.id, siteId: c.siteId, type: 'doctor', roleIds: [c.roles.doctor] };
  eli = await arrange(db.owner, c.id, () => member(db.owner, { ...joining, firstName: 'Eli', lastName: 'Quist' }));
  await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']));
  all = await heldBy(c.bo);
}
beforeEach(begin);

const allTo = (who: Member) => kinds.map(({ kind }) => toUser(kind, who.id));
const count = (of: string, ...values: readonly unknown[]) =>
  one<number>(db.owner, `select count(*)::int from ${of}`, [c.id, ...values]);
const heldBy = (who: Member) => count('open_work where clinic_id = $1 and holder_id = $2', who.id);
const heldByTheGone = () =>
  count(
    'open_work w where w.clinic_id = $1 and not exists (select from active_user a where a.clinic_id = w.clinic_id and a.user_id = w.holder_id)',
  );
const ledgers = () => count('handover where clinic_id = $1');
const isActive = async (who: Member) =>
  (await count('active_user where clinic_id = $1 and user_id = $2', who.id)) === 1;
const activate = (by: Member) =>
  perform(
    db.pool,
    by.caller,
    activateUser,
    { userId: c.bo.id, reason: 'stays', roleIds: [c.roles.doctor], siteIds: [c.siteId] },
    { password: PASSWORD },
  );
async function handOver(by: Member, plan = allTo(c.cy)): Promise<Id<'handover'>> {
  const { planHash } = await previewed(db.pool, by, c.bo, plan);
  const input = { userId: c.bo.id, plan, planHash, reason: 'left' };
  return (await perform(db.pool, by.caller, deactivateUser, input, { password: PASSWORD })).handoverId;
}
/** An undo that has been looked at and only needs to be asked for. */
async function readyToUndo(by: Member, handoverId: Id<'handover'>) {
  const { undoHash } = await answer(db.pool, by.caller, previewUndo, { handoverId });
  const input = { handoverId, undoHash, reason: 'stays' };
  return () => perform(db.pool, by.caller, undoHandOver, input, { password: PASSWORD });
}
/** Both at once, several times, the second a little later each time; how they ended. */
async function atOnce(
  prepare: () => Promise<[() => Promise<unknown>, () => Promise<unknown>]>,
  check: () => Promise<void>,
) {
  const seen = new Set<string>();
  for (let turn = 0; turn < 6; turn += 1) {
    await begin();
    const [first, second] = await prepare();
    const order = turn % 2 ? [second, first] : [first, second];
    const said = await Promise.all(order.map((act) => outcome(act())));
    seen.add((turn % 2 ? said.toReversed() : said).join(' + '));
    expect(await heldByTheGone()).toBe(0);
    await check();
  }
  return [...seen].toSorted();
}

test('two administrators hand one leaver over to different successors: one does, the other learns it', async () => {
  const seen = await atOnce(
    async () => [await ready(db.pool, c.ada, c.bo, allTo(c.cy)), await ready(db.pool, c.dee, c.bo, allTo(eli))],
    async () => {
      expect([await heldBy(c.bo), await ledgers()]).toEqual([0, 1]);
      expect([await heldBy(c.cy), await heldBy(eli)].toSorted((a, b) => a - b)).toEqual([0, all]);
      expect(await count('handover_item where clinic_id = $1')).toBe(all);
    },
  );
  for (const said of seen) expect(['done + user/already-inactive', 'user/already-inactive + done']).toContain(said);
});

test('brought back at the same moment: either too early, or back without the work', async () => {
  const seen = await atOnce(
    async () => [await ready(db.pool, c.ada, c.bo, allTo(c.cy)), async () => activate(c.dee)],
    async () => expect([await heldBy(c.bo), await heldBy(c.cy), await ledgers()]).toEqual([0, all, 1]),
  );
  for (const said of seen) expect(['done + user/already-active', 'done + done']).toContain(said);
});

test('undone by two at once: it is given back once', async () => {
  const seen = await atOnce(
    async () => {
      const handoverId = await handOver(c.ada);
      await activate(c.ada);
      return [await readyToUndo(c.ada, handoverId), await readyToUndo(c.dee, handoverId)];
    },
    async () => expect([await heldBy(c.bo), await heldBy(c.cy)]).toEqual([all, 0]),
  );
  for (const said of seen) expect(['done + handover/undone-already', 'handover/undone-already + done']).toContain(said);
});

test('undone while the leaver leaves again: the work is where the later one puts it', async () => {
  const seen = await atOnce(
    async () => {
      const handoverId = await handOver(c.ada);
      await activate(c.ada);
      return [await readyToUndo(c.ada, handoverId), await ready(db.pool, c.dee, c.bo, allTo(eli))];
    },
    async () => {
      const back = await isActive(c.bo);
      expect([await heldBy(c.bo), await heldBy(c.cy)]).toEqual(back ? [all, 0] : [0, all]);
    },
  );
  const possible = ['done + handover/plan-changed', 'handover/leaver-still-out + done'];
  for (const said of seen) expect(possible).toContain(said);
});

test('undone while the successor leaves: nothing is doubled, nothing is with somebody gone', async () => {
  const seen = await atOnce(
    async () => {
      const handoverId = await handOver(c.ada);
      await activate(c.ada);
      return [await readyToUndo(c.ada, handoverId), await ready(db.pool, c.dee, c.cy, allTo(eli))];
    },
    async () => expect((await heldBy(c.bo)) + (await heldBy(eli))).toBe(all),
  );
  const possible = ['done + handover/plan-changed', 'handover/nothing-to-undo + done', 'handover/plan-changed + done'];
  for (const said of seen) expect(possible).toContain(said);
});

test('a plan that is kept by one while another carries it out: either before, or refused', async () => {
  const seen = await atOnce(
    async () => [
      await ready(db.pool, c.ada, c.bo, allTo(c.cy)),
      () => perform(db.pool, c.dee.caller, savePlan, { userId: c.bo.id, plan: allTo(c.cy), basedOn: 0 }),
    ],
    async () => expect(await count('handover_plan where clinic_id = $1 and closed_at is null')).toBe(0),
  );
  for (const said of seen) expect(['done + done', 'done + user/already-inactive']).toContain(said);
});

test('handed over by hand at the moment when the last day comes: one of both does it, once', async () => {
  const seen = await atOnce(
    async () => {
      await perform(db.pool, c.ada.caller, savePlan, { userId: c.bo.id, plan: allTo(eli), basedOn: 0 });
      const leave = await ready(db.pool, c.ada, c.bo, allTo(c.cy));
      await endsAt(db.owner, c, `now() - interval '1 second'`);
      return [leave, () => leaveOnLastDay.run(db.pool, new AbortController().signal)];
    },
    async () => {
      expect([await heldBy(c.bo), await ledgers(), await isActive(c.bo)]).toEqual([0, 1, false]);
      expect([await heldBy(c.cy), await heldBy(eli)].toSorted((a, b) => a - b)).toEqual([0, all]);
    },
  );
  for (const said of seen) expect(['done + done', 'user/already-inactive + done']).toContain(said);
});
