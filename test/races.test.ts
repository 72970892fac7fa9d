// Activity is a row. What that must hold against is other transactions, so this file is races.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Tx } from '#kernel/db.ts';
import { answer } from '#kernel/query.ts';
import type { PlanRule } from '#features/handover/contract.ts';
import { sendMessage } from '#features/inbox/send-message.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { readSession } from '#features/sign-in/read-session.ts';
import { addTask } from '#features/tasks/add-task.ts';
import { doing, makeAdministrator, outcome, previewed, ready } from './acting.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from './staff.ts';
import { openWork, toUser } from './work.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const count = async (of: string, values: readonly unknown[] = []) =>
  Number(await one(db.owner, `select count(*) from ${of}`, values));
const deactivate = async (by: Member, leaver: Member, plan: PlanRule[] = []) =>
  (await ready(db.pool, by, leaver, plan))();
const gate = () => Promise.withResolvers<void>();

describe('assignment against deactivation', () => {
  const LAST = 9;
  /** The first round is all before, the last all after; between them they meet. */
  const meet = async <A, B>(
    round: number,
    a: (everyMs: number) => Promise<A>,
    b: () => Promise<B>,
  ): Promise<[A, B]> => {
    if (round === 0) return [await a(0), await b()];
    if (round < LAST) return Promise.all([a(5), b()]);
    const second = await b();
    return [await a(0), second];
  };
  const gives: Readonly<Record<string, [refused: string, give: (patientId: Id<'patient'>) => Promise<unknown>]>> = {
    task: [
      'task/assignee-not-active',
      (patientId) =>
        perform(db.pool, c.ada.caller, addTask, {
          title: 'race',
          details: '',
          due: null,
          urgent: false,
          assigneeId: c.bo.id,
          patientId,
        }),
    ],
    appointment: [
      'schedule/not-bookable',
      (patientId) => {
        const time = { day: '2030-05-02', start: '10:00', durationMinutes: 20, reason: '' };
        return perform(db.pool, c.ada.caller, bookAppointment, {
          ...time,
          patientId,
          providerId: c.bo.id,
          siteId: c.siteId,
        });
      },
    ],
    message: [
      'inbox/recipient-not-active',
      (patientId) =>
        perform(db.pool, c.ada.caller, sendMessage, { recipientIds: [c.bo.id], subject: 'race', body: '', patientId }),
    ],
  };

  test.each(Object.keys(gives))(
    '%s: what was given in time goes along, what comes late is refused, nothing is lost',
    async (kind) => {
      const [refused, give] = gives[kind] ?? ['', async () => undefined];
      const seen = new Set<string>();
      for (let round = 0; round <= LAST; round += 1) {
        c = await clinic(db.owner);
        const [patientId] = await patients(db.owner, c.id, ['Arroyo, Pia']);
        if (!patientId) throw new Error('no patient');
        const plan = [toUser(kind, c.cy.id)];
        const leave = await ready(db.pool, c.ada, c.bo, plan);
        const giveAll = (every: number) =>
          Promise.all(
            Array.from({ length: 8 }, async (_, n) => {
              await sleep(every * (3 * round + n));
              return outcome(give(patientId));
            }),
          );
        const [given, left] = await meet(round, giveAll, () => outcome(leave()));
        if (left !== 'done') await deactivate(c.ada, c.bo, plan); // once more, now that all is quiet
        const late = await Promise.all([outcome(give(patientId)), outcome(give(patientId))]);

        expect(late).toEqual([refused, refused]);
        for (const said of [`left: ${left}`, ...given]) seen.add(said);
        const done = given.filter((said) => said === 'done').length;
        if (left === 'done') expect(done).toBe(0);
        const { rows: held } = await db.owner.query<{ holder_id: string; items: number }>(
          'select holder_id, count(*)::int as items from open_work where clinic_id = $1 group by 1',
          [c.id],
        );
        expect(held).toEqual(done > 0 ? [{ holder_id: c.cy.id, items: done }] : []);
        expect(await count('handover_item where clinic_id = $1 and successor_id = $2', [c.id, c.cy.id])).toBe(done);
      }
      expect([...seen].toSorted()).toEqual(['done', refused, 'left: done', 'left: handover/plan-changed'].toSorted());
    },
  );

  test('work cannot be given to somebody who has left, by any path', async () => {
    await deactivate(c.ada, c.bo);
    const late = arrange(db.owner, c.id, () =>
      db.owner.query(`insert into task (clinic_id, author_id, holder_id, title) values ($1, $2, $3, 'late')`, [
        c.id,
        c.ada.id,
        c.bo.id,
      ]),
    );
    await expect(late).rejects.toThrow('task_open_holder_active');
  });

  test('a command that would leave work behind is told so', async () => {
    await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia']));
    const careless = doing((tx) => tx.deleteFrom('active_user').where('user_id', '=', c.bo.id).execute(), 'roster');
    expect(await outcome(perform(db.pool, c.ada.caller, careless, {}))).toBe('handover/work-left');
  });

  test('bare SQL does not end the activity of somebody who holds work either', async () => {
    await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia']));
    const leave = arrange(db.owner, c.id, () =>
      db.owner.query('delete from active_user where user_id = $1', [c.bo.id]),
    );
    await expect(leave).rejects.toThrow('open_holder_active');
  });
});

