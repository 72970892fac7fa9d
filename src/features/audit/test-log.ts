import { afterAll, beforeAll } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { type ReadLog } from './contract.ts';
import { readLog } from './read-log.ts';
import { writeEntries } from './test-entries.ts';

export let db: TestDatabase;
export let c: Clinic;
export let other: Clinic;
export let open: Id<'patient'>;
export let closed: Id<'patient'>;
export let numbers: number[];

/** Everything the filters let through, as places in the list written above. */
export async function found(asked: Input<typeof ReadLog>, { caller } = c.ada) {
  const said = await perform(db.pool, caller, readLog, { to: '2025-06-01', ...asked });
  return said.entries.map(({ entryId }) => numbers.indexOf(entryId));
}

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
    [c, other] = [await clinic(db.owner), await clinic(db.owner)];
    const [first, second] = await patients(db.owner, c.id, ['Ashgrove, Sunniva', 'Pratt, Quillon']);
    if (!first || !second) throw new Error('no patients');
    [open, closed] = [first, second];
    await block(db.owner, c, c.bo.id, [closed]);
    await arrange(db.owner, c.id, async () => {
      await db.owner.query(`insert into role (clinic_id, name) values ($1, 'privacy')`, [c.id]);
      await db.owner.query(
        `insert into role_permission select clinic_id, role_id, 'audit.read-log' from role where clinic_id = $1 and name = 'privacy'`,
        [c.id],
      );
      await db.owner.query(
        `insert into user_role select clinic_id, $2, role_id from role where clinic_id = $1 and name = 'privacy'`,
        [c.id, c.bo.id],
      );
    });
    // In Vancouver 20 May ends at 07:00 UTC of the 21st.
    numbers = await writeEntries(db.owner, c.id, [
      { at: '2025-05-20T06:59:59Z', actorId: c.ada.id, action: 'users.add-user', subjectUserId: c.cy.id },
      {
        at: '2025-05-20T07:00:00Z',
        actorId: c.ada.id,
        action: 'users.lock-user',
        subjectUserId: c.bo.id,
        reason: 'badge lost',
      },
      {
        at: '2025-05-21T06:59:59.999999Z',
        actorId: c.cy.id,
        action: 'charts.open-chart',
        patientId: open,
        origin: '10.0.0.7',
      },
      { at: '2025-05-21T07:00:00Z', actorId: c.cy.id, action: 'charts.open-chart', patientId: closed },
      {
        at: '2025-05-21T08:00:00Z',
        actorId: c.dee.id,
        action: 'users.add-user',
        outcome: 'refused',
        reason: 'actor/not-permitted',
        facts: { action: 'users.add-user' },
      },
      {
        at: '2025-05-21T09:00:00Z',
        action: 'sign-in.sign-in',
        outcome: 'refused',
        subjectUserId: c.bo.id,
        reason: 'wrong',
      },
      { at: '2025-05-22T09:00:00Z', actorId: c.ada.id, onBehalfOfId: c.bo.id, action: 'users-of.another-kind' },
    ]);
    await writeEntries(db.owner, other.id, [
      { at: '2025-05-21T08:30:00Z', actorId: other.ada.id, action: 'users.add-user', subjectUserId: other.cy.id },
    ]);
  });
  afterAll(() => db.drop());
}
