import { expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { arrange, clinic, type Member } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { passLetter } from './pass-letter.ts';
import { readLetter } from './read-letter.ts';
import { add, c, db, greaves, lastEntry, row, send, setUp, sign } from './test-letters.ts';

setUp();

const pass = (letterId: Id<'letter'>, to: Member | null, from: Member | null = c.bo, by: Member = c.ada) =>
  perform(db.pool, by.caller, passLetter, { letterId, fromId: from?.id ?? null, holderId: to?.id ?? null });
const code = (refusal: string) => ({ code: refusal });
const change = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));

test('an administrator passes a colleague’s letter on, or one that nobody holds; who began it stays', async () => {
  const letterId = await add();
  await pass(letterId, c.cy);
  expect(await lastEntry()).toMatchObject({
    actor_id: c.ada.id,
    action: 'letters.pass-letter',
    outcome: 'done',
    patient_id: greaves,
    subject_user_id: c.cy.id,
    facts: { letterId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
  });
  await pass(letterId, null, c.cy);
  await pass(letterId, c.bo, null);
  const { author, holders } = await perform(db.pool, c.bo.caller, readLetter, { letterId });
  expect(author.userId).toBe(c.bo.id);
  expect(holders.map(({ holder }) => holder?.userId)).toEqual([c.bo.id, c.cy.id, undefined, c.bo.id]);
});

test('what cannot be is refused, and changes nothing', async () => {
  const letterId = await add();
  const other = await clinic(db.owner);
  await expect(pass(letterId, c.cy, c.bo, c.cy)).rejects.toMatchObject(code('actor/not-permitted'));
  await expect(pass(letterId, c.bo, c.cy)).rejects.toMatchObject(code('work/already-taken'));
  await expect(pass(letterId, other.cy)).rejects.toMatchObject(code('user/not-found'));
  await expect(pass(letterId, other.cy, c.bo, other.ada)).rejects.toMatchObject(code('work/not-found'));
  await expect(pass(letterId, c.dee)).rejects.toMatchObject(code('letter/not-a-practitioner'));
  await change('delete from site_assignment where user_id = $1', c.cy.id);
  await expect(pass(letterId, c.cy)).rejects.toMatchObject(code('work/holder-not-at-site'));
  await change(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, c.cy.id);
  await expect(pass(letterId, c.cy)).rejects.toMatchObject(code('work/holder-not-active'));
  expect(await row(letterId)).toMatchObject({ holder_id: c.bo.id, came_from_id: null });
  await sign(letterId);
  await send(letterId);
  await expect(pass(letterId, null)).rejects.toMatchObject(code('work/already-closed'));
  await block(db.owner, c, c.ada.id, [greaves]);
  await expect(pass(letterId, null)).rejects.toMatchObject(code('work/not-found'));
});
