import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acknowledgeResult } from '#features/results/acknowledge-result.ts';
import { listResults } from '#features/results/list-results.ts';
import { readResult } from '#features/results/read-result.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { block, toUser } from '#test/work.ts';
import { addIntegration } from './add-integration.ts';
import { message, OBR, OBX, PID, realFile, realFiles } from './hl7/test-messages.ts';
import { previewMessages } from './preview-messages.ts';
import { readMessages } from './read-messages.ts';
import { updateIntegration } from './update-integration.ts';

let db: TestDatabase;
let c: Clinic;
let integrationId: Id<'integration'>;
let greaves: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  const lab = { name: 'Main connection', laboratory: 'Northmere Labs', account: '', holderId: c.bo.id };
  ({ integrationId } = await perform(db.pool, c.ada.caller, addIntegration, lab));
  greaves = await patient('Greaves', 'Hollis', '1961-05-07', '9698 658 215', 'BC');
  await number(c.bo, 'bc.billing-number', '10482');
});

const patient = (lastName: string, firstName: string, born: string, healthNumber: string, province: string) =>
  arrange(db.owner, c.id, () =>
    one<Id<'patient'>>(
      db.owner,
      `insert into patient (clinic_id, demographic_number, last_name, first_name, date_of_birth, birth_precision, health_number, health_province)
       values ($1, next_numbers('patient'), $2, $3, $4, 'day', $5, $6) returning patient_id`,
      [c.id, lastName, firstName, born, healthNumber, province],
    ),
  );
const number = (who: Member, field: string, value: string) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(
      'insert into provider_field (clinic_id, user_id, field, position, value, identifies) values ($1, $2, $3, 0, $4, true)',
      [c.id, who.id, field, value],
    ),
  );
const given = (content: string | Buffer, file = 'in.hl7') => ({
  integrationId,
  file,
  content: Buffer.from(content).toString('base64'),
});
const read = (content: string | Buffer = message(), who: Member = c.ada) =>
  perform(db.pool, who.caller, readMessages, given(content));
const preview = (content: string | Buffer = message(), who: Member = c.ada) =>
  perform(db.pool, who.caller, previewMessages, given(content));
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
const count = (table: string) =>
  one<number>(db.owner, `select count(*)::int from ${table} where clinic_id = $1`, [c.id]);
const shown = (resultId: Id<'result'> | null | undefined, who: Member = c.bo) =>
  perform(db.pool, who.caller, readResult, { resultId: resultId as Id<'result'> });
const none = { new: 0, corrected: 0, known: 0, nobody: 0, doubt: 0 };

test('a message becomes a result of whoever ordered it; the same message again changes nothing', async () => {
  const told = { fate: 'new', title: 'Creatinine', patientName: 'Hollis Greaves', patientId: greaves };
  expect(await preview()).toMatchObject({
    counts: { ...none, new: 1 },
    told: [{ ...told, holder: { userId: c.bo.id } }],
  });
  expect(await lastEntry()).toMatchObject({
    action: 'labs.preview-messages',
    patient_id: null,
    facts: { messages: 1 },
  });
  expect(await count('result')).toBe(0);

  const done = await read();
  expect(done).toMatchObject({
    file: 'in.hl7',
    messages: 1,
    counts: { ...none, new: 1 },
    closed: 0,
    pooled: 0,
    arrivals: 0,
  });
  expect(done.told).toMatchObject([{ ...told, message: 1, holder: { userId: c.bo.id, name: 'Bo Castellane' } }]);
  expect(await lastEntry()).toMatchObject({
    action: 'labs.read-messages',
    patient_id: greaves,
    facts: { integrationId, file: 'in.hl7', messages: 1, newResults: 1, known: 0, closedRecords: 0, pooled: 0 },
  });
  expect(await shown(done.told[0]?.resultId)).toMatchObject({
    title: 'Creatinine',
    status: 'final',
    issuedAt: '2026-01-14T17:00:00.000Z',
    orderer: { userId: c.bo.id },
    holder: { userId: c.bo.id },
    abnormal: false,
    lines: [
      { name: 'Creatinine', code: 'CRE', value: '88', unit: 'umol/L', referenceRange: '60-115', abnormal: false },
    ],
    former: [],
  });
  expect(
    await one(db.owner, 'select last_received_at is not null from lab_integration where clinic_id = $1', [c.id]),
  ).toBe(true);
  expect(await preview()).toMatchObject({ counts: { ...none, known: 1 } });
  expect(await read()).toMatchObject({ counts: { ...none, known: 1 }, told: [{ fate: 'known' }] });
  expect(await count('result')).toBe(1);
});

