import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { toCursor } from '#kernel/page.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { PAGE, type ReadLog } from './contract.ts';
import { readLog } from './read-log.ts';
import { writeEntries } from './test-entries.ts';

let db: TestDatabase;
let c: Clinic;
let other: Clinic;
let open: Id<'patient'>;
let closed: Id<'patient'>;
let numbers: number[];
beforeAll(async () => {
  db = await testDatabase();
  [c, other] = [await clinic(db.owner), await clinic(db.owner)];
  const [first, second] = await patients(db.owner, c.id, ['Ashgrove, Sunniva', 'Pratt, Quillon']);
  if (!first || !second) throw new Error('no patients');
  [open, closed] = [first, second];
  await block(db.owner, c, c.bo.id, [closed]);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(`insert into role (clinic_id, name) values ($1, 'privacy')`, [c.id]);
    await db.owner.query(
      `insert into role_permission select clinic_id, role_id, 'audit.read-log' from role where clinic_id = $1 and name = 'privacy'`,
      [c.id],
    );
    await db.owner.query(
      `insert into user_role select clinic_id, $2, role_id from role where clinic_id = $1 and name = 'privacy'`,
      [c.id, c.bo.id],
    );
  });
  // In Vancouver 20 May ends at 07:00 UTC of the 21st.
  numbers = await writeEntries(db.owner, c.id, [
    { at: '2025-05-20T06:59:59Z', actorId: c.ada.id, action: 'users.add-user', subjectUserId: c.cy.id },
    {
      at: '2025-05-20T07:00:00Z',
      actorId: c.ada.id,
      action: 'users.lock-user',
      subjectUserId: c.bo.id,
      reason: 'badge lost',
    },
    {
      at: '2025-05-21T06:59:59.999999Z',
      actorId: c.cy.id,
      action: 'charts.open-chart',
      patientId: open,
      origin: '10.0.0.7',
    },
    { at: '2025-05-21T07:00:00Z', actorId: c.cy.id, action: 'charts.open-chart', patientId: closed },
    {
      at: '2025-05-21T08:00:00Z',
      actorId: c.dee.id,
      action: 'users.add-user',
      outcome: 'refused',
      reason: 'actor/not-permitted',
      facts: { action: 'users.add-user' },
    },
    {
      at: '2025-05-21T09:00:00Z',
      action: 'sign-in.sign-in',
      outcome: 'refused',
      subjectUserId: c.bo.id,
      reason: 'wrong',
    },
    { at: '2025-05-22T09:00:00Z', actorId: c.ada.id, onBehalfOfId: c.bo.id, action: 'users-of.another-kind' },
  ]);
  await writeEntries(db.owner, other.id, [
    { at: '2025-05-21T08:30:00Z', actorId: other.ada.id, action: 'users.add-user', subjectUserId: other.cy.id },
  ]);
});
afterAll(() => db.drop());

/** Everything the filters let through, as places in the list written above. */
async function found(asked: Input<typeof ReadLog>, { caller } = c.ada) {
  const said = await perform(db.pool, caller, readLog, { to: '2025-06-01', ...asked });
  return said.entries.map(({ entryId }) => numbers.indexOf(entryId));
}

describe('each filter', () => {
  test.each<[string, () => Input<typeof ReadLog>, number[]]>([
    ['none: newest first', () => ({}), [6, 5, 4, 3, 2, 1, 0]],
    ['from a day of the clinic’s calendar', () => ({ from: '2025-05-21' }), [6, 5, 4, 3]],
    ['to a day of the clinic’s calendar, with it', () => ({ to: '2025-05-20' }), [2, 1, 0]],
    ['one day', () => ({ from: '2025-05-20', to: '2025-05-20' }), [2, 1]],
    ['actor', () => ({ actorId: c.cy.id }), [3, 2]],
    ['on whose behalf', () => ({ onBehalfOfId: c.bo.id }), [6]],
    ['subject user', () => ({ subjectUserId: c.bo.id }), [5, 1]],
    ['patient', () => ({ patientId: open }), [2]],
    ['action', () => ({ action: 'users.add-user' }), [4, 0]],
    ['every action of a capability', () => ({ action: 'users.' }), [4, 1, 0]],
    ['every action of a capability by an actor', () => ({ action: 'users.', actorId: c.ada.id }), [1, 0]],
    ['an action nobody has done', () => ({ action: 'users.lock' }), []],
    ['outcome refused', () => ({ outcome: 'refused' }), [5, 4]],
    ['outcome done', () => ({ outcome: 'done' }), [6, 3, 2, 1, 0]],
    [
      'all at once',
      () => ({
        from: '2025-05-20',
        to: '2025-05-20',
        actorId: c.cy.id,
        patientId: open,
        action: 'charts.',
        outcome: 'done',
      }),
      [2],
    ],
  ])('%s', async (_what, asked, expected) => {
    expect(await found(asked())).toEqual(expected);
  });
});

