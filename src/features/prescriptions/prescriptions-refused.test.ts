import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { answer } from '#kernel/query.ts';
import { anotherSite } from '#test/sites.ts';
import { clinic, type Member, one } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { readPrescriptionChoices } from './read-prescription-choices.ts';
import {
  c,
  db,
  greaves,
  tolland,
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

const choices = (who: Member) => answer(db.pool, who.caller, readPrescriptionChoices, {});

const nothingWritten = async () =>
  expect(await one(db.owner, 'select count(*) from prescription where clinic_id = $1', [c.id])).toBe('0');

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
