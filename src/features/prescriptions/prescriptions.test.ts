import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { cancelPrescription } from './cancel-prescription.ts';
import { givePrescription } from './give-prescription.ts';
import { listPrescriptions } from './list-prescriptions.ts';
import { openPrescriptions } from './open-prescriptions.ts';
import { printPrescription } from './print-prescription.ts';
import { readPrescriptionChoices } from './read-prescription-choices.ts';
import { readPrescription } from './read-prescription.ts';
import { signPrescription } from './sign-prescription.ts';
import { updatePrescription } from './update-prescription.ts';
import { writePrescription } from './write-prescription.ts';

type PrescriptionId = Id<'prescription'>;

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
let tolland: Id<'patient'>;
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

const run = (sql: string, ...values: unknown[]) =>
  arrange(db.owner, c.id, () => db.owner.query(sql, [c.id, ...values]));
const metformin = {
  medication: 'Metformin',
  dose: '500 mg',
  directions: 'One twice a day with food',
  quantity: '60 tablets',
  refills: 3,
};
const salve = {
  medication: 'Hydrocortisone 1 %',
  dose: '',
  directions: 'Thinly at night',
  quantity: '30 g',
  refills: 0,
};
const write = async (who: Member = c.bo, patientId = greaves, more: object = {}) =>
  (
    await perform(db.pool, who.caller, writePrescription, {
      patientId,
      siteId: c.siteId,
      lines: [metformin, salve],
      note: 'Blister pack, please',
      ...more,
    })
  ).prescriptionId;
const change = (prescriptionId: PrescriptionId, more: object = {}, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, updatePrescription, {
    prescriptionId,
    siteId: c.siteId,
    lines: [salve],
    note: '',
    version,
    ...more,
  });
const sign = (prescriptionId: PrescriptionId, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, signPrescription, { prescriptionId, version });
const cancel = (prescriptionId: PrescriptionId, who: Member = c.bo) =>
  perform(db.pool, who.caller, cancelPrescription, { prescriptionId, reason: 'Allergic' });
const give = (prescriptionId: PrescriptionId, holderId: Id<'user'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, givePrescription, { prescriptionId, holderId });
const read = (prescriptionId: PrescriptionId, who: Member = c.bo) =>
  perform(db.pool, who.caller, readPrescription, { prescriptionId });
const print = (prescriptionId: PrescriptionId, who: Member = c.bo) =>
  perform(db.pool, who.caller, printPrescription, { prescriptionId });
const list = (more: object = {}, who: Member = c.bo) => answer(db.pool, who.caller, listPrescriptions, more);
const chart = (more: object = {}, who: Member = c.bo, patientId = greaves) =>
  perform(db.pool, who.caller, openPrescriptions, { patientId, ...more });
const choices = (who: Member) => answer(db.pool, who.caller, readPrescriptionChoices, {});
const row = async (prescriptionId: PrescriptionId) =>
  (await db.owner.query('select * from prescription where prescription_id = $1', [prescriptionId])).rows[0] as Record<
    string,
    unknown
  >;
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
/** Dee, a receptionist, holds the role of doctors. */
const letDeeTry = () => run('insert into user_role values ($1, $2, $3)', c.dee.id, c.roles.doctor);
const lock = (who: Member) =>
  run(`update clinic_user set locked_at = now(), locked_reason = 'x' where clinic_id = $1 and user_id = $2`, who.id);
const nothingWritten = async () =>
  expect(await one(db.owner, 'select count(*) from prescription where clinic_id = $1', [c.id])).toBe('0');

