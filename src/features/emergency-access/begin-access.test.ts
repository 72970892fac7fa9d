import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { readSession } from '#features/sign-in/read-session.ts';
import { makeAdministrator } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { beginAccess } from './begin-access.ts';
import { endAccess } from './end-access.ts';
import { readClosedRecord } from './read-closed-record.ts';
import { begin, closedToCy, setClinic, WHY } from './test-closed.ts';

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
const end = (who: Member, accessId: Id<'access'>) => perform(db.pool, who.caller, endAccess, { accessId });
const closure = (who: Member, of = shut) => answer(db.pool, who.caller, readClosedRecord, { patientId: of });
const session = (who: Member) => answer(db.pool, who.caller, readSession, {});
const owner = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
const uses = () =>
  one<Record<string, unknown>[] | null>(
    db.owner,
    'select json_agg(e order by began_at) from emergency_access e where clinic_id = $1',
    [c.id],
  );

test('opens one patient until the limit of the clinic, with reason, entry and notice', async () => {
  await setClinic(db.owner, c, 'emergency_access_hours = 2');
  await expect(chart()).rejects.toThrow('patient/closed');
  const { accessId, endsAt } = await begin(db, c.cy, shut);
  expect(Date.parse(endsAt) - Date.now()).toBeGreaterThan(119 * 60_000);
  expect(Date.parse(endsAt) - Date.now()).toBeLessThanOrEqual(120 * 60_000);
  expect((await chart()).patient.lastName).toBe('Pratt');
  expect(await uses()).toMatchObject([
    {
      access_id: accessId,
      user_id: c.cy.id,
      patient_id: shut,
      reason_kind: 'urgent-result',
      reason: WHY,
      ended_at: null,
    },
  ]);
  const said = await entries(db.owner, c.id);
  expect(said.map(({ action, outcome, reason }) => [action, outcome, reason])).toEqual([
    ['charts.open-chart', 'refused', 'patient/closed'],
    ['emergency-access.begin-access', 'done', null],
    ['charts.open-chart', 'done', null],
  ]);
  expect(said[1]).toMatchObject({
    actor_id: c.cy.id,
    patient_id: shut,
    facts: { accessId, reasonKind: 'urgent-result', endsAt, told: [c.ada.id] },
  });
  // The words may speak of the patient's health: they are not for everybody who reads the log.
  expect(JSON.stringify(said)).not.toContain('potassium');
  expect((await session(c.ada)).notices).toMatchObject([
    { kind: 'emergency-access-begun', facts: { by: 'Cy Okonjo', expiresAt: endsAt, accessId } },
  ]);
  expect(JSON.stringify((await session(c.ada)).notices)).not.toMatch(/Pratt|potassium/);
  expect((await session(c.cy)).openAccesses).toEqual([
    { accessId, patientId: shut, patientName: 'Quillon Pratt', endsAt },
  ]);
  expect((await session(c.ada)).openAccesses).toEqual([]);
});

test('for a shorter time than the clinic allows, where that is enough', async () => {
  const { endsAt } = await begin(db, c.cy, shut, { hours: 1 });
  expect(Date.parse(endsAt) - Date.now()).toBeGreaterThan(59 * 60_000);
  expect(Date.parse(endsAt) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
});

test('the privacy officer is told, with whoever laid the block; the user themselves never', async () => {
  const sees = async (who: Member) => (await session(who)).notices.length;
  await owner('insert into user_role values ($1, $2, $3)', c.id, c.bo.id, c.roles.admin);
  await setClinic(db.owner, c, `privacy_officer_id = '${c.bo.id}'`);
  await begin(db, c.cy, shut);
  expect([await sees(c.bo), await sees(c.ada), await sees(c.cy), await sees(c.dee)]).toEqual([1, 1, 0, 0]);
});

test('whoever answers for closed records is not sent to themselves', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  const { officers } = await closure(c.cy);
  expect(officers.map(({ name }) => name)).toEqual(['Ada Lindqvist']);
});

test('a privacy officer who may not judge any more is none: the administrators are told', async () => {
  await setClinic(db.owner, c, `privacy_officer_id = '${c.bo.id}'`);
  const { officers } = await closure(c.cy);
  expect(officers.map(({ name }) => name)).toEqual(['Ada Lindqvist']);
});

test('it opens nobody else, and to nobody else', async () => {
  const [other = shut] = await patients(db.owner, c.id, ['Cote, Max']);
  await block(db.owner, c, c.cy.id, [other], { emergency: true });
  await block(db.owner, c, c.bo.id, [shut], { emergency: true });
  await begin(db, c.cy, shut);
  await expect(chart(c.cy, other)).rejects.toThrow('patient/closed');
  await expect(chart(c.bo)).rejects.toThrow('patient/closed');
});

test('it closes by itself when the time is up, and can be opened again', async () => {
  await begin(db, c.cy, shut);
  await owner(`update blocked_patient set opened_until = now() - interval '1 second' where user_id = $1`, c.cy.id);
  await owner(
    `update emergency_access set began_at = now() - interval '5 hours', ends_at = now() - interval '1 second'`,
  );
  await expect(chart()).rejects.toThrow('patient/closed');
  expect((await session(c.cy)).openAccesses).toEqual([]);
  await begin(db, c.cy, shut);
  expect((await chart()).patient.lastName).toBe('Pratt');
});

