import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { bookAppointment } from './book-appointment.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import type { Mark } from './contract.ts';
import { markAppointment } from './mark-appointment.ts';
import { moveAppointment } from './move-appointment.ts';

export let db: TestDatabase;
export let c: Clinic;
export let greaves: Id<'patient'>;
const time = () => ({ providerId: c.bo.id, siteId: c.siteId, day: '2027-07-20', start: '09:00', durationMinutes: 30 });

type Time = ReturnType<typeof time>;

export const book = (more: Partial<Time & { patientId: Id<'patient'> }> = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, bookAppointment, { patientId: greaves, reason: ' Results ', ...time(), ...more });

export const move = (
  appointmentId: Id<'appointment'>,
  more: Partial<Time & { version: number }> = {},
  who: Member = c.ada,
) => perform(db.pool, who.caller, moveAppointment, { appointmentId, version: 1, ...time(), ...more });

export const cancel = (appointmentId: Id<'appointment'>, who: Member = c.ada) =>
  perform(db.pool, who.caller, cancelAppointment, { appointmentId, reason: 'Called in sick' });

export const mark = (appointmentId: Id<'appointment'>, status: Mark, who: Member = c.ada) =>
  perform(db.pool, who.caller, markAppointment, { appointmentId, status });

export const row = async (appointmentId: Id<'appointment'>) => {
  const { rows } = await db.owner.query('select * from appointment where appointment_id = $1', [appointmentId]);
  return rows[0] as Record<string, unknown>;
};

export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

export const setUser = (sql: string, user: Member) =>
  arrange(db.owner, c.id, () => db.owner.query(`${sql} where user_id = $1`, [user.id]));

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
    [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
  });
}
