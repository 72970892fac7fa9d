import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { openWork, toUser, without } from '#test/work.ts';
import type { PlanRule } from '../handover/contract.ts';
import { kinds } from '../handover/kinds.ts';
import { savePlan } from '../handover/save-plan.ts';
import { readUser } from '../users/read-user.ts';
import { leave, lockAway } from '../users/test-person.ts';
import { cancelLastDay } from './cancel-last-day.ts';
import { leaveOnLastDay } from './leave-on-last-day.ts';
import { listLeaving } from './list-leaving.ts';
import { readLastDay } from './read-last-day.ts';
import { remindOfLastDay } from './remind-of-last-day.ts';
import { endsAt, setAs } from './test-last-day.ts';

let db: TestDatabase;
let mailing: Pool;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  mailing = openPool(db.pool.options.connectionString ?? '', 4, { sendsMail: true });
});
afterAll(async () => {
  await mailing.end();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
});

const going = new AbortController().signal;
const run = () => leaveOnLastDay.run(db.pool, going);
const passed = (userId?: string) => endsAt(db.owner, c, `now() - interval '1 second'`, userId);
const holdsWork = async () =>
  openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Ode']));
/** Everything to Cy, the visits of the past to the pool where they may. */
const complete = (): PlanRule[] => kinds.map(({ kind }) => toUser(kind, c.cy.id));
const keep = (plan: PlanRule[]) => perform(db.pool, c.ada.caller, savePlan, { userId: c.bo.id, plan, basedOn: 0 });
const statusOf = async ({ id }: Member) => (await answer(db.pool, c.ada.caller, readUser, { userId: id })).status;
const status = () => statusOf(c.bo);
const ofJob = async () =>
  (await entries(db.owner, c.id)).filter(({ action }) => /^last-day\.(leave|lock)$/.test(action));
const noticesOf = async (userId: string) =>
  (
    await db.owner.query(
      'select kind, facts from notice where clinic_id = $1 and user_id = $2 and dismissed_at is null',
      [c.id, userId],
    )
  ).rows;