test('real files find their patients, by number, birth date or name, and their orderers', async () => {
  const pakoz = await patient('Pakoz', 'Fxino', '1920-08-26', '4611678941 FG', 'ON');
  await patient('Smith', 'Jane', '1954-03-23', '2222222222', 'ON');
  await number(c.cy, 'on.cpso', '38159');
  const { told } = await read(realFile(realFiles[0]));
  expect(told).toMatchObject([
    { fate: 'new', title: 'CREATININE, SODIUM, POTASSIUM and 9 more', patientId: pakoz, holder: { userId: c.cy.id } },
  ]);
  const result = await shown(told[0]?.resultId, c.cy);
  expect(result).toMatchObject({ abnormal: true, urgent: false, ordererNamed: '' });
  expect(result.lines).toHaveLength(14);
  expect(await read(realFile(realFiles[4]))).toMatchObject({ counts: { ...none, new: 1, nobody: 4 }, pooled: 1 });
  for (const name of realFiles.slice(1, 4))
    expect(await read(realFile(name))).toMatchObject({ counts: { ...none, nobody: 1 } });
});

describe('whose it is', () => {
  test('somebody who is not here is listed by the message, and nothing is kept of it', async () => {
    const done = await read(message({ pid: 'PID|1||9698658000^^^BC||Nobody^Nell||19700101' }));
    expect(done).toMatchObject({
      counts: { ...none, nobody: 1 },
      told: [{ patientName: 'Nell Nobody', patientId: null, resultId: null }],
    });
    expect(await lastEntry()).toMatchObject({ patient_id: null });
    expect(JSON.stringify(await lastEntry())).not.toContain('Nobody');
    expect([await count('result'), await count('lab_report')]).toEqual([0, 0]);
  });

  test.each([
    ['another birth date', 'PID|1||9698658215^^^BC||GREAVES^HOLLIS^M||19620507', 'new'],
    ['another name', 'PID|1||9698658215^^^BC||Otherwise^Hollis||19610507', 'new'],
    ['neither', 'PID|1||9698658215^^^BC||Otherwise^Olga||19620507', 'doubt'],
    ['another province', 'PID|1||9698658215^^^AB||Greaves^Hollis||19610507', 'nobody'],
    ['no province', 'PID|1|||9698658215|Greaves^Hollis||1961', 'new'],
    ['a version, in PID-2', 'PID|1|9698658215^^BC|X1||Gréaves^Hollis', 'new'],
    ['in PID-19', 'PID|1||||Greaves^Hollis||19610507||||||||||||9698 658-215', 'new'],
    ['nothing to confirm it', 'PID|1||9698658215^^^BC', 'doubt'],
  ])('a number with %s', async (_, pid, fate) => {
    const { told } = await read(message({ pid }));
    expect(told).toMatchObject([{ fate, patientId: fate === 'new' ? greaves : null }]);
  });

  test('a chart that is closed to the reader gets its result, and nothing of it is told', async () => {
    await block(db.owner, c, c.ada.id, [greaves]);
    for (const act of [preview, read]) {
      const answered = await act();
      expect(answered).toMatchObject({ counts: { ...none, new: 1 }, closed: 1, told: [] });
      expect(JSON.stringify([answered, await lastEntry()])).not.toMatch(new RegExp(`Greaves|${greaves}`, 'i'));
      expect(await lastEntry()).toMatchObject({ patient_id: null });
    }
    const { results } = await answer(db.pool, c.bo.caller, listResults, {});
    expect(results).toMatchObject([{ title: 'Creatinine', patient: { patientId: greaves } }]);
    expect(await read(message({ rest: [OBR, OBX.replace('88', '99')] }))).toMatchObject({
      counts: { ...none, corrected: 1 },
      closed: 1,
      told: [],
    });
  });
});

describe('who has it', () => {
  test('an orderer nobody knows is named, and it waits in the pool', async () => {
    const { told, pooled } = await read(
      message({ rest: [OBR.replace('10482^Castellane^Bo', '777^Ferris^Wilma'), OBX] }),
    );
    expect(pooled).toBe(1);
    expect(told).toMatchObject([{ holder: null }]);
    expect(await shown(told[0]?.resultId)).toMatchObject({
      orderer: null,
      holder: null,
      ordererNamed: 'Wilma Ferris 777',
    });
  });

  test('of two whose numbers fit, it is the one whose name is there; else it waits in the pool', async () => {
    await number(c.cy, 'bc.cpsid', '010482');
    expect(await read()).toMatchObject({ told: [{ holder: { userId: c.bo.id } }] });
    const nameless = message({ rest: [OBR.replace('A-17', 'A-18').replace('^Castellane^Bo', ''), OBX] });
    expect(await read(nameless)).toMatchObject({ told: [{ holder: null }], pooled: 1 });
  });

  test('what comes for somebody who has left goes to the successor, and says for whom it came', async () => {
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('lab-integration', c.cy.id), toUser('result', c.cy.id)])
    )();
    expect(await preview()).toMatchObject({ told: [{ holder: { userId: c.bo.id, deactivated: true } }] });
    const { told, arrivals } = await read();
    expect(arrivals).toBe(1);
    expect(told).toMatchObject([{ holder: { userId: c.cy.id } }]);
    expect(await shown(told[0]?.resultId, c.cy)).toMatchObject({
      orderer: { userId: c.bo.id },
      arrivedFor: { userId: c.bo.id },
    });
  });
});

