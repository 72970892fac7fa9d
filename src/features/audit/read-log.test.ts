import { describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { arrange, clinic, entries, patients } from '#test/staff.ts';
import { PAGE, type ReadLog } from './contract.ts';
import { readLog } from './read-log.ts';
import { writeEntries } from './test-entries.ts';
import { db, c, open, closed, numbers, found, setUp } from './test-log.ts';

setUp();

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
      withheld: false,
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