describe('on the day', () => {
  test('the kept plan runs by itself, once, however many servers look', async () => {
    await holdsWork();
    await keep(complete());
    await passed();
    await Promise.all([run(), run(), run()]);
    expect(await status()).toBe('inactive');
    expect(await ofJob()).toMatchObject([
      {
        actor_id: null,
        action: 'last-day.leave',
        outcome: 'done',
        subject_user_id: c.bo.id,
        reason: 'Moves to Halifax',
        facts: { setBy: 'Ada Lindqvist', sessionsEnded: 0, plan: complete() },
      },
    ]);
    expect(await one<number>(db.owner, 'select count(*)::int from handover where leaver_id = $1', [c.bo.id])).toBe(1);
    expect(await noticesOf(c.cy.id)).toMatchObject([{ kind: 'work-handed-over' }]);
  });

  test('who holds nothing leaves without a plan', async () => {
    await passed();
    await run();
    expect(await status()).toBe('inactive');
  });

  test('before it nothing happens, and nothing where it was cancelled or moved', async () => {
    await endsAt(db.owner, c, `now() + interval '1 hour'`);
    await passed(c.cy.id);
    await perform(db.pool, c.ada.caller, cancelLastDay, { userId: c.cy.id, version: 1 });
    await run();
    expect([await status(), await ofJob()]).toEqual(['active', []]);
  });

  test('one that fails keeps nobody else’s from ending', async () => {
    await passed();
    await passed(c.cy.id);
    await db.owner.query(`
      create function break_one() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
      create trigger breaks before insert on handover for each row when (new.leaver_id = '${c.bo.id}') execute function break_one()`);
    await expect(run()).rejects.toThrow('broken');
    expect(await Promise.all([statusOf(c.bo), statusOf(c.cy)])).toEqual(['active', 'inactive']);
    await db.owner.query('drop trigger breaks on handover; drop function break_one');
    await run();
    expect(await statusOf(c.bo)).toBe('inactive');
  });

  test('an incomplete plan locks the user instead, and says what is missing, once', async () => {
    await holdsWork();
    await keep(complete().filter(({ kind }) => kind !== 'task'));
    await passed();
    await Promise.all([run(), run()]);
    await run();
    const left = [{ kind: 'task', items: 2 }];
    expect(await answer(db.pool, c.ada.caller, readUser, { userId: c.bo.id })).toMatchObject({
      status: 'locked',
      lockedReason: 'Last day: Moves to Halifax',
    });
    expect(await ofJob()).toMatchObject([
      {
        actor_id: null,
        action: 'last-day.lock',
        subject_user_id: c.bo.id,
        reason: 'Moves to Halifax',
        facts: { code: 'handover/work-left', left },
      },
    ]);
    expect(await noticesOf(c.ada.id)).toMatchObject([
      { kind: 'last-day-work-left', facts: { leaver: 'Bo Castellane', leaverId: c.bo.id, work: left } },
    ]);
    expect(await answer(db.pool, c.ada.caller, readLastDay, { userId: c.bo.id })).toMatchObject({
      lastDay: { passed: true, missed: { code: 'handover/work-left', left } },
      plan: { kept: true, left },
    });
    expect((await answer(db.pool, c.ada.caller, listLeaving, {})).leaving).toMatchObject([
      { userId: c.bo.id, passed: true, missed: true, planned: true },
    ]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['handover/successor-not-active', () => leave(db.owner, c, c.cy.id)],
    ['handover/successor-locked', () => lockAway(db.owner, c, c.cy.id)],
    ['handover/successor-locked', () => passed(c.cy.id)],
  ])('a plan that cannot be carried out: %s', async (code, happened) => {
    await keep([toUser('task', c.cy.id)]);
    await holdsWork();
    await happened();
    expect((await answer(db.pool, c.ada.caller, readLastDay, { userId: c.bo.id })).plan).toMatchObject({
      refused: code,
    });
    await endsAt(db.owner, c, `now() - interval '2 seconds'`);
    await run();
    expect(await status()).toBe('locked');
    expect((await ofJob()).find(({ action }) => action === 'last-day.lock')).toMatchObject({ facts: { code } });
  });

  test('runs with the rights of another administrator where whoever set it has gone', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`insert into user_role values ($1, $2, $3)`, [c.id, c.cy.id, c.roles.admin]),
    );
    await passed();
    await leave(db.owner, c, c.ada.id);
    await run();
    expect(await ofJob()).toMatchObject([{ action: 'last-day.leave', facts: { setBy: 'Ada Lindqvist' } }]);
  });

  test('appointments are not handed to somebody who leaves before them', async () => {
    await holdsWork();
    await endsAt(db.owner, c, `now() + interval '1 hour'`, c.cy.id);
    await keep([...complete(), without('appointment', 'cancel')]);
    await passed();
    await run();
    const how = `select disposition from handover_item h join handover using (clinic_id, handover_id) where leaver_id = $1 and kind = 'appointment'`;
    expect((await db.owner.query(how, [c.bo.id])).rows).toEqual([{ disposition: 'cancel' }, { disposition: 'cancel' }]);
  });
});

test('the moment raced: of a deactivation by hand, a change and the job, one happens, and nobody is left half gone', async () => {
  for (let round = 0; round < 5; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one meeting after the other
    c = await clinic(db.owner);
    // oxlint-disable-next-line no-await-in-loop -- one meeting after the other
    await passed();
    const moved = () => setAs(db.pool, c.ada, c.bo.id, { basedOn: 1 });
    // oxlint-disable-next-line no-await-in-loop -- one meeting after the other
    const [, change] = await Promise.allSettled([run(), moved(), run()]);
    // oxlint-disable-next-line no-await-in-loop -- one meeting after the other
    expect(await status()).toBe(change.status === 'fulfilled' ? 'active' : 'inactive');
  }
});

