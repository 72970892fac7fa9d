import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import type { EndAccess } from './contract.ts';
import { endAccess } from './end-access.ts';
import { saidOf } from './test-decisions.ts';
import { lineOf, read, started, withTwoReviewers } from './test-reviews.ts';

let db: TestDatabase;
let c: Clinic;
let reviewId: Id<'review'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
let fernhill: Id<'site'>;
beforeEach(async () => {
  c = await clinic(db.owner);
  await withTwoReviewers(db.owner, c);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, c.roles.doctor]);
    const insert = `insert into site (clinic_id, name, short_name) values ($1, 'Fernhill', 'FH') returning site_id`;
    fernhill = await one(db.owner, insert, [c.id]);
    await db.owner.query('insert into site_assignment values ($1, $2, $3)', [c.id, c.dee.id, fernhill]);
  });
  ({ reviewId } = await started(db, c, { scope: 'role', roleId: c.roles.frontDesk, reviewerIds: [c.cy.id] }));
});

const end = async (
  what: Partial<Pick<Input<typeof EndAccess>, 'roleIds' | 'siteIds'>>,
  { who = c.dee, by = c.cy }: { who?: Member; by?: Member } = {},
) => {
  const { seen } = await lineOf(db, c.ada, reviewId, who);
  const asked = { reviewId, userId: who.id, seen, roleIds: [], siteIds: [], reason: ' not needed ', ...what };
  return perform(db.pool, by.caller, endAccess, asked);
};
const held = async () => ({
  roles: await one<number>(db.owner, 'select count(*)::int from user_role where user_id = $1', [c.dee.id]),
  sites: await one<number>(db.owner, 'select count(*)::int from site_assignment where user_id = $1', [c.dee.id]),
});

test('a role and a site end at once; the line and the entry say which, and why', async () => {
  const before = await one<number>(db.owner, 'select version from clinic_user where user_id = $1', [c.dee.id]);
  const output = { endedRoles: ['doctor'], endedSites: ['Fernhill'] };
  expect(await end({ roleIds: [c.roles.doctor], siteIds: [fernhill] })).toEqual(output);
  expect(await held()).toEqual({ roles: 1, sites: 1 });
  expect((await read(db, c.ada, reviewId)).lines).toMatchObject([{ state: 'ended', reason: 'not needed', ...output }]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.cy.id,
    action: 'access-review.end-access',
    subject_user_id: c.dee.id,
    reason: 'not needed',
    facts: { reviewId, ...output },
  });
  // An Edit page that was open cannot bring them back unseen.
  expect(await one(db.owner, 'select version from clinic_user where user_id = $1', [c.dee.id])).toBe(before + 1);
});

test('user/booked-at-site: a site goes only once nothing is to come there', async () => {
  const [patientId] = await patients(db.owner, c.id, ['Arroyo, Pia']);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into appointment (clinic_id, holder_id, patient_id, site_id, starts_at, ends_at)
       values ($1, $2, $3, $4, now() + interval '1 day', now() + interval '1 day 15 minutes')`,
      [c.id, c.dee.id, patientId, fernhill],
    ),
  );
  expect(await saidOf(db.owner, c.id, () => end({ siteIds: [fernhill] }))).toBe('user/booked-at-site');
  expect(await held()).toEqual({ roles: 2, sites: 2 });
});

describe('refused, nothing ends and nothing is decided', () => {
  const refused = async (act: () => Promise<unknown>) => {
    const before = await held();
    const said = await saidOf(db.owner, c.id, act);
    expect(await held()).toEqual(before);
    expect((await read(db, c.ada, reviewId)).counts.undecided).toBe(1);
    return said;
  };
  test('user/role-missing: one role stays', async () => {
    expect(await refused(() => end({ roleIds: [c.roles.doctor, c.roles.frontDesk] }))).toBe('user/role-missing');
  });
  test('review/nothing-to-end', async () => {
    expect(await refused(() => end({}))).toBe('review/nothing-to-end');
    expect(await refused(() => end({ roleIds: [c.roles.admin] }))).toBe('review/nothing-to-end');
  });
  test('review/not-yours', async () => {
    expect(await refused(() => end({ roleIds: [c.roles.doctor] }, { by: c.ada }))).toBe('review/not-yours');
  });
  test('review/line-changed', async () => {
    const { seen } = await lineOf(db, c.ada, reviewId, c.dee);
    await arrange(db.owner, c.id, () =>
      db.owner.query('delete from site_assignment where user_id = $1 and site_id = $2', [c.dee.id, fernhill]),
    );
    const asked = { reviewId, userId: c.dee.id, seen, roleIds: [c.roles.doctor], siteIds: [], reason: 'x' };
    expect(await refused(() => perform(db.pool, c.cy.caller, endAccess, asked))).toBe('review/line-changed');
  });
  test('actor/not-permitted', async () => {
    expect(await refused(() => end({ roleIds: [c.roles.doctor] }, { by: c.bo }))).toBe('actor/not-permitted');
  });
});

test('user/last-administrator: of two administrators one is ended, the last is not', async () => {
  const ofAdmins = await started(db, c, { scope: 'role', roleId: c.roles.admin });
  reviewId = ofAdmins.reviewId;
  await end({ roleIds: [c.roles.admin] }, { who: c.cy, by: c.ada });
  await arrange(db.owner, c.id, async () => {
    const roleId = await one(
      db.owner,
      `insert into role (clinic_id, name) values ($1, 'reviewers') returning role_id`,
      [c.id],
    );
    await db.owner.query(
      `insert into role_permission select $1, $2, permission from permission where permission like 'access-review.%'`,
      [c.id, roleId],
    );
    await db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.cy.id, roleId]);
  });
  expect(await saidOf(db.owner, c.id, () => end({ roleIds: [c.roles.admin] }, { who: c.ada, by: c.cy }))).toBe(
    'user/last-administrator',
  );
});

test('what was ended is final in the database, and no site ends where the clinic has one', async () => {
  await end({ roleIds: [c.roles.doctor] });
  const undo = () =>
    db.owner.query(
      `update access_review_line set decision = null, decided_at = null, reason = null, ended_roles = '{}' where review_id = $1`,
      [reviewId],
    );
  await expect(arrange(db.owner, c.id, undo)).rejects.toMatchObject({ constraint: 'access_review_line_final' });
});