test('an entry says who, what, when, from where, on whom and how it ended', async () => {
  await arrange(db.owner, c.id, async () => {
    await db.owner.query('delete from user_role where user_id = $1', [c.cy.id]);
    await db.owner.query('delete from active_user where user_id = $1', [c.cy.id]);
  });
  const { entries: shown } = await perform(db.pool, c.ada.caller, readLog, { from: '2025-05-20', to: '2025-05-21' });
  expect(shown.slice(0, 4)).toEqual([
    {
      entryId: numbers[5],
      at: '2025-05-21T09:00:00.000Z',
      actor: null,
      onBehalfOf: null,
      action: 'sign-in.sign-in',
      outcome: 'refused',
      subjectUser: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      patient: null,
      reason: 'wrong',
      origin: null,
      facts: {},
    },
    expect.objectContaining({ reason: 'actor/not-permitted', facts: { action: 'users.add-user' } }),
    expect.objectContaining({ patient: { patientId: closed, name: 'Quillon Pratt' } }),
    expect.objectContaining({
      at: '2025-05-21T06:59:59.999Z',
      actor: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: true },
      subjectUser: null,
      patient: { patientId: open, name: 'Sunniva Ashgrove' },
      origin: '10.0.0.7',
    }),
  ]);
});

test('reading is an entry: what was looked for, on whom, and how much was shown', async () => {
  const of = await clinic(db.owner);
  const [patientId] = await patients(db.owner, of.id, ['Stroud, Delphine']);
  const filters = { from: '2025-01-01', actorId: of.bo.id, patientId: patientId ?? open, action: 'users.' };
  await perform(db.pool, of.ada.caller, readLog, filters);
  await perform(db.pool, of.ada.caller, readLog, { subjectUserId: of.cy.id, actorId: of.bo.id, exporting: true });
  expect(await entries(db.owner, of.id)).toMatchObject([
    {
      actor_id: of.ada.id,
      action: 'audit.read-log',
      outcome: 'done',
      subject_user_id: of.bo.id,
      patient_id: patientId,
      facts: { filters, shown: 0 },
    },
    {
      subject_user_id: of.cy.id,
      facts: { filters: { subjectUserId: of.cy.id, actorId: of.bo.id }, shown: 0, exported: true },
    },
  ]);
  const { entries: seen, about, names } = await perform(db.pool, of.ada.caller, readLog, { action: 'audit.read-log' });
  expect(seen).toHaveLength(2);
  expect(about).toEqual({ actor: null, subjectUser: null, patient: null });
  expect(names).toEqual({
    [of.bo.id]: 'Bo Castellane',
    [of.cy.id]: 'Cy Okonjo',
    [patientId ?? '']: 'Delphine Stroud',
  });
});

test('pages follow each other without a gap or a repetition, also within a microsecond', async () => {
  const of = await clinic(db.owner);
  const count = PAGE * 2 + 7;
  const written = await writeEntries(
    db.owner,
    of.id,
    // One actor each, lest two entries of one moment and transaction meet; pairs share their millisecond.
    Array.from({ length: count }, (_, n) => ({
      at: `2025-03-01T10:00:00.${String(Math.floor(n / 2)).padStart(3, '0')}${n % 2 === 0 ? '001' : '002'}Z`,
      actorId: of.bo.id,
      action: n % 3 === 0 ? 'tasks.add-task' : 'tasks.take-task',
    })),
  );
  for (const filters of [{}, { actorId: of.bo.id }, { action: 'tasks.' }, { outcome: 'done' as const }]) {
    const pages: number[][] = [];
    let after: string | null = null;
    do {
      const asked = { ...filters, to: '2025-04-01', ...(after ? { after } : {}) };
      const said: Awaited<ReturnType<typeof readLog.run>>['output'] = await perform(
        db.pool,
        of.ada.caller,
        readLog,
        asked,
      );
      pages.push(said.entries.map(({ entryId }) => entryId));
      after = said.next;
    } while (after);
    expect(pages.map(({ length }) => length)).toEqual([PAGE, PAGE, 7]);
    expect(pages.flat()).toEqual(written.toReversed());
  }
  const exported = await perform(db.pool, of.ada.caller, readLog, { exporting: true, to: '2025-04-01' });
  expect(exported.entries).toHaveLength(count);
  const log = await entries(db.owner, of.id);
  expect(log.filter(({ action }) => action === 'audit.read-log')).toHaveLength(4 * 3 + 1);
  expect(log.filter(({ facts }) => facts['further'] === true)).toHaveLength(4 * 2);
});

