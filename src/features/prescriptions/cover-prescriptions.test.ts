import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { absent } from '../absences/test-absences.ts';
import { cancelPrescription } from './cancel-prescription.ts';
import { listPrescriptions } from './list-prescriptions.ts';
import { readPrescription } from './read-prescription.ts';
import { signPrescription } from './sign-prescription.ts';

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
let prescriptionId: Id<'prescription'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
/** Bo is away, with one draft to sign; Cy covers. */
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
  prescriptionId = await arrange(db.owner, c.id, () =>
    one<Id<'prescription'>>(
      db.owner,
      `with written as (insert into prescription (clinic_id, holder_id, author_id, patient_id, site_id) values ($1, $2, $2, $3, $4)
                        returning clinic_id, prescription_id, patient_id),
            lines as (insert into prescription_line (clinic_id, prescription_id, line, patient_id, medication, directions, quantity)
                      select clinic_id, prescription_id, 1, patient_id, 'Metformin', 'One twice a day', '60 tablets' from written)
       select prescription_id from written`,
      [c.id, c.bo.id, greaves, c.siteId],
    ),
  );
  await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id, kinds: ['prescription'] });
});

const open = (who: Member) => answer(db.pool, who.caller, listPrescriptions, {});
const giveNumber = () =>
  arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
       values ($1, $2, 'bc.cpsid', 0, '31702', true)`,
      [c.id, c.cy.id],
    ),
  );
const sign = (who: Member = c.cy) => perform(db.pool, who.caller, signPrescription, { prescriptionId, version: 1 });
const last = async () =>
  (
    await db.owner.query(
      'select action, actor_id, on_behalf_of_id, outcome from audit_entry where clinic_id = $1 order by entry_id desc limit 1',
      [c.id],
    )
  ).rows[0] as object;
const entry = (action: string) => ({
  action: `prescriptions.${action}`,
  actor_id: c.cy.id,
  on_behalf_of_id: c.bo.id,
  outcome: 'done',
});

test('what waits for the absent stands in the list of whoever covers, and in nobody else’s', async () => {
  expect((await open(c.cy)).prescriptions).toMatchObject([{ prescriptionId, holder: { userId: c.bo.id } }]);
  expect((await open(c.cy)).waiting.open).toBe(1);
  expect((await open(c.ada)).prescriptions).toEqual([]);
  await perform(db.pool, c.cy.caller, readPrescription, { prescriptionId });
  expect(await last()).toEqual(entry('read-prescription'));
});

test('it is signed under the own name and number, on behalf of the absent, and is the signer’s then', async () => {
  await expect(sign()).rejects.toThrow('prescription/number-missing');
  const seen = await perform(db.pool, c.cy.caller, readPrescription, { prescriptionId });
  expect(seen.letterhead.name).toBe('Cy Okonjo');
  await giveNumber();
  await sign();
  expect(await last()).toEqual(entry('sign-prescription'));
  expect(
    (
      await db.owner.query(
        'select status, holder_id, came_from_id, signed_by_id from prescription where clinic_id = $1',
        [c.id],
      )
    ).rows,
  ).toEqual([{ status: 'signed', holder_id: c.cy.id, came_from_id: c.bo.id, signed_by_id: c.cy.id }]);
});

test('a draft that is not to be is cancelled on behalf of the absent', async () => {
  await perform(db.pool, c.cy.caller, cancelPrescription, { prescriptionId, reason: 'not needed' });
  expect(await last()).toEqual(entry('cancel-prescription'));
});

test('who does not cover may not, nor who is kept out of the chart', async () => {
  await expect(sign(c.ada)).rejects.toThrow('work/not-yours');
  await block(db.owner, c, c.cy.id, [greaves]);
  await expect(sign()).rejects.toThrow('work/not-found');
  expect((await open(c.cy)).waiting).toMatchObject({ open: 0, withheld: 1 });
});
