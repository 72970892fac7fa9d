// What somebody who is blocked gets from the operations around a patient, whether the whole record is closed or the chart alone.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { writeNote } from '#features/charts/write-note.ts';
import { listClaims } from '#features/claims/list-claims.ts';
import { sendMessage } from '#features/inbox/send-message.ts';
import { listResults } from '#features/results/list-results.ts';
import { explainAccess } from '#features/roles/explain-access.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { listAppointments } from '#features/schedule/list-appointments.ts';
import { addTask } from '#features/tasks/add-task.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, one, patients } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { begin, setClinic } from './test-closed.ts';

let db: TestDatabase;
let c: Clinic;
let shut: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [shut = shut] = await patients(db.owner, c.id, ['Pratt, Quillon']);
});

const acts: Readonly<Record<string, () => Promise<unknown>>> = {
  'opening the chart': () => perform(db.pool, c.cy.caller, openChart, { patientId: shut }),
  'writing a note': () => perform(db.pool, c.cy.caller, writeNote, { patientId: shut, title: 'x', body: '' }),
  'giving a task': () =>
    perform(db.pool, c.cy.caller, addTask, {
      patientId: shut,
      title: 'x',
      details: '',
      due: null,
      urgent: false,
      assigneeId: c.bo.id,
    }),
  'sending a message': () =>
    perform(db.pool, c.cy.caller, sendMessage, { patientId: shut, recipientIds: [c.bo.id], subject: 'x', body: 'x' }),
  booking: () =>
    perform(db.pool, c.cy.caller, bookAppointment, {
      patientId: shut,
      providerId: c.bo.id,
      siteId: c.siteId,
      day: '2030-01-01',
      start: '10:00',
      durationMinutes: 15,
      reason: '',
    }),
  'listing claims': () => answer(db.pool, c.cy.caller, listClaims, { folder: 'all', patientId: shut }),
  'listing results': () => answer(db.pool, c.cy.caller, listResults, { folder: 'patient', patientId: shut }),
};

test.each(Object.entries(acts))('%s is closed, with the master file open as well', async (_, act) => {
  await block(db.owner, c, c.cy.id, [shut], { masterFileOpen: true });
  await expect(act()).rejects.toThrow('patient/closed');
  await block(db.owner, c, c.cy.id, [shut]);
  await expect(act()).rejects.toThrow('patient/closed');
  await setClinic(db.owner, c, `closed_records = 'hidden'`);
  await expect(act()).rejects.toThrow('patient/not-found');
});

test('on the schedule the time is taken, with the name only where the clinic shows it', async () => {
  await openWork(db.owner, c, c.bo.id, [shut]);
  await block(db.owner, c, c.cy.id, [shut]);
  const day = await one<string>(
    db.owner,
    `select ((now() + interval '1 day' + interval '1 hour') at time zone 'America/Vancouver')::date::text`,
  );
  const list = async () => {
    const { appointments, taken } = await answer(db.pool, c.cy.caller, listAppointments, { from: day, to: day });
    return { appointments, names: taken.map(({ patientName }) => patientName) };
  };
  expect(await list()).toEqual({ appointments: [], names: [null] });
  await setClinic(db.owner, c, `closed_slots = 'named'`);
  expect(await list()).toEqual({ appointments: [], names: ['Quillon Pratt'] });
  await setClinic(db.owner, c, `closed_records = 'hidden'`);
  expect(await list()).toEqual({ appointments: [], names: [null] });
});

test('whether somebody can open a chart is answered as it is: not, then in an emergency', async () => {
  await block(db.owner, c, c.cy.id, [shut], { emergency: true });
  const asked = { userId: c.cy.id, permission: 'charts.open-chart', patientId: shut };
  const allowed = async () => (await perform(db.pool, c.ada.caller, explainAccess, asked)).allowed;
  expect(await allowed()).toBe(false);
  await begin(db, c.cy, shut);
  expect(await allowed()).toBe(true);
});
