import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { arrange, clinic, type Member } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { giveResult } from './give-result.ts';
import { passResult } from './pass-result.ts';
import { listResults } from './list-results.ts';
import { c, db, greaves, result, list, titles, read, acknowledge, row, lastEntry, setUp } from './test-results.ts';

setUp();

describe('urgency, kinds of report, and giving a result on', () => {
  const give = (resultId: Id<'result'>, holderId: Id<'user'> | null, who: Member = c.bo) =>
    perform(db.pool, who.caller, giveResult, { resultId, holderId });
  const change = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));

  test('what is critical comes first, then what is abnormal; page after page', async () => {
    for (let n = 0; n < 60; n++) await result({ title: `R${n}`, abnormal: n % 3 === 0 });
    await change(`update result set urgent = true where title in ('R7', 'R9', 'R40')`);
    const seen: string[] = [];
    for (let after: string | undefined, page = await list('open'); ; page = await list('open', c.bo, { after })) {
      seen.push(...page.results.map(({ title }) => title));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen[0]).toBe('R9');
    expect(seen.slice(1, 3).toSorted()).toEqual(['R40', 'R7']);
    expect(new Set(seen).size).toBe(60);
    expect(seen.slice(3, 22).every((title) => Number(title.slice(1)) % 3 === 0)).toBe(true);
  });

  test.each([
    ['LAB', 'laboratory'],
    ['', 'laboratory'],
    ['Chemistry', 'laboratory'],
    ['imaging', 'imaging'],
    ['Radiology', 'imaging'],
    ['CT', 'imaging'],
    ['Surgical Pathology', 'pathology'],
    ['Cytology', 'pathology'],
  ] as const)('a report of the category “%s” is of %s', async (category, section) => {
    const resultId = await result({ title: 'Report' });
    await change('update result set category = $1 where result_id = $2', category, resultId);
    const { results } = await answer(db.pool, c.bo.caller, listResults, { folder: 'open', section });
    expect(results).toMatchObject([{ title: 'Report', section }]);
  });

  test('somebody else acknowledges it, or the pool has it; who ordered it stays, and the steps are known', async () => {
    const resultId = await result({ title: 'Iron' });
    await give(resultId, c.cy.id);
    expect(await lastEntry()).toMatchObject({
      action: 'results.give-result',
      patient_id: greaves,
      subject_user_id: c.cy.id,
      facts: { resultId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    await give(resultId, null, c.cy);
    expect(await read(resultId)).toMatchObject({
      orderer: { userId: c.bo.id },
      holder: null,
      cameFrom: { userId: c.cy.id },
      history: [
        { what: 'given', by: { userId: c.bo.id }, from: { userId: c.bo.id }, to: { userId: c.cy.id } },
        { what: 'given', by: { userId: c.cy.id }, to: null },
      ],
    });
    expect(await titles('pool')).toEqual(['Iron']);
  });

  test('what cannot be is refused, and changes nothing', async () => {
    const other = await clinic(db.owner);
    const resultId = await result({ title: 'Iron' });
    await expect(give(resultId, null, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await expect(give(resultId, null, c.cy)).rejects.toMatchObject({ code: 'result/not-yours' });
    await expect(give(resultId, null, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(give(resultId, other.cy.id)).rejects.toMatchObject({ code: 'user/not-found' });
    await change(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, c.cy.id);
    await expect(give(resultId, c.cy.id)).rejects.toMatchObject({ code: 'work/holder-not-active' });
    expect(await row(resultId)).toMatchObject({ holder_id: c.bo.id, came_from_id: null });
    await acknowledge(resultId);
    await expect(give(resultId, null)).rejects.toMatchObject({ code: 'result/already-acknowledged' });
  });

  test('an administrator sees everybody’s and passes a colleague’s on, or one that nobody holds', async () => {
    const resultId = await result({ title: 'Iron' });
    const pass = (to: Member | null, from: Member | null = c.bo, by: Member = c.ada) =>
      perform(db.pool, by.caller, passResult, { resultId, fromId: from?.id ?? null, holderId: to?.id ?? null });
    const all = async () => (await list('all', c.ada)).results.map(({ title, holder }) => [title, holder?.userId]);
    expect(await all()).toEqual([['Iron', c.bo.id]]);
    await pass(c.cy);
    expect(await lastEntry()).toMatchObject({
      actor_id: c.ada.id,
      action: 'results.pass-result',
      outcome: 'done',
      patient_id: greaves,
      subject_user_id: c.cy.id,
      facts: { resultId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    expect(await all()).toEqual([['Iron', c.cy.id]]);
    // Two administrators at once: the second looked at it while Bo had it.
    await expect(pass(c.ada)).rejects.toMatchObject({ code: 'work/already-taken' });
    await expect(pass(c.bo, c.cy, c.bo)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    const other = await clinic(db.owner);
    await expect(pass(other.cy, c.cy)).rejects.toMatchObject({ code: 'user/not-found' });
    await expect(pass(other.cy, c.cy, other.ada)).rejects.toMatchObject({ code: 'result/not-found' });
    await pass(null, c.cy);
    await pass(c.bo, null);
    expect((await read(resultId)).history.map(({ from, to }) => [from?.userId, to?.userId])).toEqual([
      [c.bo.id, c.cy.id],
      [c.cy.id, undefined],
      [undefined, c.bo.id],
    ]);
    await change(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, c.cy.id);
    await expect(pass(c.cy)).rejects.toMatchObject({ code: 'work/holder-not-active' });
    expect(await row(resultId)).toMatchObject({ holder_id: c.bo.id, came_from_id: c.cy.id });
    await acknowledge(resultId);
    await expect(pass(c.ada)).rejects.toMatchObject({ code: 'result/already-acknowledged' });
    expect(await all()).toEqual([]);
  });

  test('of a record closed to the administrator nothing is listed, and nothing is passed on', async () => {
    const resultId = await result({ title: 'Iron' });
    await block(db.owner, c, c.ada.id, [greaves]);
    expect((await list('all', c.ada)).results).toEqual([]);
    await expect(
      perform(db.pool, c.ada.caller, passResult, { resultId, fromId: c.bo.id, holderId: c.cy.id }),
    ).rejects.toMatchObject({ code: 'result/not-found' });
  });
});