describe('what comes later about the same accession', () => {
  const second = (...rest: string[]) =>
    message({ msh: message().split('\r')[0]?.replace('20260114', '20260115') ?? '', rest });

  test('makes the result anew, to be acknowledged again; what it said before stays', async () => {
    const [first] = (await read()).told;
    const resultId = first?.resultId as Id<'result'>;
    await perform(db.pool, c.bo.caller, acknowledgeResult, { resultId });
    const done = await read(second(OBR, OBX.replace('88', '188').replace('|N|', '|HH|')));
    expect(done.told).toMatchObject([{ fate: 'corrected', resultId, holder: { userId: c.bo.id } }]);
    expect(await shown(resultId)).toMatchObject({
      status: 'corrected',
      urgent: true,
      abnormal: true,
      acknowledgedAt: null,
      mayAcknowledge: true,
      lines: [{ value: '188', abnormal: true }],
      former: [{ status: 'final', acknowledgedBy: { userId: c.bo.id }, lines: [{ value: '88' }], urgent: false }],
    });
    expect((await shown(resultId)).history.map(({ what }) => what)).toEqual(['acknowledged', 'corrected']);
    // An older message says nothing new any more.
    expect(await read()).toMatchObject({ counts: { ...none, known: 1 } });
    await perform(db.pool, c.bo.caller, acknowledgeResult, { resultId });
  });

  test('adds orders that were not there, and replaces one as a whole', async () => {
    await read(message({ rest: [OBR, OBX, OBX.replace('CRE^Creatinine', 'EGFR^eGFR')] }));
    const potassium = [
      OBR.replace('CRE^Creatinine', 'K^Potassium'),
      OBX.replace('CRE^Creatinine', 'K^Potassium').replace('88', '4.1'),
    ];
    const { told } = await read(second(...potassium));
    const added = await shown(told[0]?.resultId);
    expect(added).toMatchObject({ status: 'appended', title: 'Creatinine, Potassium' });
    expect(added.lines.map(({ name }) => name)).toEqual(['Creatinine', 'eGFR', 'Potassium']);
    await read(second(OBR, OBX));
    expect((await shown(told[0]?.resultId)).lines.map(({ name }) => name)).toEqual(['Creatinine', 'Potassium']);
  });

  test('a preliminary result becomes final, with the values it had', async () => {
    const { told } = await read(message({ rest: [OBR.replace('|||F', '|||P'), OBX.replace('|||F', '|||P')] }));
    expect(await shown(told[0]?.resultId)).toMatchObject({ status: 'preliminary' });
    await read(second(OBR, 'OBX|1|NM|CRE^Creatinine||||||||U'));
    expect(await shown(told[0]?.resultId)).toMatchObject({ status: 'final', lines: [{ value: '88' }] });
  });

  test('its holder has left meanwhile: the successor has it now', async () => {
    const [first] = (await read()).told;
    await perform(db.pool, c.bo.caller, acknowledgeResult, { resultId: first?.resultId as Id<'result'> });
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('lab-integration', c.cy.id), toUser('result', c.cy.id)])
    )();
    expect(await read(second(OBR, OBX.replace('88', '90')))).toMatchObject({
      arrivals: 1,
      told: [{ fate: 'corrected', holder: { userId: c.cy.id } }],
    });
  });
});

test('what cannot be read is refused whole, and says where; what stands there is never repeated', async () => {
  const broken = message() + message({ pid: PID.replace('19610507', '19613507') });
  for (const act of [preview, read]) {
    await expect(act(broken)).rejects.toMatchObject({
      code: 'labs/message-broken',
      facts: { file: 'in.hl7', path: 'message 2, segment 6 (PID), PID-7', problem: 'is no day' },
    });
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'labs/message-broken' });
    expect(JSON.stringify(await lastEntry())).not.toContain('1961');
  }
  expect(await count('result')).toBe(0);
});

test('who may not, a stopped connection and one of another clinic are refused', async () => {
  const other = await clinic(db.owner);
  for (const act of [preview, read]) {
    await expect(act(message(), c.bo)).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(act(message(), other.ada)).rejects.toMatchObject(code('work/not-found'));
  }
  const stopped = { integrationId, name: 'x', laboratory: 'y', account: '', running: false, version: 1 };
  await perform(db.pool, c.ada.caller, updateIntegration, stopped);
  for (const act of [preview, read]) await expect(act()).rejects.toMatchObject(code('labs/integration-stopped'));
  expect(await count('result')).toBe(0);
});

test('the same file read twice at once is read once', async () => {
  const done = await Promise.all([read(), read(), read()]);
  expect(done.map(({ counts }) => counts)).toContainEqual({ ...none, new: 1 });
  expect(done.filter(({ counts }) => counts.known === 1)).toHaveLength(2);
  expect(await count('result')).toBe(1);
});
