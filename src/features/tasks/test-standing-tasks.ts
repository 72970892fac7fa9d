import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { listTasks } from './list-tasks.ts';

export let db: TestDatabase;
export let c: Clinic;
export let other: Clinic;
export let greaves: Id<'patient'>;
export const code = (refusal: string) => ({ code: refusal });
export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
export const run = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));

export const lock = (who: Member) =>
  run(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, who.id);

export const plain = { title: 'Order vaccines', details: 'From the depot', urgent: false };

export const folder = (who: Member, name: 'mine' | 'copied' | 'pool') =>
  answer(db.pool, who.caller, listTasks, { folder: name });

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    [c, other] = [await clinic(db.owner), await clinic(db.owner)];
    [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
  });
}
