import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { arrange, entries, PASSWORD } from '#test/staff.ts';
import { without } from '#test/work.ts';
import { deactivateUser } from './deactivate-user.ts';
import { c, db, ALL, allTo, preview, deactivate, count, heldBy, setUp } from './test-deactivation.ts';

setUp();

describe('refused, and nothing changes', () => {
  const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
  const unchanged = async () =>
    expect([await heldBy(c.bo.id), await count(`handover where clinic_id = '${c.id}'`)]).toEqual([ALL, 0]);

  test('without a word for some of the work', async () => {
    await expect(deactivate(allTo(c.cy.id).slice(1))).rejects.toThrow('handover/work-left');
    await unchanged();
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'handover/work-left' });
  });

  test('when work arrived since the preview', async () => {
    const { planHash } = await preview(allTo(c.cy.id));
    await arrange(db.owner, c.id, () =>
      db.owner.query(`insert into task (clinic_id, holder_id, author_id, title) values ($1, $2, $3, 'late')`, [
        c.id,
        c.bo.id,
        c.ada.id,
      ]),
    );
    await expect(deactivate(allTo(c.cy.id), planHash)).rejects.toThrow('handover/plan-changed');
    expect(await heldBy(c.bo.id)).toBe(ALL + 1);
  });

  test('when the password is wrong or missing', async () => {
    const input = {
      userId: c.bo.id,
      plan: allTo(c.cy.id),
      planHash: (await preview(allTo(c.cy.id))).planHash,
      reason: 'x',
    };
    await expect(perform(db.pool, c.ada.caller, deactivateUser, input, { password: 'Wrong7one' })).rejects.toThrow(
      'confirmation/password-wrong',
    );
    expect(await lastEntry()).toMatchObject({
      actor_id: c.ada.id,
      action: 'handover.deactivate-user',
      reason: 'confirmation/password-wrong',
      subject_user_id: c.bo.id,
    });
    await expect(perform(db.pool, c.ada.caller, deactivateUser, input)).rejects.toThrow(
      'confirmation/password-missing',
    );
    await unchanged();
  });

  test('five wrong passwords sign the administrator out', async () => {
    const input = { userId: c.bo.id, plan: [], planHash: '', reason: 'x' };
    for (let n = 0; n < 5; n += 1)
      await expect(perform(db.pool, c.ada.caller, deactivateUser, input, { password: 'no' })).rejects.toThrow(
        'confirmation/password-wrong',
      );
    await expect(perform(db.pool, c.ada.caller, deactivateUser, input, { password: PASSWORD })).rejects.toThrow(
      'session/ended',
    );
  });

  test('to a successor who has left, is locked, or is the leaver', async () => {
    await expect(deactivate(allTo(c.bo.id))).rejects.toThrow('handover/successor-is-leaver');
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
    );
    await expect(deactivate(allTo(c.cy.id))).rejects.toThrow('handover/successor-locked');
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
    await expect(deactivate(allTo(c.cy.id))).rejects.toThrow('handover/successor-not-active');
    await unchanged();
  });

  test('oneself, somebody unknown, and somebody who has left already', async () => {
    const leave = (userId: Id<'user'>) =>
      perform(
        db.pool,
        c.ada.caller,
        deactivateUser,
        { userId, plan: [], planHash: '', reason: 'x' },
        { password: PASSWORD },
      );
    await expect(leave(c.ada.id)).rejects.toThrow('user/is-yourself');
    await expect(leave(c.id as never)).rejects.toThrow('user/not-found');
    await deactivate(allTo(c.cy.id));
    await expect(leave(c.bo.id)).rejects.toThrow('user/already-inactive');
  });

  test('by somebody who may not', async () => {
    const input = { userId: c.bo.id, plan: [], planHash: '', reason: 'x' };
    await expect(perform(db.pool, c.dee.caller, deactivateUser, input, { password: PASSWORD })).rejects.toThrow(
      'actor/not-permitted',
    );
    expect(await lastEntry()).toMatchObject({ actor_id: c.dee.id, outcome: 'refused', reason: 'actor/not-permitted' });
  });

  test.each([
    ['an unknown kind', without('parcel', 'return')],
    ['what the kind cannot do', without('result', 'cancel')],
    ['a transfer to nobody', { kind: 'task', how: 'transfer' } as const],
  ])('a plan with %s', async (_, rule) => {
    await expect(preview([rule])).rejects.toThrow('handover/plan-malformed');
  });
});
