import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { listMrpPatients } from '#features/patients/list-mrp-patients.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { withheldKinds, type WithheldKind } from './contract.ts';
import { listTakers } from './list-takers.ts';
import { passWithheld } from './pass-withheld.ts';
import { begin, closedToCy } from './test-closed.ts';

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
  await openWork(db.owner, c, c.cy.id, [shut, free]);
});

const tables: Readonly<Record<WithheldKind, string>> = {
  message: 'inbox_item',
  task: 'task',
  result: 'result',
  claim: 'claim',
  'chart-note': 'chart_note',
  letter: 'letter',
  prescription: 'prescription',
  'secure-message': 'secure_conversation',
  'recurring-questionnaire': 'recurring_questionnaire',
  'sent-questionnaire': 'sent_questionnaire',
  'recurring-task': 'recurring_task',
  'mrp-patient': 'mrp_patient',
  'past-appointment': 'past_visit',
};
const takers = async (kind: WithheldKind, who: Member = c.cy) =>
  (await answer(db.pool, who.caller, listTakers, { kind })).takers.map(({ name }) => name);
const pass = (kind: WithheldKind, to: Member, who: Member = c.cy) =>
  perform(db.pool, who.caller, passWithheld, { kind, userId: to.id });
const held = (kind: WithheldKind, patientId: string) =>
  one(db.owner, `select json_build_array(holder_id, came_from_id) from ${tables[kind]} where patient_id = $1`, [
    patientId,
  ]);

test.each(withheldKinds)('%s: what is closed to its holder goes to a colleague, the rest stays', async (kind) => {
  // Only a doctor is anybody's MRP.
  expect(await takers(kind)).toEqual(kind === 'mrp-patient' ? ['Bo Castellane'] : ['Bo Castellane', 'Ada Lindqvist']);
  expect(await pass(kind, c.bo)).toEqual({ passed: 1, kept: 0 });
  expect(await held(kind, shut)).toEqual([c.bo.id, c.cy.id]);
  expect(await held(kind, free)).toEqual([c.cy.id, null]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.cy.id,
    action: 'emergency-access.pass-withheld',
    outcome: 'done',
    subject_user_id: c.bo.id,
    patient_id: null,
    facts: { kind, passed: 1, kept: 0 },
  });
});

test('a colleague who is closed out of one takes the other, and the one stays', async () => {
  await block(db.owner, c, c.cy.id, [free]);
  await block(db.owner, c, c.bo.id, [free]);
  expect(await pass('task', c.bo)).toEqual({ passed: 1, kept: 1 });
  expect([await held('task', shut), await held('task', free)]).toEqual([
    [c.bo.id, c.cy.id],
    [c.cy.id, null],
  ]);
  expect(await takers('task')).toEqual(['Ada Lindqvist']);
});

test('whose master file stays readable is no withheld patient of their MRP, and is in the list', async () => {
  await block(db.owner, c, c.cy.id, [free], { masterFileOpen: true });
  const { patients, waiting } = await answer(db.pool, c.cy.caller, listMrpPatients, {});
  expect(patients.map(({ patientId }) => patientId)).toEqual([free]);
  expect(waiting).toMatchObject({ open: 1, withheld: 1 });
  expect(await pass('mrp-patient', c.bo)).toEqual({ passed: 1, kept: 0 });
  expect((await answer(db.pool, c.cy.caller, listMrpPatients, {})).waiting).toMatchObject({ open: 1, withheld: 0 });
});

test('work that emergency access has opened is not withheld; a colleague who has it open for hours is no taker', async () => {
  await block(db.owner, c, c.bo.id, [shut], { emergency: true });
  await begin(db, c.bo, shut);
  expect(await takers('task')).toEqual(['Ada Lindqvist']);
  await begin(db, c.cy, shut);
  expect(await takers('task')).toEqual([]);
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  const refused = async (act: () => Promise<unknown>, code: string) => {
    await expect(act()).rejects.toThrow(code);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: code });
    expect(await held('task', shut)).toEqual([c.cy.id, null]);
  };
  test('user/is-yourself', () => refused(() => pass('task', c.cy), 'user/is-yourself'));
  test('withheld/nothing', () => refused(() => pass('task', c.bo, c.ada), 'withheld/nothing'));
  test('withheld/not-a-taker: not permitted', () => refused(() => pass('task', c.dee), 'withheld/not-a-taker'));
  test('withheld/not-a-taker: closed out as well, locked, inactive, of another clinic', async () => {
    await block(db.owner, c, c.bo.id, [shut]);
    await refused(() => pass('task', c.bo), 'withheld/not-a-taker');
    await refused(async () => pass('task', (await clinic(db.owner)).bo), 'withheld/not-a-taker');
  });
  test('withheld/not-a-taker: locked, then inactive', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'away' where user_id = $1`, [c.bo.id]),
    );
    await refused(() => pass('task', c.bo), 'withheld/not-a-taker');
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
    await refused(() => pass('task', c.bo), 'withheld/not-a-taker');
  });
  test('whoever may not', () => expect(pass('task', c.bo, c.dee)).rejects.toThrow('actor/not-permitted'));
});
