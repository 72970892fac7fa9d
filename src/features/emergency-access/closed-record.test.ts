import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { readPatient } from '#features/patients/read-patient.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, PASSWORD, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { beginAccess } from './begin-access.ts';
import { readClosedRecord } from './read-closed-record.ts';
import { closedToCy, setClinic, WHY } from './test-closed.ts';

let db: TestDatabase;
let c: Clinic;
let shut: Id<'patient'>;
let free: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  ({ shut, free } = await closedToCy(db.owner, c));
});

const chart = (who: Member = c.cy, of = shut) => perform(db.pool, who.caller, openChart, { patientId: of });
const closure = (who: Member, of = shut) => answer(db.pool, who.caller, readClosedRecord, { patientId: of });
const owner = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));

describe('what is said of a closed record', () => {
  test('the name, whom to ask, and whether it can be opened', async () => {
    expect(await closure(c.cy)).toEqual({
      patientId: shut,
      lastName: 'Pratt',
      firstName: 'Quillon',
      masterFileOpen: false,
      mayOpen: true,
      hours: 4,
      officers: [{ userId: c.ada.id, name: 'Ada Lindqvist', deactivated: false }],
      closedBy: [{ userId: c.ada.id, name: 'Ada Lindqvist', deactivated: false }],
      mrp: null,
      clinicPhone: '',
    });
    await block(db.owner, c, c.cy.id, [shut]);
    expect(await closure(c.cy)).toMatchObject({ mayOpen: false });
  });

  test('who closed it while they are here, and the MRP where the clinic says so; never the reader', async () => {
    const mrp = (who: Member) => owner('update patient set mrp_id = $1 where patient_id = $2', who.id, shut);
    await block(db.owner, c, c.cy.id, [shut], { layer: c.bo.id });
    await mrp(c.bo);
    const names = async () => {
      const said = await closure(c.cy);
      return [said.closedBy.map(({ name }) => name), said.mrp?.name];
    };
    expect(await names()).toEqual([['Bo Castellane', 'Ada Lindqvist'], undefined]);
    await setClinic(db.owner, c, 'closed_mrp_named = true');
    expect(await names()).toEqual([['Bo Castellane', 'Ada Lindqvist'], 'Bo Castellane']);
    await owner('update clinic_user set locked_at = now(), locked_reason = $2 where user_id = $1', c.bo.id, 'away');
    expect(await names()).toEqual([['Ada Lindqvist'], undefined]);
    await mrp(c.cy);
    expect(await names()).toEqual([['Ada Lindqvist'], undefined]);
  });

  test('of a record that is open, of nobody, of another clinic or hidden: nothing', async () => {
    await expect(closure(c.bo)).rejects.toThrow('patient/not-found');
    await expect(closure(c.cy, free)).rejects.toThrow('patient/not-found');
    await expect(closure((await clinic(db.owner)).cy)).rejects.toThrow('patient/not-found');
    // Whoever opens neither charts nor master files has no record to be closed.
    await block(db.owner, c, c.dee.id, [shut]);
    await expect(closure(c.dee)).rejects.toThrow('patient/not-found');
    await setClinic(db.owner, c, `closed_records = 'hidden'`);
    await expect(closure(c.cy)).rejects.toThrow('patient/not-found');
    await expect(chart()).rejects.toThrow('patient/not-found');
  });

  test('where the chart alone is closed the master file opens, hidden or not', async () => {
    const [half = shut] = await patients(db.owner, c.id, ['Cote, Max']);
    await block(db.owner, c, c.cy.id, [half], { masterFileOpen: true, emergency: true });
    await setClinic(db.owner, c, `closed_records = 'hidden'`);
    expect(await perform(db.pool, c.cy.caller, readPatient, { patientId: half })).toMatchObject({ lastName: 'Cote' });
    await expect(chart(c.cy, half)).rejects.toThrow('patient/closed');
    expect(await closure(c.cy, half)).toMatchObject({ masterFileOpen: true, mayOpen: true });
    await perform(
      db.pool,
      c.cy.caller,
      beginAccess,
      { patientId: half, kind: 'other', reason: WHY },
      { password: PASSWORD },
    );
    expect((await chart(c.cy, half)).patient.lastName).toBe('Cote');
  });
});
