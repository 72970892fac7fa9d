import { describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { toCursor } from '#kernel/page.ts';
import { buildApp } from '#server/app.ts';
import { clinic, entries } from '#test/staff.ts';
import { readLog } from './read-log.ts';
import { writeEntries } from './test-entries.ts';
import { db, c, other, open, closed, numbers, found, setUp } from './test-log.ts';

setUp();

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

  test('of what may speak of a closed patient, only that it was', async () => {
    const told = { facts: { shown: 1 }, reason: 'to see', withheld: false };
    const kept = { facts: {}, reason: null, withheld: true };
    const at = '2024-01-01T12:00:00Z';
    const one = { actorId: c.ada.id, reason: 'to see', facts: { shown: 1 } };
    const whole = { before: { patientId: closed }, after: { patientId: open, holderId: c.ada.id } };
    await writeEntries(db.owner, c.id, [
      { ...one, at, action: 'test.facts', facts: whole },
      { ...one, at: '2024-01-01T12:00:01Z', action: 'demographic-report.run-report', actorId: c.bo.id },
      { ...one, at: '2024-01-01T12:00:02Z', action: 'roles.update-role' },
      { ...one, at: '2024-01-01T12:00:03Z', action: 'tasks.add-task', patientId: open },
      {
        ...one,
        at: '2024-01-01T12:00:04Z',
        action: 'handover.save-plan',
        outcome: 'refused',
        reason: 'user/not-found',
      },
    ]);
    const saidTo = async ({ caller } = c.ada) => {
      const { entries: said, names } = await perform(db.pool, caller, readLog, { to: '2024-01-01' });
      return { names, said: said.map(({ facts, reason, withheld }) => ({ facts, reason, withheld })) };
    };
    expect(await saidTo()).toEqual({
      names: { [open]: 'Sunniva Ashgrove', [closed]: 'Quillon Pratt', [c.ada.id]: 'Ada Lindqvist' },
      said: [{ ...told, reason: 'user/not-found' }, told, told, told, { ...told, facts: whole }],
    });
    expect(await saidTo(c.bo)).toEqual({
      names: {},
      said: [{ ...kept, reason: 'user/not-found' }, told, told, kept, kept],
    });
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
