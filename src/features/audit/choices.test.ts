import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { listActions } from './list-actions.ts';
import { listPeople } from './list-people.ts';
import { writeEntries } from './test-entries.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  const other = await clinic(db.owner);
  const [patientId] = await patients(db.owner, c.id, ['Pratt, Quillon']);
  if (!patientId) throw new Error('no patient');
  await block(db.owner, c, c.ada.id, [patientId]);
  const at = '2025-05-21T08:00:00Z';
  await writeEntries(db.owner, c.id, [
    { at, actorId: c.bo.id, action: 'sign-in.sign-out' },
    { at: '2025-05-21T08:00:01Z', actorId: c.bo.id, action: 'sign-in.sign-out' },
    { at: '2025-05-21T08:00:02Z', actorId: c.bo.id, action: 'charts.open-chart' },
    { at: '2025-05-21T08:00:03Z', actorId: c.bo.id, action: 'closed.action', patientId },
  ]);
  await writeEntries(db.owner, other.id, [{ at, actorId: other.bo.id, action: 'other.action' }]);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query('delete from user_role where user_id = $1', [c.cy.id]);
    await db.owner.query('delete from active_user where user_id = $1', [c.cy.id]);
  });
});
afterAll(() => db.drop());

test('the actions are the permissions and what stands in the log, each once, and nothing of what is hidden', async () => {
  const { actions } = await answer(db.pool, c.ada.caller, listActions, {});
  const names = actions.map(({ action }) => action);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(names.toSorted());
  expect(actions).toContainEqual({ action: 'sign-in.sign-out', inLog: true });
  expect(actions).toContainEqual({ action: 'charts.open-chart', inLog: true });
  expect(actions).toContainEqual({ action: 'users.add-user', inLog: false });
  expect(names).not.toContain('other.action');
  expect(names).not.toContain('closed.action');
});

test('the people are everybody of the clinic, also who has left', async () => {
  const { people } = await answer(db.pool, c.ada.caller, listPeople, {});
  expect(people).toEqual([
    { userId: c.bo.id, name: 'Bo Castellane', deactivated: false, userNumber: 2, type: 'doctor' },
    { userId: c.dee.id, name: 'Dee Hartwell', deactivated: false, userNumber: 4, type: 'receptionist' },
    { userId: c.ada.id, name: 'Ada Lindqvist', deactivated: false, userNumber: 1, type: 'admin' },
    { userId: c.cy.id, name: 'Cy Okonjo', deactivated: true, userNumber: 3, type: 'doctor' },
  ]);
});

test('who may not read the log gets neither', async () => {
  const refused = { code: 'actor/not-permitted', facts: { action: 'audit.read-log' } };
  await expect(answer(db.pool, c.dee.caller, listActions, {})).rejects.toMatchObject(refused);
  await expect(answer(db.pool, c.bo.caller, listPeople, {})).rejects.toMatchObject(refused);
});
