import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { addAbsence } from './add-absence.ts';
import type { AddOwnAbsence } from './contract.ts';
import { day } from './test-absences.ts';

export let db: TestDatabase;
export let c: Clinic;
export let today: string;
export let inAWeek: string;

export type Fields = Input<typeof AddOwnAbsence>;

export const fields = (more: Partial<Fields> = {}): Fields => ({
  reason: 'holiday',
  from: today,
  until: inAWeek,
  note: 'Back on Monday',
  covers: [{ kind: 'task', covererId: c.cy.id }],
  ...more,
});

export const add = (more: Partial<Fields> & { userId?: Id<'user'> } = {}, by: Member = c.ada) =>
  perform(db.pool, by.caller, addAbsence, { userId: c.bo.id, ...fields(), ...more });

export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
export const code = (refusal: string) => ({ code: refusal });
export const nobody = '00000000-0000-4000-8000-00000000dead' as Id<'user'>;

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
    [today, inAWeek] = [await day(db.owner, c, 0), await day(db.owner, c, 7)];
  });
}
