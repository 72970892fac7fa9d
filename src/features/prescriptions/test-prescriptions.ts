import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { cancelPrescription } from './cancel-prescription.ts';
import { givePrescription } from './give-prescription.ts';
import { printPrescription } from './print-prescription.ts';
import { readPrescription } from './read-prescription.ts';
import { signPrescription } from './sign-prescription.ts';
import { updatePrescription } from './update-prescription.ts';
import { writePrescription } from './write-prescription.ts';

type PrescriptionId = Id<'prescription'>;

export let db: TestDatabase;
export let c: Clinic;
export let greaves: Id<'patient'>;
export let tolland: Id<'patient'>;

export const run = (sql: string, ...values: unknown[]) =>
  arrange(db.owner, c.id, () => db.owner.query(sql, [c.id, ...values]));

export const metformin = {
  medication: 'Metformin',
  dose: '500 mg',
  directions: 'One twice a day with food',
  quantity: '60 tablets',
  refills: 3,
};

export const salve = {
  medication: 'Hydrocortisone 1 %',
  dose: '',
  directions: 'Thinly at night',
  quantity: '30 g',
  refills: 0,
};

export const write = async (who: Member = c.bo, patientId = greaves, more: object = {}) =>
  (
    await perform(db.pool, who.caller, writePrescription, {
      patientId,
      siteId: c.siteId,
      lines: [metformin, salve],
      note: 'Blister pack, please',
      ...more,
    })
  ).prescriptionId;

export const change = (prescriptionId: PrescriptionId, more: object = {}, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, updatePrescription, {
    prescriptionId,
    siteId: c.siteId,
    lines: [salve],
    note: '',
    version,
    ...more,
  });

export const sign = (prescriptionId: PrescriptionId, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, signPrescription, { prescriptionId, version });

export const cancel = (prescriptionId: PrescriptionId, who: Member = c.bo) =>
  perform(db.pool, who.caller, cancelPrescription, { prescriptionId, reason: 'Allergic' });

export const give = (prescriptionId: PrescriptionId, holderId: Id<'user'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, givePrescription, { prescriptionId, holderId });

export const read = (prescriptionId: PrescriptionId, who: Member = c.bo) =>
  perform(db.pool, who.caller, readPrescription, { prescriptionId });

export const print = (prescriptionId: PrescriptionId, who: Member = c.bo) =>
  perform(db.pool, who.caller, printPrescription, { prescriptionId });

export const row = async (prescriptionId: PrescriptionId) =>
  (await db.owner.query('select * from prescription where prescription_id = $1', [prescriptionId])).rows[0] as Record<
    string,
    unknown
  >;

export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
export const code = (refusal: string) => ({ code: refusal });

/** Dee, a receptionist, holds the role of doctors. */
export const letDeeTry = () => run('insert into user_role values ($1, $2, $3)', c.dee.id, c.roles.doctor);

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
    [greaves, tolland] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
      Id<'patient'>,
      Id<'patient'>,
    ];
    await run(
      `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
     values ($1, $2, 'bc.cpsid', 0, '31701', true), ($1, $3, 'bc.cpsid', 0, '31702', true)`,
      c.bo.id,
      c.cy.id,
    );
  });
}
