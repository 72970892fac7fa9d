import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { patients } from '#test/staff.ts';
import { block, openWork, toUser } from '#test/work.ts';
import { kinds as workKinds } from '#features/handover/kinds.ts';
import { coveredKinds } from '../work/contract.ts';
import { previewAbsence } from './preview-absence.ts';
import { previewOwnAbsence } from './preview-own-absence.ts';
import { absent } from './test-absences.ts';
import { c, db, today, inAWeek, code, nobody, setUp } from './test-own-absence.ts';

setUp();

describe('the preview', () => {
  test('counts what waits, and says what stands against each who covers', async () => {
    const [open, closed] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
      Id<'patient'>,
      Id<'patient'>,
    ];
    await openWork(db.owner, c, c.bo.id, [open, closed]);
    await block(db.owner, c, c.cy.id, [closed]);
    await absent(db.owner, c, { userId: c.ada.id, covererId: c.bo.id });
    const covers = [
      { kind: 'task' as const, covererId: c.cy.id },
      { kind: 'result' as const, covererId: c.dee.id },
      { kind: 'claim' as const, covererId: c.ada.id },
      { kind: 'appointment' as const, covererId: c.cy.id },
    ];
    const preview = await answer(db.pool, c.ada.caller, previewAbsence, {
      userId: c.bo.id,
      from: today,
      until: inAWeek,
      covers,
    });
    expect(preview.appointments).toBe(2);
    expect(Object.fromEntries(preview.work.map(({ kind, items }) => [kind, items]))).toEqual(
      Object.fromEntries(coveredKinds.filter((kind) => kind !== 'appointment').map((kind) => [kind, 2])),
    );
    expect(preview.doubts.map(({ doubt, person, kind, items }) => [doubt, person.name, kind, items])).toEqual([
      ['coverer-away', 'Ada Lindqvist', null, 0],
      ['closed', 'Cy Okonjo', 'task', 1],
      ['not-permitted', 'Dee Hartwell', 'result', 0],
      ['closed', 'Cy Okonjo', 'appointment', 1],
      ['covers-somebody', 'Ada Lindqvist', null, 0],
    ]);
    expect(await answer(db.pool, c.bo.caller, previewOwnAbsence, { from: today, until: inAWeek, covers })).toEqual(
      preview,
    );
    const asked = { userId: nobody, from: today, until: today, covers: [] };
    await expect(answer(db.pool, c.ada.caller, previewAbsence, asked)).rejects.toMatchObject(code('user/not-found'));
    await expect(answer(db.pool, c.cy.caller, previewAbsence, { ...asked, userId: c.bo.id })).rejects.toMatchObject(
      code('actor/not-permitted'),
    );
  });

  test('of work that was handed over counts none', async () => {
    const [patient] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await openWork(db.owner, c, c.bo.id, [patient ?? '']);
    await (
      await ready(
        db.pool,
        c.ada,
        c.bo,
        workKinds.map(({ kind }) => toUser(kind, c.cy.id)),
      )
    )();
    const asked = { userId: c.bo.id, from: today, until: inAWeek, covers: [] };
    expect((await answer(db.pool, c.ada.caller, previewAbsence, asked)).work).toEqual([]);
  });
});
