import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, one, PASSWORD, patients } from '#test/staff.ts';
import { openWork, toUser, worked } from '#test/work.ts';
import type { PlanRule } from './contract.ts';
import { deactivateUser } from './deactivate-user.ts';
import { kinds } from './kinds.ts';
import { previewDeactivation } from './preview-deactivation.ts';

export let db: TestDatabase;
export let c: Clinic;
export let chart: Id<'patient'>[];
export const names = kinds.map(({ kind }) => kind);

/** What Bo holds: three of each kind that there is some of. */
export const ALL = 3 * worked.length;
export const allTo = (userId: string) => names.map((kind) => toUser(kind, userId));

export const preview = (plan: PlanRule[]) =>
  answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });

export const deactivate = async (plan: PlanRule[], planHash?: string) =>
  perform(
    db.pool,
    c.ada.caller,
    deactivateUser,
    { userId: c.bo.id, plan, planHash: planHash ?? (await preview(plan)).planHash, reason: 'moved away' },
    { password: PASSWORD },
  );

export const count = (of: string) => one<number>(db.owner, `select count(*)::int from ${of}`);

export const heldBy = (userId: string) =>
  one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1', [userId]);

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
    chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Chan, Mei']);
    await openWork(db.owner, c, c.bo.id, chart);
  });
}
