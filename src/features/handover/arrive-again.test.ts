// What is opened again, forwarded, or comes again and again, where whoever had it has left.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { lets } from '#test/leaving.ts';
import { arrange, type Clinic, clinic, entries, one, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { recordRejection } from '../claims/record-rejection.ts';
import { sendMessage } from '../inbox/send-message.ts';
import { markAppointment } from '../schedule/mark-appointment.ts';
import { makeNextTask } from '../tasks/recurring-store.ts';
import { leave, lockAway } from '../users/test-person.ts';
import { assignPool } from './assign-pool.ts';
import { listPool } from './list-pool.ts';

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
});

const put = <T extends string>(sql: string, ...more: unknown[]) =>
  arrange(db.owner, c.id, () => one<Id<T>>(db.owner, sql, [c.id, c.bo.id, greaves, ...more]));
const row = async (table: string, key: string, id: string) =>
  (
    await db.owner.query<{ holder_id: string | null; came_from_id: string | null; arrived_for_id: string | null }>(
      `select holder_id, came_from_id, arrived_for_id from ${table} where ${key} = $1`,
      [id],
    )
  ).rows[0];
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

describe('a claim that was paid and is returned by the payer', () => {
  const paid = (status = 'paid') =>
    put<'claim'>(
      `insert into claim (clinic_id, holder_id, biller_id, patient_id, service_on, amount_cents, currency, status, settled_at)
       values ($1, $2, $2, $3, current_date, 2550, 'CAD', $4, now()) returning claim_id`,
      status,
    );
  const comesBack = (claimId: Id<'claim'>, who = c.cy) =>
    perform(db.pool, who.caller, recordRejection, { claimId, reason: 'wrong code' });
  const now = (claimId: Id<'claim'>) => row('claim', 'claim_id', claimId);

  test('is whoever’s it was, and nobody else’s to record', async () => {
    const claimId = await paid();
    await expect(comesBack(claimId)).rejects.toThrow('work/not-yours');
    await comesBack(claimId, c.bo);
    expect(await now(claimId)).toEqual({ holder_id: c.bo.id, came_from_id: null, arrived_for_id: null });
    expect(await one(db.owner, 'select settled_at from claim where claim_id = $1', [claimId])).toBeNull();
    expect((await lastEntry())?.facts).toEqual({ claimId, before: { status: 'paid' }, after: { status: 'rejected' } });
  });

  test('reaches the successor of whoever has left, says for whom, with an entry', async () => {
    const claimId = await paid();
    await lets(db.pool, c, c.bo.id, [toUser('claim', c.cy.id)]);
    await comesBack(claimId, c.cy);
    expect(await now(claimId)).toEqual({ holder_id: c.cy.id, came_from_id: c.bo.id, arrived_for_id: c.bo.id });
    expect((await lastEntry())?.facts).toMatchObject({ arrivals: [{ forId: c.bo.id, holderId: c.cy.id }] });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['nobody took anything over', () => leave(db.owner, c, c.bo.id)],
    [
      'who did is kept out of the chart',
      () => lets(db.pool, c, c.bo.id, [toUser('claim', c.ada.id)]).then(() => block(db.owner, c, c.ada.id, [greaves])),
    ],
  ])('waits in the pool where %s', async (_, arranged) => {
    const claimId = await paid();
    await arranged();
    await comesBack(claimId);
    expect(await now(claimId)).toEqual({ holder_id: null, came_from_id: c.bo.id, arrived_for_id: c.bo.id });
  });

  test('one that was withdrawn does not', async () => {
    const claimId = await paid('cancelled');
    await expect(comesBack(claimId, c.bo)).rejects.toThrow('work/already-closed');
    await expect(comesBack(await paid('rejected'), c.bo)).rejects.toThrow('claim/other-state');
  });
});

describe('a visit whose mark is taken back', () => {
  const seen = () =>
    put<'appointment'>(
      `insert into appointment (clinic_id, holder_id, patient_id, site_id, starts_at, ends_at, status)
       values ($1, $2, $3, $4, now() - interval '2 days', now() - interval '2 days' + interval '20 minutes', 'seen') returning appointment_id`,
      c.siteId,
    );
  const takeBack = (appointmentId: Id<'appointment'>) =>
    perform(db.pool, c.ada.caller, markAppointment, { appointmentId, status: 'booked', was: 'seen' });

  test('is the successor’s to close where its provider has left', async () => {
    const appointmentId = await seen();
    await lets(db.pool, c, c.bo.id, [toUser('past-appointment', c.cy.id)]);
    await takeBack(appointmentId);
    expect(await row('appointment', 'appointment_id', appointmentId)).toEqual({
      holder_id: c.cy.id,
      came_from_id: c.bo.id,
      arrived_for_id: c.bo.id,
    });
    expect((await lastEntry())?.facts).toMatchObject({ arrivals: [{ forId: c.bo.id, holderId: c.cy.id }] });
  });

  test('stays as it is where nobody could close it', async () => {
    const appointmentId = await seen();
    await leave(db.owner, c, c.bo.id);
    await expect(takeBack(appointmentId)).rejects.toThrow('schedule/not-bookable');
    expect(await one(db.owner, 'select status from appointment where appointment_id = $1', [appointmentId])).toBe(
      'seen',
    );
  });
});