test('a prescription is written, changed, signed and printed, and says at each step who did it', async () => {
  await run(
    `update clinic_user set work_phone = '250-555-0177', address = '4 Mole End' where clinic_id = $1 and user_id = $2`,
    c.bo.id,
  );
  await run(
    `update patient set date_of_birth = '1961-04-02', health_number = '9123456789', health_province = 'BC', address = '9 Fern Row', city = 'Alder'
      where clinic_id = $1 and patient_id = $2`,
    greaves,
  );
  const prescriptionId = await write();
  expect(await lastEntry()).toMatchObject({
    action: 'prescriptions.write-prescription',
    patient_id: greaves,
    facts: { prescriptionId, after: { status: 'draft', siteId: c.siteId } },
  });
  expect(await change(prescriptionId, { lines: [salve, metformin] })).toEqual({ prescriptionId, version: 2 });
  expect(await lastEntry()).toMatchObject({ action: 'prescriptions.update-prescription', facts: { prescriptionId } });
  expect(await sign(prescriptionId, c.bo, 2)).toEqual({ prescriptionId, version: 3 });
  expect(await lastEntry()).toMatchObject({
    action: 'prescriptions.sign-prescription',
    facts: { prescriptionId, before: { status: 'draft' }, after: { status: 'signed' } },
  });
  expect(await row(prescriptionId)).toMatchObject({ status: 'signed', open_holder_id: null, signed_by_id: c.bo.id });
  const said = await read(prescriptionId, c.cy);
  expect(said).toMatchObject({
    lines: [salve, metformin],
    signedBy: { userId: c.bo.id },
    letterhead: {
      name: 'Bo Castellane',
      address: '4 Mole End',
      phone: '250-555-0177',
      numbers: [{ label: 'CPSID', value: '31701' }],
    },
    writtenFor: {
      name: 'Anselm Greaves',
      dateOfBirth: '1961-04-02',
      healthNumber: '9123456789 BC',
      address: '9 Fern Row\nAlder',
    },
    lacks: [],
    holders: [{ holder: { userId: c.bo.id }, until: null }],
  });
  expect(await lastEntry()).toMatchObject({
    actor_id: c.cy.id,
    action: 'prescriptions.read-prescription',
    patient_id: greaves,
    facts: { prescriptionId },
  });
  const file = await print(prescriptionId);
  const bytes: Uint8Array[] = [];
  for await (const piece of file.content) bytes.push(Buffer.from(piece));
  expect([file.type, file.fileName]).toEqual([
    'application/pdf',
    expect.stringMatching(/^prescription 1 \d{4}-\d\d-\d\d\.pdf$/),
  ]);
  expect(Buffer.concat(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await lastEntry()).toMatchObject({
    action: 'prescriptions.print-prescription',
    patient_id: greaves,
    facts: { prescriptionId, format: 'pdf' },
  });
});

test('what was signed stays what it was, whatever becomes of prescriber, number, patient and site', async () => {
  const prescriptionId = await write();
  await sign(prescriptionId);
  const { version: _v, ...before } = await read(prescriptionId);
  await run(`update clinic_user set last_name = 'Moved', fax = '1' where clinic_id = $1 and user_id = $2`, c.bo.id);
  await run(`delete from provider_field where clinic_id = $1 and user_id = $2`, c.bo.id);
  await run(`update patient set last_name = 'Wedded' where clinic_id = $1 and patient_id = $2`, greaves);
  const { letterhead, writtenFor } = await read(prescriptionId);
  expect([letterhead, writtenFor]).toEqual([before.letterhead, before.writtenFor]);
});

test('by bare SQL what is signed is not changed, emptied, deleted, or signed with nothing in it', async () => {
  const [draft, signed] = [await write(), await write()];
  await sign(signed);
  const refused = (sql: string, values: unknown[], says: string) => expect(run(sql, ...values)).rejects.toThrow(says);
  const final = 'a signed prescription is final';
  await refused(`update prescription set note = 'x' where clinic_id = $1 and prescription_id = $2`, [signed], final);
  await refused(
    `update prescription set status = 'draft' where clinic_id = $1 and prescription_id = $2`,
    [signed],
    final,
  );
  await refused('delete from prescription where clinic_id = $1 and prescription_id = $2', [signed], final);
  await refused('delete from prescription_line where clinic_id = $1 and prescription_id = $2', [signed], final);
  await refused(
    `update prescription_line set dose = 'x' where clinic_id = $1 and prescription_id = $2`,
    [signed],
    final,
  );
  await run('delete from prescription_line where clinic_id = $1 and prescription_id = $2', draft);
  await expect(sign(draft)).rejects.toMatchObject(code('prescription/empty'));
});

describe('only at sites of one’s own', () => {
  let fernhill: Id<'site'>;
  beforeEach(async () => {
    fernhill = await anotherSite(db.owner, c, { users: [c.cy] });
  });
  const leave = (who: Member, siteId: Id<'site'>) =>
    run('delete from site_assignment where clinic_id = $1 and user_id = $2 and site_id = $3', who.id, siteId);

  test('writing, moving, signing and giving are refused elsewhere', async () => {
    await expect(write(c.bo, greaves, { siteId: fernhill })).rejects.toMatchObject(code('site/not-yours'));
    await nothingWritten();
    const prescriptionId = await write();
    await expect(change(prescriptionId, { siteId: fernhill })).rejects.toMatchObject(code('site/not-yours'));
    const cys = await write(c.cy, greaves, { siteId: fernhill });
    await expect(give(cys, c.bo.id, c.cy)).rejects.toMatchObject(code('work/holder-not-at-site'));
    await leave(c.bo, c.siteId);
    await expect(sign(prescriptionId)).rejects.toMatchObject(code('site/not-yours'));
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'site/not-yours' });
    expect(await row(prescriptionId)).toMatchObject({ site_id: c.siteId, holder_id: c.bo.id, status: 'draft' });
  });

  test('the database refuses the same', async () => {
    const only = 'only at a site of one';
    const insert = `insert into prescription (clinic_id, patient_id, site_id, author_id, holder_id) values ($1, $2, $3, $4, $4)`;
    await expect(run(insert, greaves, fernhill, c.bo.id)).rejects.toThrow(only);
    const prescriptionId = await write();
    const set = (what: string, ...values: unknown[]) =>
      expect(
        run(`update prescription set ${what} where clinic_id = $1 and prescription_id = $2`, prescriptionId, ...values),
      ).rejects.toThrow(only);
    await set('site_id = $3', fernhill);
    await leave(c.cy, c.siteId);
    await set('holder_id = $3', c.cy.id);
    await leave(c.bo, c.siteId);
    await set(
      `status = 'signed', signed_at = now(), signed_by_id = $3, letterhead = '{}', written_for = '{}'`,
      c.bo.id,
    );
  });

  test('the choices are the open sites that one is assigned to', async () => {
    expect(await choices(c.cy)).toEqual({
      sites: [
        { siteId: c.siteId, name: 'Alder Point' },
        { siteId: fernhill, name: 'Fernhill' },
      ],
      lacks: [],
    });
    expect((await choices(c.bo)).sites.map(({ name }) => name)).toEqual(['Alder Point']);
    await expect(choices(c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
  });
});

describe('what is refused changes nothing', () => {
  test('writing: no patient, closed, somebody who has died, a receptionist, no site', async () => {
    const other = await clinic(db.owner);
    await expect(write(c.bo, other.siteId as never)).rejects.toMatchObject(code('patient/not-found'));
    await expect(write(c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    await letDeeTry();
    await expect(write(c.dee)).rejects.toMatchObject(code('prescription/not-a-prescriber'));
    await expect(write(c.bo, greaves, { siteId: other.siteId })).rejects.toMatchObject(code('site/not-found'));
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(write()).rejects.toMatchObject(code('patient/closed'));
    await run('update patient set deceased = true where clinic_id = $1 and patient_id = $2', tolland);
    await expect(write(c.bo, tolland)).rejects.toMatchObject(code('prescription/patient-deceased'));
    await nothingWritten();
  });

  test('going on: not there, not one’s own, stale, a site elsewhere, no prescriber any more, signed, cancelled', async () => {
    const prescriptionId = await write();
    const other = await clinic(db.owner);
    await expect(change(prescriptionId, {}, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(change(prescriptionId, {}, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(change(prescriptionId, {}, c.bo, 7)).rejects.toMatchObject(code('request/version-stale'));
    await expect(change(prescriptionId, { siteId: other.siteId })).rejects.toMatchObject(code('site/not-found'));
    await run(`update clinic_user set type = 'receptionist' where clinic_id = $1 and user_id = $2`, c.bo.id);
    await expect(change(prescriptionId)).rejects.toMatchObject(code('prescription/not-a-prescriber'));
    await expect(sign(prescriptionId)).rejects.toMatchObject(code('prescription/not-a-prescriber'));
    await run(`update clinic_user set type = 'doctor' where clinic_id = $1 and user_id = $2`, c.bo.id);
    expect((await read(prescriptionId)).lines).toEqual([metformin, salve]);
    await sign(prescriptionId);
    await expect(change(prescriptionId, {}, c.bo, 2)).rejects.toMatchObject(code('prescription/signed'));
    await cancel(prescriptionId);
    await expect(change(prescriptionId, {}, c.bo, 3)).rejects.toMatchObject(code('work/already-closed'));
  });

  test('signing: not there, not one’s own, stale, without a number, at a closed site, for the dead, twice, cancelled', async () => {
    const prescriptionId = await write();
    await expect(sign(prescriptionId, (await clinic(db.owner)).bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(sign(prescriptionId, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(sign(prescriptionId, c.bo, 2)).rejects.toMatchObject(code('request/version-stale'));
    await run('update patient set deceased = true where clinic_id = $1 and patient_id = $2', greaves);
    await expect(sign(prescriptionId)).rejects.toMatchObject(code('prescription/patient-deceased'));
    await run('update patient set deceased = false where clinic_id = $1 and patient_id = $2', greaves);
    await run('delete from provider_field where clinic_id = $1 and user_id = $2', c.bo.id);
    await expect(sign(prescriptionId)).rejects.toMatchObject({
      ...code('prescription/number-missing'),
      facts: { fields: 'CPSID' },
    });
    expect((await read(prescriptionId)).lacks).toEqual(['CPSID']);
    const cys = await write(c.cy);
    await anotherSite(db.owner, c);
    await run('delete from open_site where clinic_id = $1 and site_id = $2', c.siteId);
    await expect(sign(cys, c.cy)).rejects.toMatchObject(code('site/not-found'));
  });

  test('signing twice, and what is cancelled', async () => {
    const [once, gone] = [await write(), await write()];
    await sign(once);
    await expect(sign(once, c.bo, 2)).rejects.toMatchObject(code('prescription/signed'));
    await cancel(gone);
    await expect(sign(gone, c.bo, 2)).rejects.toMatchObject(code('work/already-closed'));
    const tried = await write();
    const at = await Promise.allSettled([sign(tried), cancel(tried), change(tried)]);
    expect(at.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(['draft', 'signed', 'cancelled']).toContain((await row(tried))['status']);
  });

  test('printing: not there, not signed, cancelled', async () => {
    const prescriptionId = await write();
    await expect(print(prescriptionId, (await clinic(db.owner)).bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(print(prescriptionId)).rejects.toMatchObject(code('prescription/not-signed'));
    await cancel(prescriptionId);
    await expect(print(prescriptionId)).rejects.toMatchObject(code('work/already-closed'));
  });
});

test('a draft is cancelled by its holder; what is signed by anybody who prescribes; once, with a reason', async () => {
  const [draft, signed] = [await write(), await write()];
  await expect(cancel(draft, (await clinic(db.owner)).bo)).rejects.toMatchObject(code('work/not-found'));
  await expect(cancel(draft, c.cy)).rejects.toMatchObject(code('work/not-yours'));
  await sign(signed);
  await letDeeTry();
  await expect(cancel(signed, c.dee)).rejects.toMatchObject(code('prescription/not-a-prescriber'));
  await cancel(signed, c.cy);
  expect(await lastEntry()).toMatchObject({
    actor_id: c.cy.id,
    action: 'prescriptions.cancel-prescription',
    patient_id: greaves,
    reason: 'Allergic',
    facts: { prescriptionId: signed, before: { status: 'signed' }, after: { status: 'cancelled' } },
  });
  await expect(cancel(signed)).rejects.toMatchObject(code('work/already-closed'));
  await cancel(draft);
  expect(await read(signed)).toMatchObject({
    status: 'cancelled',
    signedBy: { userId: c.bo.id },
    cancelledBy: { userId: c.cy.id },
    cancelReason: 'Allergic',
  });
});

test('a draft is given to somebody who may prescribe there, and its history says so', async () => {
  const prescriptionId = await write();
  const other = await clinic(db.owner);
  await expect(give(prescriptionId, c.cy.id, other.bo)).rejects.toMatchObject(code('work/not-found'));
  await expect(give(prescriptionId, c.bo.id, c.cy)).rejects.toMatchObject(code('work/not-yours'));
  await expect(give(prescriptionId, other.bo.id)).rejects.toMatchObject(code('user/not-found'));
  await expect(give(prescriptionId, c.dee.id)).rejects.toMatchObject(code('prescription/holder-cannot-prescribe'));
  await lock(c.ada);
  await expect(give(prescriptionId, c.ada.id)).rejects.toMatchObject(code('work/holder-not-active'));
  await give(prescriptionId, c.cy.id);
  expect(await lastEntry()).toMatchObject({
    action: 'prescriptions.give-prescription',
    subject_user_id: c.cy.id,
    patient_id: greaves,
    facts: { prescriptionId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
  });
  const { author, cameFrom, holders, letterhead } = await read(prescriptionId, c.cy);
  expect([author.userId, cameFrom?.userId]).toEqual([c.bo.id, c.bo.id]);
  expect(holders.map(({ holder }) => holder?.name)).toEqual(['Bo Castellane', 'Cy Okonjo']);
  expect(letterhead).toMatchObject({ name: 'Cy Okonjo', numbers: [{ value: '31702' }] });
  await sign(prescriptionId, c.cy, 2);
  await expect(give(prescriptionId, c.bo.id, c.cy)).rejects.toMatchObject(code('prescription/signed'));
  await cancel(prescriptionId, c.cy);
  await expect(give(prescriptionId, c.bo.id, c.cy)).rejects.toMatchObject(code('work/already-closed'));
});

describe('lists', () => {
  test('show what one must sign, all of the clinic’s, and a patient’s with an entry', async () => {
    const mine = await write();
    const signed = await write(c.bo, tolland);
    await sign(signed);
    await write(c.cy);
    const { prescriptions, waiting, next } = await list();
    expect(prescriptions).toEqual([
      {
        prescriptionId: mine,
        patient: { patientId: greaves, demographicNumber: 1, lastName: 'Greaves', firstName: 'Anselm' },
        medications: ['Metformin', 'Hydrocortisone 1 %'],
        status: 'draft',
        writtenAt: expect.stringMatching(/Z$/),
        author: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
        holder: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
        cameFrom: null,
      },
    ]);
    expect([waiting, next]).toEqual([{ open: 1, withheld: 0, pool: 0, poolWithheld: 0 }, null]);
    expect((await list({ folder: 'all' })).prescriptions).toHaveLength(3);
    expect(
      (await list({ folder: 'all', status: 'signed' })).prescriptions.map(({ prescriptionId }) => prescriptionId),
    ).toEqual([signed]);
    const { patient, prescriptions: ofGreaves } = await chart();
    expect(patient).toMatchObject({ lastName: 'Greaves', deceased: false, mrp: null });
    expect(ofGreaves).toHaveLength(2);
    expect(await lastEntry()).toMatchObject({ action: 'prescriptions.open-prescriptions', patient_id: greaves });
    expect((await chart({ status: 'signed' })).prescriptions).toEqual([]);
    await expect(list({ after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
    await expect(chart({ after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
    await expect(list({}, c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(chart({}, c.bo, c.siteId as never)).rejects.toMatchObject(code('patient/not-found'));
  });

  test('go through every prescription once', async () => {
    await run(
      `insert into prescription (clinic_id, patient_id, site_id, author_id, holder_id, written_at)
       select $1, $2, $3, $4, $4, '2026-01-01T00:00:00.000001Z' from generate_series(1, 60)`,
      greaves,
      c.siteId,
      c.bo.id,
    );
    const through = async (
      page: (after: object) => Promise<{ prescriptions: readonly { prescriptionId: string }[]; next: string | null }>,
    ) => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        // oxlint-disable-next-line no-await-in-loop -- each page is asked for by the one before
        const { prescriptions, next } = await page(after ? { after } : {});
        seen.push(...prescriptions.map(({ prescriptionId }) => prescriptionId));
        after = next ?? undefined;
      } while (after);
      return [seen.length, new Set(seen).size];
    };
    expect(await through((after) => list(after))).toEqual([60, 60]);
    expect(await through((after) => list({ folder: 'all', ...after }))).toEqual([60, 60]);
    expect(await through((after) => chart(after))).toEqual([60, 60]);
  });

  test('say nothing of closed patients but how many drafts are withheld', async () => {
    const prescriptionId = await write(c.bo, tolland);
    await block(db.owner, c, c.bo.id, [tolland]);
    expect(await list()).toMatchObject({ prescriptions: [], waiting: { open: 0, withheld: 1 } });
    expect((await list({ folder: 'all' })).prescriptions).toEqual([]);
    await expect(read(prescriptionId)).rejects.toMatchObject(code('work/not-found'));
    await expect(sign(prescriptionId)).rejects.toMatchObject(code('work/not-found'));
    await expect(chart({}, c.bo, tolland)).rejects.toMatchObject(code('patient/closed'));
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'patient/closed', patient_id: tolland });
  });
});

describe('a hand-over', () => {
  const plan = () => [toUser('prescription', c.cy.id)];
  const handOver = async (how = plan()) => (await ready(db.pool, c.ada, c.bo, how))();

  test('gives drafts to whoever may prescribe there, and the author stays', async () => {
    const prescriptionId = await write();
    await handOver();
    expect(await row(prescriptionId)).toMatchObject({ holder_id: c.cy.id, came_from_id: c.bo.id, author_id: c.bo.id });
  });

  test('cancels them, and leaves what is signed', async () => {
    const [draft, signed] = [await write(), await write()];
    await sign(signed);
    await handOver([without('prescription', 'cancel')]);
    expect(await row(draft)).toMatchObject({ status: 'cancelled', cancelled_by_id: c.ada.id, cancel_reason: null });
    expect(await row(signed)).toMatchObject({ status: 'signed', signed_by_id: c.bo.id });
  });

  test('gives none to whoever is no prescriber, not at the site, or kept from the patient', async () => {
    await write();
    await letDeeTry();
    const left = code('handover/work-left');
    await expect(handOver([toUser('prescription', c.dee.id)])).rejects.toMatchObject(left);
    await block(db.owner, c, c.cy.id, [greaves]);
    await expect(handOver()).rejects.toMatchObject(left);
    await run('update chart_block set lifted_at = now() where clinic_id = $1');
    await anotherSite(db.owner, c);
    await run('delete from site_assignment where clinic_id = $1 and user_id = $2', c.cy.id);
    await expect(handOver()).rejects.toMatchObject(left);
  });
});