describe('who may see what', () => {
  test('another clinic’s entries never', async () => {
    const { entries: shown } = await perform(db.pool, other.ada.caller, readLog, {});
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.some(({ entryId }) => numbers.includes(entryId))).toBe(false);
    const asked = { actorId: c.ada.id };
    await expect(perform(db.pool, other.ada.caller, readLog, asked)).rejects.toMatchObject({ code: 'user/not-found' });
    expect(await entries(db.owner, other.id)).toContainEqual(
      expect.objectContaining({ outcome: 'refused', reason: 'user/not-found' }),
    );
    await expect(perform(db.pool, other.ada.caller, readLog, { subjectUserId: c.bo.id })).rejects.toMatchObject({
      code: 'user/not-found',
    });
    await expect(perform(db.pool, other.ada.caller, readLog, { patientId: open })).rejects.toMatchObject({
      code: 'patient/not-found',
    });
  });

  test('entries about a closed patient are hidden from whom the patient is closed to', async () => {
    expect(await found({}, c.bo)).toEqual([6, 5, 4, 2, 1, 0]);
    expect(await found({ action: 'charts.open-chart' }, c.bo)).toEqual([2]);
    expect(await found({ action: 'charts.' }, c.bo)).toEqual([2]);
    const asked = { patientId: closed };
    await expect(perform(db.pool, c.bo.caller, readLog, asked)).rejects.toMatchObject({ code: 'patient/not-found' });
    expect((await perform(db.pool, c.ada.caller, readLog, asked)).entries.map(({ entryId }) => entryId)).toContain(
      numbers[3],
    );
    // Ada's reading speaks of the closed patient, and so is hidden as well; that Bo tried is not lost.
    const readingsOn = async ({ caller } = c.ada) => {
      const said = await perform(db.pool, caller, readLog, { action: 'audit.read-log' });
      return said.entries.filter(({ facts }) => JSON.stringify(facts).includes(closed)).length;
    };
    expect(await readingsOn()).toBe(1);
    expect(await readingsOn(c.bo)).toBe(0);
    expect(await entries(db.owner, c.id)).toContainEqual(
      expect.objectContaining({ actor_id: c.bo.id, outcome: 'refused', reason: 'patient/not-found' }),
    );
  });

  test('facts name no closed patient either', async () => {
    const facts = { before: { patientId: closed }, after: { patientId: open, holderId: c.ada.id } };
    await writeEntries(db.owner, c.id, [
      { at: '2024-01-01T12:00:00Z', actorId: c.ada.id, action: 'test.facts', facts },
    ]);
    const namesFor = async ({ caller } = c.ada) =>
      (await perform(db.pool, caller, readLog, { action: 'test.facts' })).names;
    expect(await namesFor()).toEqual({
      [open]: 'Sunniva Ashgrove',
      [closed]: 'Quillon Pratt',
      [c.ada.id]: 'Ada Lindqvist',
    });
    expect(await namesFor(c.bo)).toEqual({ [open]: 'Sunniva Ashgrove', [c.ada.id]: 'Ada Lindqvist' });
  });

  test('Dee may not, and that she tried is an entry', async () => {
    const of = await clinic(db.owner);
    await expect(perform(db.pool, of.dee.caller, readLog, {})).rejects.toMatchObject({ code: 'actor/not-permitted' });
    expect(await entries(db.owner, of.id)).toEqual([
      {
        actor_id: of.dee.id,
        action: 'audit.read-log',
        outcome: 'refused',
        subject_user_id: null,
        patient_id: null,
        reason: 'actor/not-permitted',
        facts: { action: 'audit.read-log' },
      },
    ]);
  });
});

test.each([
  'nonsense',
  toCursor([1]),
  toCursor(['2025-05-21T07:00:00Z', 1]),
  toCursor([1, '1']),
  toCursor([1, 1.5]),
  toCursor([null, 1]),
  toCursor([1e300, 1]),
])('a cursor that is none of ours is refused: %s', async (after) => {
  await expect(perform(db.pool, c.ada.caller, readLog, { after })).rejects.toMatchObject({
    code: 'request/cursor-unknown',
  });
});

describe('over HTTP', () => {
  test('the facts arrive as they were written', async () => {
    const of = await clinic(db.owner);
    const facts = {
      before: { roles: ['doctor'], closed: null },
      after: { roles: [], closed: true },
      moved: [{ items: 3 }],
    };
    await writeEntries(db.owner, of.id, [
      { at: '2025-01-01T12:00:00Z', actorId: of.bo.id, action: 'test.facts', facts },
    ]);
    const app = await buildApp(db.pool, { logger: false });
    const read = (payload: object, cookie = of.ada.cookie) =>
      app.inject({ method: 'POST', url: '/api/audit-log/readings', headers: { cookie }, payload });
    const said = await read({ actorId: of.bo.id.toUpperCase() });
    expect(said.statusCode).toBe(200);
    expect(said.json()).toMatchObject({ entries: [{ facts }], next: null, names: {}, about: { patient: null } });
    expect((await read({}, of.dee.cookie)).json()).toMatchObject({ status: 403, code: 'actor/not-permitted' });
    for (const wrong of [
      { from: '2025-13-01' },
      { to: '0000-01-01' },
      { action: 'users' },
      { action: "a.'" },
      { outcome: 'x' },
    ]) {
      expect((await read(wrong)).json()).toMatchObject({ status: 400, code: 'request/malformed' });
    }
    expect((await read({ to: '9999-12-31' })).statusCode).toBe(200);
    const choices = await app.inject({ url: '/api/audit-log/people', headers: { cookie: of.dee.cookie } });
    expect(choices.json()).toMatchObject({ status: 403, code: 'actor/not-permitted' });
    await app.close();
  });
});