describe('reminders', () => {
  const mailsTo = (userId: string, email: string) =>
    arrange(db.owner, c.id, () =>
      db.owner.query('update credentials set email = $2 where user_id = $1', [userId, email]),
    );
  const remind = (pool = mailing) => remindOfLastDay.run(pool, going);
  const mails = async () =>
    (await db.owner.query('select kind, to_address from mail where clinic_id = $1 order by kind', [c.id])).rows;
  beforeEach(async () => {
    await mailsTo(c.ada.id, 'ada@alder.example');
    await mailsTo(c.bo.id, 'bo@alder.example');
  });

  test('come 30, 14, 7 and 1 days before, once each, to the leaver and the administrators', async () => {
    const ofAda = { kind: 'last-day-nears', to_address: 'ada@alder.example' };
    const ofBo = { kind: 'own-last-day-nears', to_address: 'bo@alder.example' };
    let times = 0;
    for (const days of [30, 14, 7, 1]) {
      // oxlint-disable-next-line no-await-in-loop -- one day after the other
      await endsAt(db.owner, c, `date_trunc('minute', now()) + interval '${days} days' - interval '1 hour'`);
      // oxlint-disable-next-line no-await-in-loop -- one day after the other
      await Promise.all([remind(), remind()]);
      times += 1;
      // oxlint-disable-next-line no-await-in-loop -- one day after the other
      expect(await mails()).toEqual([ofAda, ofBo].flatMap((mail) => Array.from({ length: times }, () => mail)));
    }
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      actor_id: null,
      action: 'last-day.remind',
      facts: { leaver: 'Bo Castellane', expiresAt: expect.stringMatching(/^2.*Z$/) },
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['it is more than 30 days away', () => endsAt(db.owner, c, `now() + interval '30 days 1 minute'`)],
    ['it has passed', () => passed()],
    [
      'it was that near already when it was set',
      () =>
        setAs(mailing, c.ada, c.bo.id, {
          ends: { day: new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10), time: '12:00' },
        }),
    ],
  ])('nobody is reminded when %s', async (_, arranged) => {
    await arranged();
    await remind();
    expect((await mails()).filter(({ kind }) => kind !== 'login-expiry-set')).toEqual([]);
  });

  test('a notice says it with or without a mail server; a later one takes its place, and a moved day ends it', async () => {
    const toAda = { kind: 'last-day-nears', facts: { leaver: 'Bo Castellane', leaverId: c.bo.id } };
    await endsAt(db.owner, c, `now() + interval '13 days'`);
    await remind(db.pool);
    expect(await mails()).toEqual([]);
    expect(await noticesOf(c.ada.id)).toMatchObject([toAda]);
    expect(await noticesOf(c.bo.id)).toMatchObject([{ kind: 'own-last-day-nears' }]);
    await endsAt(db.owner, c, `now() + interval '5 days'`);
    expect(await noticesOf(c.ada.id)).toEqual([]);
    await remind(db.pool);
    expect(await noticesOf(c.ada.id)).toMatchObject([toAda]);
    // From ten days before on every page says it.
    expect(await noticesOf(c.bo.id)).toEqual([]);
    await perform(db.pool, c.ada.caller, cancelLastDay, { userId: c.bo.id, version: 2 });
    expect(await noticesOf(c.ada.id)).toEqual([]);
  });

  test('a day is a day of the clinic, whatever the clocks do in between', async () => {
    const days = (moment: string, before: number) =>
      one<Date>(db.owner, `select days_before($1, $2, 'America/Toronto')`, [moment, before]);
    // 17:00 in summer time; fourteen days before it is winter time, and 17:00 too.
    expect(await days('2027-03-20T21:00:00Z', 14)).toEqual(new Date('2027-03-06T22:00:00Z'));
    expect(await days('2027-03-20T21:00:00Z', 1)).toEqual(new Date('2027-03-19T21:00:00Z'));
  });
});
