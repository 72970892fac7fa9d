import { expect, test } from 'vitest';
import { clinic, type Member } from '#test/staff.ts';
import {
  c,
  db,
  greaves,
  run,
  metformin,
  salve,
  write,
  change,
  sign,
  cancel,
  give,
  read,
  print,
  row,
  lastEntry,
  code,
  letDeeTry,
  setUp,
} from './test-prescriptions.ts';

setUp();

const lock = (who: Member) =>
  run(`update clinic_user set locked_at = now(), locked_reason = 'x' where clinic_id = $1 and user_id = $2`, who.id);

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
