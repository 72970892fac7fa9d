import { describe, expect, test } from 'vitest';
import { answer } from '#kernel/query.ts';
import { arrange } from '#test/staff.ts';
import { exportAbsences } from './export-absences.ts';
import { listAbsences } from './list-absences.ts';
import { readAbsence } from './read-absence.ts';
import { absent } from './test-absences.ts';
import { c, db, today, inAWeek, add, code, setUp } from './test-own-absence.ts';

setUp();

describe('the list', () => {
  test('filters, pages, and says what is wrong with a cover', async () => {
    const now = await add();
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.dee.id, from: 20, until: 22 });
    await absent(db.owner, c, { userId: c.cy.id, from: -9, until: -3 });
    await absent(db.owner, c, { userId: c.cy.id, from: 2, until: 3 });
    const list = (more: object = {}) => answer(db.pool, c.ada.caller, listAbsences, more);
    const said = async (more?: object) => (await list(more)).absences.map(({ user, state }) => [user.name, state]);
    expect(await said()).toEqual([
      ['Bo Castellane', 'to-come'],
      ['Cy Okonjo', 'to-come'],
      ['Bo Castellane', 'now'],
    ]);
    expect(await said({ show: 'over' })).toEqual([['Cy Okonjo', 'over']]);
    expect(await said({ show: 'now' })).toEqual([['Bo Castellane', 'now']]);
    expect(await said({ show: 'to-come', userId: c.bo.id })).toEqual([['Bo Castellane', 'to-come']]);
    expect(await said({ covererId: c.dee.id })).toEqual([['Bo Castellane', 'to-come']]);
    expect(await said({ reason: 'illness' })).toEqual([]);
    expect((await said({ show: 'all' })).length).toBe(4);
    const { troubles } = await answer(db.pool, c.ada.caller, readAbsence, { absenceId: now.absenceId });
    expect(troubles.map(({ doubt, coverer }) => [doubt, coverer.name])).toEqual([['coverer-away', 'Cy Okonjo']]);
    await expect(list({ after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
  });

  test('shows each once over its pages', async () => {
    for (let n = 0; n < 3; n++)
      await arrange(db.owner, c.id, () =>
        db.owner.query(
          `insert into absence (clinic_id, user_id, reason, from_day, until_day, made_by_id)
           select $1, $2, 'other', $3::date + n * 3, $3::date + n * 3 + 1, $2 from generate_series(1, 20) n`,
          [c.id, [c.bo, c.cy, c.dee][n]?.id, today],
        ),
      );
    const first = await answer(db.pool, c.ada.caller, listAbsences, {});
    const second = await answer(db.pool, c.ada.caller, listAbsences, { after: first.next ?? '' });
    const ids = [...first.absences, ...second.absences].map(({ absenceId }) => absenceId);
    expect([ids.length, new Set(ids).size, second.next]).toEqual([60, 60, null]);
  });

  test('leaves as a file', async () => {
    await add({ note: '=cmd' });
    const { content } = await answer(db.pool, c.ada.caller, exportAbsences, {});
    let text = '';
    for await (const part of content) text += part;
    expect(text).toContain(`Bo Castellane,Holiday,${today},${inAWeek},,Away now,Tasks: Cy Okonjo,'=cmd`);
  });
});