describe('a leaver’s own writes', () => {
  const build = (tx: Tx) =>
    tx.insertInto('task').values({ clinic_id: c.id, author_id: c.bo.id, holder_id: c.cy.id, title: 'race' }).execute();

  test('begun before the deactivation, it lands before it', async () => {
    const [begun, goOn] = [gate(), gate()];
    const writing = perform(
      db.pool,
      c.bo.caller,
      doing(async (tx) => {
        await build(tx);
        begun.resolve();
        await goOn.promise;
      }),
      {},
    );
    await begun.promise;
    const leaving = deactivate(c.ada, c.bo);
    expect(await Promise.race([leaving, sleep(400, 'waits')])).toBe('waits');
    goOn.resolve();
    await Promise.all([writing, leaving]);
    const log = await entries(db.owner, c.id);
    expect(log.map(({ action, outcome: said }) => [action, said])).toEqual([
      ['tasks.add-task', 'done'],
      ['handover.deactivate-user', 'done'],
    ]);
    expect(await count('task where clinic_id = $1', [c.id])).toBe(1);
  });

  test('begun while the deactivation is under way, it waits and is turned away', async () => {
    const [begun, goOn] = [gate(), gate()];
    const leaving = perform(
      db.pool,
      c.ada.caller,
      doing(async (tx) => {
        await tx.deleteFrom('active_user').where('user_id', '=', c.bo.id).execute();
        begun.resolve();
        await goOn.promise;
      }, 'roster'),
      {},
    );
    await begun.promise;
    const writing = outcome(perform(db.pool, c.bo.caller, doing(build), {}));
    expect(await Promise.race([writing, sleep(200, 'waits')])).toBe('waits');
    goOn.resolve();
    await leaving;
    expect(await writing).toBe('session/ended');
    expect(await count('task where clinic_id = $1', [c.id])).toBe(0);
  });

  test('eight clients on one session while it ends: nothing is accepted after the acknowledgement', async () => {
    let before = 0;
    const turnedAway = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      c = await clinic(db.owner);
      const left = { at: Number.POSITIVE_INFINITY };
      const ending = { now: false };
      let late = 0;
      const client = async (ask: () => Promise<unknown>) => {
        while (!ending.now) {
          const begun = performance.now();
          const said = await outcome(ask());
          if (said !== 'done') turnedAway.add(said);
          else if (begun > left.at) late += 1;
          else before += 1;
        }
      };
      const clients = [0, 1, 2, 3].flatMap(() => [
        client(() => answer(db.pool, c.bo.caller, readSession, {})),
        client(() => perform(db.pool, c.bo.caller, doing(build), {})),
      ]);
      await expect.poll(() => before).toBeGreaterThan(10 * round);
      await deactivate(c.ada, c.bo);
      left.at = performance.now();
      const then = await count('task where clinic_id = $1', [c.id]);
      await sleep(120);
      ending.now = true;
      await Promise.all(clients);
      expect({ late, written: (await count('task where clinic_id = $1', [c.id])) - then }).toEqual({
        late: 0,
        written: 0,
      });
    }
    expect([...turnedAway]).toEqual(['session/ended']);
  });
});

describe('the successor', () => {
  test('who has been deactivated since the preview is refused, and nothing has moved', async () => {
    await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia']));
    const plan = (await previewed(db.pool, c.ada, c.bo)).kinds.map(({ kind }) => toUser(kind, c.cy.id));
    const leave = await ready(db.pool, c.ada, c.bo, plan);
    const held = await count('open_work where holder_id = $1', [c.bo.id]);
    await deactivate(c.ada, c.cy);
    expect(await outcome(leave())).toBe('handover/successor-not-active');
    expect(await count('open_work where holder_id = $1', [c.bo.id])).toBe(held);
  });

  test('who is deactivated at the same moment: one of both goes through, and nobody gone holds anything', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 10; round += 1) {
      c = await clinic(db.owner);
      await makeAdministrator(db.owner, c, c.dee);
      await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia']));
      const plan = (await previewed(db.pool, c.ada, c.bo)).kinds.map(({ kind }) => toUser(kind, c.cy.id));
      const held = await count('open_work where clinic_id = $1', [c.id]);
      const both = [await ready(db.pool, c.ada, c.bo, plan), await ready(db.pool, c.dee, c.cy)];
      const said = await Promise.all(both.map((act) => outcome(act())));
      seen.add(said.join(' + '));
      const goneAndHolding = `open_work w where w.clinic_id = $1 and not exists
        (select from active_user a where a.clinic_id = w.clinic_id and a.user_id = w.holder_id)`;
      expect([await count(goneAndHolding, [c.id]), await count('open_work where clinic_id = $1', [c.id])]).toEqual([
        0,
        held,
      ]);
    }
    const possible = ['done + handover/plan-changed', 'handover/successor-not-active + done'];
    expect([...seen].filter((word) => !possible.includes(word))).toEqual([]);
  });
});