describe('what is forwarded', () => {
  const forward = () =>
    put(
      `insert into standing_rule (clinic_id, author_id, from_id, holder_id, what, forwards, starts_on)
       select $1, $2, $2, $4, 'forwarding', '{message}', current_date - 1 where $3::uuid is not null returning rule_id`,
      c.cy.id,
    );
  const write = async () => {
    const { messageId } = await perform(db.pool, c.ada.caller, sendMessage, {
      recipientIds: [c.bo.id],
      subject: 'x',
      body: 'x',
      patientId: greaves,
      replyToId: null,
    });
    return one(db.owner, 'select holder_id from inbox_item where message_id = $1', [messageId]);
  };

  test('goes to whoever can have it', async () => {
    await forward();
    expect(await write()).toBe(c.cy.id);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['is locked', () => lockAway(db.owner, c, c.cy.id)],
    [
      'may not do such work',
      () => arrange(db.owner, c.id, () => db.owner.query('delete from user_role where user_id = $1', [c.cy.id])),
    ],
    ['is kept out of the chart', () => block(db.owner, c, c.cy.id, [greaves])],
    [
      'is past the last day',
      () =>
        arrange(db.owner, c.id, () =>
          db.owner.query(
            `insert into last_day (clinic_id, user_id, ends_at, reason, set_by_id, set_at)
             values ($1, $2, now() - interval '1 minute', 'x', $3, now() - interval '2 days')`,
            [c.id, c.cy.id, c.ada.id],
          ),
        ),
    ],
  ])('stays where the other one %s', async (_, arranged) => {
    await forward();
    await arranged();
    expect(await write()).toBe(c.bo.id);
  });
});

describe('what goes on producing tasks and was laid into the pool', () => {
  const weekly = () =>
    put<'recurring'>(
      `insert into recurring_task (clinic_id, author_id, holder_id, patient_id, title, every, unit, first_on, next_on, made_at)
       values ($1, $4, $2, $3, 'Count vaccines', 1, 'week', current_date - 2, current_date - 2, now() - interval '3 years') returning recurring_id`,
      c.ada.id,
    );
  const type = (holder: string | null) =>
    put<'type'>(
      `insert into task_type (clinic_id, author_id, holder_id, name) select $1, $2, $4::uuid, 'Refill ' || gen_random_uuid()
        where $3::uuid is not null returning type_id`,
      holder,
    );
  const pool = async () => (await answer(db.pool, c.ada.caller, listPool, { sort: 'kind' })).items;
  const kindsIn = async () => (await pool()).map(({ kind }) => kind).filter((kind) => kind !== 'mrp-patient');

  test('is in the pool’s list since then, and can be assigned there', async () => {
    await weekly();
    await type(c.bo.id);
    await lets(db.pool, c, c.bo.id, [without('recurring-task', 'return'), without('task-type', 'return')]);
    expect(await kindsIn()).toEqual(['recurring-task', 'task-type']);
    const items = (await pool()).filter(({ kind }) => kind !== 'mrp-patient');
    expect(items.every(({ overdue, cameFrom }) => !overdue && cameFrom?.userId === c.bo.id)).toBe(true);
    const chosen = items.map(({ kind, itemId }) => ({ kind, itemId }));
    await perform(db.pool, c.ada.caller, assignPool, { userId: c.cy.id, items: chosen });
    expect(await kindsIn()).toEqual([]);
    expect(
      await one(db.owner, 'select count(*)::int from open_work where clinic_id = $1 and holder_id = $2', [
        c.id,
        c.cy.id,
      ]),
    ).toBe(2);
  });

  test('a type that never was anybody’s does not wait', async () => {
    await type(null);
    expect(await kindsIn()).toEqual([]);
  });

  test('each next task waits too, and says for whom it comes, with an entry', async () => {
    const recurringId = await weekly();
    await lets(db.pool, c, c.bo.id, [without('recurring-task', 'return')]);
    while (await makeNextTask(db.pool));
    const taskId = await one<string>(db.owner, 'select task_id from task where clinic_id = $1', [c.id]);
    expect(await row('task', 'task_id', taskId)).toEqual({
      holder_id: null,
      came_from_id: c.bo.id,
      arrived_for_id: c.bo.id,
    });
    expect(await lastEntry()).toMatchObject({
      action: 'tasks.make-task',
      facts: { recurringId, taskId, arrivals: [{ forId: c.bo.id, holderId: null }] },
    });
  });
});
