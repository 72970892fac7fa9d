import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import { cancelAppointments } from './cancel-appointments.ts';
import { previewCancellations } from './preview-cancellations.ts';
import { readVisitHistory } from './read-visit-history.ts';

const DAY = '2031-07-21';
let db: TestDatabase;
/** As a server that sends mail. */
let sending: Pool;
let c: Clinic;
let chart: Id<'patient'>[];
let booked: Id<'appointment'>[];
beforeAll(async () => {
  db = await testDatabase();
  sending = openPool((db.pool.options as { connectionString: string }).connectionString, 5, { sendsMail: true });
});
afterAll(async () => {
  await sending.end();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Chan, Mei', 'Dahl, Ida']);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(`update patient set email = 'pia@home.example' where patient_id = $1`, [chart[0]]);
    await db.owner.query(`update patient set phone = '604-555-0101' where patient_id = $1`, [chart[1]]);
  });
  const holders = [c.bo, c.bo, c.bo, c.cy];
  booked = await arrange(db.owner, c.id, async () => {
    const ids: Id<'appointment'>[] = [];
    for (const [at, patientId] of chart.entries()) {
      ids.push(
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await one(
          db.owner,
          `insert into appointment (clinic_id, patient_id, site_id, holder_id, starts_at, ends_at)
           select $1, $2, $3, $4, t.at, t.at + interval '15 minutes'
             from clinic k, lateral (select ($5::date + make_interval(hours => $6)) at time zone k.time_zone as at) t where k.clinic_id = $1
           returning appointment_id`,
          [c.id, patientId, c.siteId, holders[at]?.id, DAY, 9 + at],
        ),
      );
    }
    return ids;
  });
});

const preview = (pool: Pool = sending, who: Member = c.bo) =>
  answer(pool, who.caller, previewCancellations, { day: DAY, providerId: c.bo.id });
const cancel = (appointmentIds: readonly Id<'appointment'>[], { tell = true, pool = sending, who = c.bo } = {}) =>
  perform(pool, who.caller, cancelAppointments, { appointmentIds: [...appointmentIds], reason: ' Ill ', tell });
const statuses = async () => {
  const { rows } = await db.owner.query(
    `select status || case when told_at is null then '' else ', told' end as says from appointment where clinic_id = $1 order by starts_at`,
    [c.id],
  );
  return rows.map(({ says }) => says as string);
};
const mails = () => one<number>(db.owner, `select count(*)::int from mail where clinic_id = $1`, [c.id]);

test('the preview says who is cancelled and how each hears of it', async () => {
  const { items, more, withheld, sendsMail } = await preview();
  expect(items.map(({ start, patient, way, contact }) => [start, patient.name, way, contact])).toEqual([
    ['09:00', 'Pia Arroyo', 'mail', 'pia@home.example'],
    ['10:00', 'Lou Berg', 'call', '604-555-0101'],
    ['11:00', 'Mei Chan', 'none', ''],
  ]);
  expect([more, withheld, sendsMail]).toEqual([0, 0, true]);
  const unsent = await preview(db.pool);
  expect([unsent.items[0]?.way, unsent.sendsMail]).toEqual(['none', false]);
});

test('of a record closed to the actor it says only that there is one, and leaves it', async () => {
  await block(db.owner, c, c.bo.id, [chart[1] as Id<'patient'>]);
  const { items, withheld } = await preview();
  expect([items.map(({ patient }) => patient.name), withheld]).toEqual([['Pia Arroyo', 'Mei Chan'], 1]);
});

test('cancels a day at once, writes to who has an address, and leaves one entry', async () => {
  expect(await cancel(booked.slice(0, 3))).toEqual({ cancelled: 3, told: 1 });
  expect(await statuses()).toEqual(['cancelled, told', 'cancelled', 'cancelled', 'booked']);
  const [entry] = await entries(db.owner, c.id);
  expect(entry).toMatchObject({
    actor_id: c.bo.id,
    action: 'schedule.cancel-appointments',
    outcome: 'done',
    subject_user_id: c.bo.id,
    reason: 'Ill',
    facts: { appointmentIds: booked.slice(0, 3), cancelled: 3, patientsTold: 1 },
  });
  const [first] = booked as [Id<'appointment'>];
  const { steps, toldAt } = await answer(sending, c.bo.caller, readVisitHistory, { appointmentId: first });
  expect([steps.at(-1)?.what, steps.at(-1)?.reason, toldAt === null]).toEqual(['cancelled', 'Ill', false]);
});

test('writes to nobody where that is not wished, or no mail is sent', async () => {
  expect(await cancel(booked.slice(0, 1), { tell: false })).toEqual({ cancelled: 1, told: 0 });
  expect(await cancel(booked.slice(1, 3), { pool: db.pool })).toEqual({ cancelled: 2, told: 0 });
  expect(await mails()).toBe(0);
});

test('schedule/day-changed: one of them is closed, closed to the actor, past or of another clinic; none is cancelled', async () => {
  const [pia, lou] = chart as [Id<'patient'>, Id<'patient'>];
  const refused = async (ids: readonly Id<'appointment'>[]) => {
    await expect(cancel(ids)).rejects.toThrow('schedule/day-changed');
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      outcome: 'refused',
      reason: 'schedule/day-changed',
    });
    expect(await mails()).toBe(0);
  };
  await refused([...booked, '00000000-0000-4000-8000-000000000001' as Id<'appointment'>]);
  await block(db.owner, c, c.bo.id, [lou]);
  await refused(booked);
  expect(await statuses()).toEqual(['booked', 'booked', 'booked', 'booked']);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update appointment set starts_at = now() - interval '1 day', ends_at = now() - interval '23 hours' where patient_id = $1`,
      [pia],
    ),
  );
  await refused(booked.slice(0, 1));
});

test('one appointment is cancelled with a letter where that is wished', async () => {
  const [first, second] = booked as [Id<'appointment'>, Id<'appointment'>];
  const alone = (appointmentId: Id<'appointment'>, tell?: boolean) =>
    perform(sending, c.bo.caller, cancelAppointment, { appointmentId, reason: 'Ill', ...(tell ? { tell } : {}) });
  expect(await alone(first, true)).toMatchObject({ told: true, version: 3 });
  expect(await alone(second)).toMatchObject({ told: false, version: 2 });
  expect(await mails()).toBe(1);
  expect((await entries(db.owner, c.id))[0]).toMatchObject({ facts: { patientsTold: 1 } });
});

test('whoever may not', async () => {
  await expect(cancel(booked, { who: c.dee })).rejects.toThrow('actor/not-permitted');
  await expect(preview(sending, c.dee)).rejects.toThrow('actor/not-permitted');
});
