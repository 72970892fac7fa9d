import { describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type Member } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { listPrescriptions } from './list-prescriptions.ts';
import { openPrescriptions } from './open-prescriptions.ts';
import { c, db, greaves, tolland, run, write, sign, read, lastEntry, code, setUp } from './test-prescriptions.ts';

setUp();

const list = (more: object = {}, who: Member = c.bo) => answer(db.pool, who.caller, listPrescriptions, more);

const chart = (more: object = {}, who: Member = c.bo, patientId = greaves) =>
  perform(db.pool, who.caller, openPrescriptions, { patientId, ...more });

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
