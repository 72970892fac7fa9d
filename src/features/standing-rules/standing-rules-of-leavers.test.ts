import { describe, expect, test } from 'vitest';
import { makeAdministrator, previewed, ready } from '#test/acting.ts';
import { arrange } from '#test/staff.ts';
import { toUser, without } from '#test/work.ts';
import { c, db, add, supervise, list, own, code, run, setUp } from './test-rules.ts';

setUp();

describe('whoever leaves', () => {
  test('stands at neither end of a rule afterwards, and nobody at both', async () => {
    await add();
    await supervise({ fromId: c.dee.id, holderId: c.bo.id });
    const plan = [toUser('rule-from', c.cy.id), toUser('rule-to', c.cy.id)];
    const { kinds } = await previewed(db.pool, c.ada, c.bo, plan);
    expect(kinds.find(({ kind }) => kind === 'rule-from')).toMatchObject({
      count: 1,
      left: 1,
      rules: [{ passed: [{ conflict: 'both-ends', items: 1 }] }],
    });
    await (
      await ready(db.pool, c.ada, c.bo, [without('rule-from', 'cancel'), toUser('rule-to', c.cy.id)])
    )();
    expect((await list()).rules).toMatchObject([
      { what: 'supervision', from: { userId: c.dee.id }, holder: { userId: c.cy.id }, cameFrom: { userId: c.bo.id } },
    ]);
    expect((await list({ ended: true })).rules).toMatchObject([{ what: 'forwarding' }]);
  });

  test('owns the account no more: an administrator follows', async () => {
    await makeAdministrator(db.owner, c, c.bo);
    await own(c.bo.id);
    await expect((await ready(db.pool, c.ada, c.bo, []))()).rejects.toMatchObject(code('handover/work-left'));
    await expect((await ready(db.pool, c.ada, c.bo, [toUser('account-owner', c.cy.id)]))()).rejects.toMatchObject(
      code('handover/work-left'),
    );
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('account-owner', c.ada.id)])
    )();
    expect((await list()).accountOwner).toMatchObject({
      holder: { userId: c.ada.id },
      cameFrom: { deactivated: true },
    });
  });

  test('is privacy officer no more: somebody follows, or the administrators answer', async () => {
    await makeAdministrator(db.owner, c, c.bo);
    await makeAdministrator(db.owner, c, c.cy);
    await run('update clinic set privacy_officer_id = $2 where clinic_id = $1', c.id, c.bo.id);
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('privacy-officer', c.cy.id)])
    )();
    expect((await list()).privacyOfficer).toMatchObject({ holder: { userId: c.cy.id }, cameFrom: { userId: c.bo.id } });
    await (
      await ready(db.pool, c.ada, c.cy, [without('privacy-officer', 'cancel')])
    )();
    expect((await list()).privacyOfficer).toBeNull();
  });

  test('keeps no set up to date: another one does, to whom it is not closed, or it stays as it is', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    const set = (name: string) =>
      run(
        `insert into patient_set (clinic_id, name, criteria, kept_up_to_date, kept_by_id) values ($1, $2, '{}', true, $3)`,
        c.id,
        name,
        c.bo.id,
      );
    await set('Open');
    await set('Closed');
    await run(
      `insert into chart_block (clinic_id, set_id, user_id, laid_by_id) select $1, set_id, $2, $3 from patient_set where clinic_id = $1 and name = 'Closed'`,
      c.id,
      c.cy.id,
      c.ada.id,
    );
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('kept-set', c.cy.id), without('kept-set', 'cancel')])
    )();
    const { rows } = await db.owner.query(
      'select name, kept_up_to_date as kept, kept_by_id as keeper, kept_from_id as from from patient_set where clinic_id = $1 order by 1',
      [c.id],
    );
    expect(rows).toEqual([
      { name: 'Closed', kept: false, keeper: null, from: null },
      { name: 'Open', kept: true, keeper: c.cy.id, from: c.bo.id },
    ]);
  });

  test('leaves no line of a review undecided: another reviewer decides, and nobody about themselves', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    const reviewId = await arrange(db.owner, c.id, async () => {
      const { rows } = await db.owner.query<{ id: string }>(
        `insert into access_review (clinic_id, name, scope, clinic_name, started_by, started_by_name, due_on, time_zone)
         select clinic_id, 'Spring', 'all', name, $2, 'Ada Lindqvist', current_date + 30, time_zone from clinic where clinic_id = $1
         returning review_id as id`,
        [c.id, c.ada.id],
      );
      await db.owner.query(
        `insert into access_review_line (clinic_id, review_id, user_id, user_number, name, sort_name, type, status, roles, sites, permissions, blocks, reviewer_id, reviewer_name)
         select $1, $2, u.user_id, u.user_number, u.first_name, u.sort_name, u.type, 'active', '[]', '[]', 0, 0, $3, 'Bo Castellane'
           from clinic_user u where u.clinic_id = $1 and u.user_id <> $3`,
        [c.id, rows[0]?.id, c.bo.id],
      );
      return rows[0]?.id;
    });
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('review-line', c.cy.id), toUser('review-line', c.ada.id)])
    )();
    const { rows } = await db.owner.query(
      `select user_id as id, reviewer_name as reviewer, came_from_id as from from access_review_line where clinic_id = $1 and review_id = $2`,
      [c.id, reviewId],
    );
    expect(new Map(rows.map(({ id, reviewer, from }) => [id, [reviewer, from]]))).toEqual(
      new Map([
        [c.ada.id, ['Cy Okonjo', c.bo.id]],
        [c.dee.id, ['Cy Okonjo', c.bo.id]],
        [c.cy.id, ['Ada Lindqvist', c.bo.id]],
      ]),
    );
  });
});
