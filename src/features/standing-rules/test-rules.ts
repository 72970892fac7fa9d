import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, one, PASSWORD } from '#test/staff.ts';
import { addRule } from './add-rule.ts';
import type { Forwardable, What } from './contract.ts';
import { listRules } from './list-rules.ts';
import { setAccountOwner } from './set-account-owner.ts';

export let db: TestDatabase;
export let c: Clinic;
export let other: Clinic;
export let today: string;

export interface Asked {
  readonly what?: What;
  readonly fromId?: Id<'user'>;
  readonly holderId?: Id<'user'>;
  readonly forwards?: Forwardable[];
  readonly startsOn?: string;
  readonly endsOn?: string | null;
}

export const add = async (more: Asked = {}, who: Member = c.ada) =>
  (
    await perform(db.pool, who.caller, addRule, {
      what: 'forwarding',
      fromId: c.bo.id,
      holderId: c.cy.id,
      forwards: ['message', 'task'],
      startsOn: today,
      endsOn: null,
      ...more,
    })
  ).ruleId;

export const supervise = (more: Asked = {}) => add({ what: 'supervision', forwards: [], ...more });

export const list = (more: { ended?: boolean; userId?: Id<'user'> } = {}, who: Member = c.ada) =>
  answer(db.pool, who.caller, listRules, more);

export const own = (holderId: Id<'user'>, who: Member = c.ada) =>
  perform(db.pool, who.caller, setAccountOwner, { holderId }, { password: PASSWORD });

export const code = (refusal: string) => ({ code: refusal });
export const run = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));

export const heldBy = async (table: 'inbox_item' | 'task' | 'result') => {
  const { rows } = await db.owner.query<{ holder: string; from: string | null }>(
    `select holder_id as holder, came_from_id as from from ${table} where clinic_id = $1 order by ctid desc limit 1`,
    [c.id],
  );
  return [rows[0]?.holder, rows[0]?.from];
};

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    [c, other] = [await clinic(db.owner), await clinic(db.owner)];
    today = await one<string>(db.owner, `select (now() at time zone 'America/Vancouver')::date::text`);
  });
}