test('once the block is lifted nothing is said to be open in an emergency', async () => {
  await begin(db, c.cy, shut);
  await owner(
    `update chart_block set lifted_at = now(), lifted_by_id = $1, lift_reason = 'over' where user_id = $2`,
    c.ada.id,
    c.cy.id,
  );
  expect((await session(c.cy)).openAccesses).toEqual([]);
  expect((await chart()).patient.lastName).toBe('Pratt');
});

test('a new block laid meanwhile closes at once; what it allows decides anew', async () => {
  const { accessId } = await begin(db, c.cy, shut);
  await block(db.owner, c, c.cy.id, [shut], { emergency: true });
  await expect(chart()).rejects.toThrow('patient/closed');
  const second = await begin(db, c.cy, shut);
  expect((await chart()).patient.lastName).toBe('Pratt');
  expect(await uses()).toMatchObject([
    { access_id: accessId, ended_at: expect.any(String) },
    { access_id: second.accessId },
  ]);
  await block(db.owner, c, c.cy.id, [shut]);
  await expect(begin(db, c.cy, shut)).rejects.toThrow('emergency/not-allowed');
});

test('of two at once one begins', async () => {
  const said = await Promise.allSettled([begin(db, c.cy, shut), begin(db, c.cy, shut)]);
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await uses()).toHaveLength(1);
});

describe('ending it', () => {
  test('the user closes it again', async () => {
    const { accessId } = await begin(db, c.cy, shut);
    await end(c.cy, accessId);
    await expect(chart()).rejects.toThrow('patient/closed');
    expect(await uses()).toMatchObject([{ ended_at: expect.any(String) }]);
    const said = await entries(db.owner, c.id);
    expect(said.at(-2)).toMatchObject({
      actor_id: c.cy.id,
      action: 'emergency-access.end-access',
      outcome: 'done',
      subject_user_id: null,
      patient_id: shut,
      facts: { accessId },
    });
  });

  test('whoever judges it may end it for them', async () => {
    const { accessId } = await begin(db, c.cy, shut);
    await end(c.ada, accessId);
    await expect(chart()).rejects.toThrow('patient/closed');
    expect((await entries(db.owner, c.id)).at(-2)).toMatchObject({ actor_id: c.ada.id, subject_user_id: c.cy.id });
  });

  test('emergency/not-found: of somebody else, over, or of another clinic', async () => {
    const { accessId } = await begin(db, c.cy, shut);
    await expect(end(c.bo, accessId)).rejects.toThrow('emergency/not-found');
    const other = await clinic(db.owner);
    await expect(end(other.ada, accessId)).rejects.toThrow('emergency/not-found');
    await end(c.cy, accessId);
    await expect(end(c.cy, accessId)).rejects.toThrow('emergency/not-found');
    await expect(end(c.cy, randomUUID() as Id<'access'>)).rejects.toThrow('emergency/not-found');
  });
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  const cases: [string, () => Promise<unknown>][] = [
    ['emergency/not-blocked', () => begin(db, c.cy, free)],
    ['patient/not-found', () => begin(db, c.cy, randomUUID() as Id<'patient'>)],
    [
      'patient/not-found',
      async () => {
        const [elsewhere = shut] = await patients(db.owner, (await clinic(db.owner)).id, ['Cote, Max']);
        return begin(db, c.cy, elsewhere);
      },
    ],
    ['emergency/too-long', () => begin(db, c.cy, shut, { hours: 5 })],
    ['emergency/reason-missing', () => begin(db, c.cy, shut, { reason: '   urgent   ' })],
    [
      'emergency/not-allowed',
      async () => {
        await block(db.owner, c, c.cy.id, [shut]);
        return begin(db, c.cy, shut);
      },
    ],
    [
      'patient/not-found',
      async () => {
        await setClinic(db.owner, c, `closed_records = 'hidden'`);
        return begin(db, c.cy, shut);
      },
    ],
    [
      'confirmation/password-wrong',
      () =>
        perform(db.pool, c.cy.caller, beginAccess, { patientId: shut, kind: 'other', reason: WHY }, { password: 'no' }),
    ],
    [
      'confirmation/password-missing',
      () => perform(db.pool, c.cy.caller, beginAccess, { patientId: shut, kind: 'other', reason: WHY }),
    ],
  ];
  test.each(cases)('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
    expect(await uses()).toBeNull();
    if (!code.endsWith('missing') || code.startsWith('emergency'))
      expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
        action: 'emergency-access.begin-access',
        outcome: 'refused',
        reason: code,
      });
  });

  test('emergency/already-open', async () => {
    await begin(db, c.cy, shut);
    await expect(begin(db, c.cy, shut)).rejects.toThrow('emergency/already-open');
    expect(await uses()).toHaveLength(1);
  });

  test('whoever may not', async () => {
    await block(db.owner, c, c.dee.id, [shut], { emergency: true });
    await expect(begin(db, c.dee, shut)).rejects.toThrow('actor/not-permitted');
  });
});
