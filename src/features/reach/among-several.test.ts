// What is done with several patients at once stands in the report on each of them, and on nobody else.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportReport } from '#features/demographic-report/export-report.ts';
import { printReport } from '#features/demographic-report/print-report.ts';
import { runReport } from '#features/demographic-report/run-report.ts';
import { kinds } from '#features/handover/kinds.ts';
import { assignMrp } from '#features/patients/assign-mrp.ts';
import { exportTasks } from '#features/tasks/export-tasks.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, patients } from '#test/staff.ts';
import { openWork, toUser } from '#test/work.ts';
import { exportReach } from './export-reach.ts';
import { exportUses } from './export-uses.ts';
import { listUses } from './list-uses.ts';
import { readReach } from './read-reach.ts';
import { layBlock, linesOf } from './test-reach.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
let ann: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  const made: Id<'patient'>[] = [];
  for (const name of ['Arroyo, Pia', 'Berg, Lou', 'Chen, Ann']) made.push(...(await patients(db.owner, c.id, [name])));
  [pia, lou, ann] = made as [Id<'patient'>, Id<'patient'>, Id<'patient'>];
});

const usesOf = async (patientId: Id<'patient'>, { caller }: Member = c.ada) =>
  (await perform(db.pool, caller, listUses, { patientId })).uses
    .map(({ action, who }) => `${who?.name}: ${action}`)
    .filter((said) => !said.endsWith('reach.list-uses'));
const asked = { columns: ['last-name' as const], criteria: { lastName: 'a' }, orderBy: 'last-name' as const };
const both = { ...asked, criteria: { demographicIds: '1 2' } };

describe('a look or a file that holds several', () => {
  test.each([
    ['demographic-report.run-report', () => perform(db.pool, c.ada.caller, runReport, both)],
    ['demographic-report.export-report', () => perform(db.pool, c.ada.caller, exportReport, both)],
    ['demographic-report.export-report', () => perform(db.pool, c.ada.caller, exportReport, { ...both, limit: 2 })],
    ['demographic-report.print-report', () => perform(db.pool, c.ada.caller, printReport, both)],
    [
      'reach.read-reach',
      async () => {
        await layBlock(db.owner, c, 'Family', c.cy, [pia, lou]);
        await perform(db.pool, c.ada.caller, readReach, { userId: c.cy.id });
      },
    ],
    [
      'reach.export-reach',
      async () => {
        await layBlock(db.owner, c, 'Family', c.cy, [pia, lou]);
        await perform(db.pool, c.ada.caller, exportReach, { userId: c.cy.id });
      },
    ],
  ])('%s', async (action, look) => {
    await look();
    expect(await usesOf(pia)).toEqual([`Ada Lindqvist: ${action}`]);
    expect(await usesOf(lou)).toEqual([`Ada Lindqvist: ${action}`]);
    expect(await usesOf(ann)).toEqual([]);
  });

  test('one that found nobody says nothing of anybody', async () => {
    await perform(db.pool, c.ada.caller, exportReport, { ...asked, criteria: { lastName: 'zz' } });
    expect(await usesOf(pia)).toEqual([]);
  });

  test('a list of work, of those who stand in it', async () => {
    await openWork(db.owner, c, c.ada.id, [pia, lou]);
    await perform(db.pool, c.ada.caller, exportTasks, { folder: 'mine' });
    expect(await usesOf(lou)).toContain('Ada Lindqvist: tasks.export-tasks');
    expect(await usesOf(ann)).toEqual([]);
  });
});

describe('a change to several', () => {
  test('whose patients they are', async () => {
    await perform(db.pool, c.ada.caller, assignMrp, { patientIds: [pia, lou], mrpId: c.cy.id });
    expect(await usesOf(pia)).toEqual(['Ada Lindqvist: patients.assign-mrp']);
    expect(await usesOf(lou)).toEqual(['Ada Lindqvist: patients.assign-mrp']);
    // Of one the entry itself speaks, and once.
    await perform(db.pool, c.ada.caller, assignMrp, { patientIds: [pia], mrpId: c.bo.id });
    expect(await usesOf(pia)).toHaveLength(2);
    expect(await usesOf(lou)).toHaveLength(1);
  });

  test('a hand-over, of everybody whose work moved, closed to whoever carried it out or not', async () => {
    await openWork(db.owner, c, c.bo.id, [pia, lou]);
    await layBlock(db.owner, c, 'Ada’s own', c.ada, [lou]);
    await arrange(db.owner, c.id, () =>
      db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.cy.id, c.roles.admin]),
    );
    const act = await ready(
      db.pool,
      c.ada,
      c.bo,
      kinds.map(({ kind }) => toUser(kind, c.cy.id)),
    );
    await act();
    expect(await usesOf(pia, c.cy)).toContain('Ada Lindqvist: handover.deactivate-user');
    expect(await usesOf(lou, c.cy)).toContain('Ada Lindqvist: handover.deactivate-user');
    expect(await usesOf(ann, c.cy)).toEqual([]);
  });
});

test('they stand among the others in their order, page by page and in the file', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into audit_entry (clinic_id, at, actor_id, action, outcome, patient_id)
       select $1, now() - n * interval '1 hour', $2, 'charts.open-chart', 'done', $3 from generate_series(1, 60) n`,
      [c.id, c.bo.id, pia],
    ),
  );
  await perform(db.pool, c.cy.caller, assignMrp, { patientIds: [pia, lou], mrpId: c.cy.id });
  const first = await perform(db.pool, c.ada.caller, listUses, { patientId: pia });
  expect(first.uses.map(({ action }) => action).slice(0, 2)).toEqual(['patients.assign-mrp', 'charts.open-chart']);
  expect(first.people.map(({ name }) => name)).toEqual(['Bo Castellane', 'Cy Okonjo']);
  const second = await perform(db.pool, c.ada.caller, listUses, { patientId: pia, after: first.next ?? '' });
  expect([first.uses.length, second.uses.length]).toEqual([50, 11]);
  expect((await perform(db.pool, c.ada.caller, listUses, { patientId: pia, actorId: c.cy.id })).uses).toHaveLength(1);
  const file = await linesOf(await perform(db.pool, c.ada.caller, exportUses, { patientId: pia }));
  expect(file.filter((line) => line.includes('Cy Okonjo'))).toHaveLength(1);
});

test('who stands in it is not for anybody to read, nor to rewrite', async () => {
  await perform(db.pool, c.ada.caller, assignMrp, { patientIds: [pia, lou], mrpId: c.cy.id });
  await expect(db.pool.query('select from entry_patients')).rejects.toMatchObject({ code: '42501' });
  for (const statement of [`update entry_patients set numbers = '{}'`, 'delete from entry_patients'])
    await expect(arrange(db.owner, c.id, () => db.owner.query(statement))).rejects.toMatchObject({ code: 'CU002' });
});
