// Whoever comes and goes, locked, kept out or back again: what arrives for a user has one holder who may have it, or
// waits in the pool; and it is who an oracle in TypeScript finds by walking the same hand-overs.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, member, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { sendMessage } from '../inbox/send-message.ts';
import { lockAway } from '../users/test-person.ts';
import type { PlanRule } from './contract.ts';
import { bringBack, lets } from '#test/leaving.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const STAFF = 5;
const who = fc.nat(STAFF - 1);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('leaves' as const), who, to: fc.uniqueArray(who, { maxLength: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('returns' as const), who }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('locked' as const), who }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('blocked' as const), who }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('arrives' as const), who }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Person {
  readonly member: Member;
  active: boolean;
  locked: boolean;
  blocked: boolean;
  /** Who took the messages over when they last left. */
  took: readonly number[];
}

/** Everybody who could hold it, in whatever turn. */
function possible(people: readonly Person[], forWhom: number): readonly number[] {
  const asked = new Set([forWhom]);
  const found: number[] = [];
  const waiting = [...(people[forWhom]?.took ?? [])];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    if (asked.has(one)) continue;
    asked.add(one);
    const person = people[one];
    if (person?.active && !person.locked && !person.blocked) found.push(one);
    if (person && !person.active) waiting.push(...person.took);
  }
  return found;
}

async function carriedOut(c: Clinic, steps: readonly Step[]) {
  const [patientId] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
  const people = await arrange(db.owner, c.id, async () => {
    const all: Person[] = [];
    for (let at = 0; at < STAFF; at += 1) {
      const firstName = `P${at}`;
      const joining = {
        clinicId: c.id,
        siteId: c.siteId,
        firstName,
        lastName: 'X',
        type: 'doctor',
        roleIds: [c.roles.doctor],
      };
      all.push({ member: await member(db.owner, joining), active: true, locked: false, blocked: false, took: [] });
    }
    return all;
  });
  const send = (recipientIds: Id<'user'>[], replyToId: Id<'message'> | null) =>
    perform(db.pool, c.ada.caller, sendMessage, { recipientIds, subject: 'x', body: 'x', patientId, replyToId });
  const { messageId: first } = await send(
    people.map(({ member: { id } }) => id),
    null,
  );
  for (const one of steps) {
    const person = people[one.who];
    if (!person) continue;
    const { id } = person.member;
    if (one.act === 'leaves' && person.active) {
      const to = one.to.filter((at) => at !== one.who && people[at]?.active && !people[at]?.locked);
      const ids = to.flatMap((at) => people[at]?.member.id ?? []);
      const rest: PlanRule[] = [without('message', 'return')];
      await lets(db.pool, c, id, ids.length > 0 ? [toUser('message', ...ids), ...rest] : rest);
      Object.assign(person, { active: false, locked: false, took: to });
    } else if (one.act === 'returns' && !person.active) {
      await bringBack(db.pool, c, id);
      person.active = true;
    } else if (one.act === 'locked' && person.active && !person.locked) {
      await lockAway(db.owner, c, id);
      person.locked = true;
    } else if (one.act === 'blocked' && !person.blocked) {
      await block(db.owner, c, id, [patientId]);
      person.blocked = true;
    } else if (one.act === 'arrives' && !(person.active && person.locked)) {
      const { messageId } = await send([id], first);
      const { rows } = await db.owner.query<{ holder_id: string | null; arrived_for_id: string | null }>(
        'select holder_id, arrived_for_id from inbox_item where message_id = $1',
        [messageId],
      );
      const [item, ...others] = rows;
      expect(others).toEqual([]);
      if (person.active) {
        expect(item).toEqual({ holder_id: id, arrived_for_id: null });
        continue;
      }
      const can = possible(people, one.who).map((at) => people[at]?.member.id);
      expect(item?.arrived_for_id).toBe(id);
      if (can.length === 0) expect(item?.holder_id).toBeNull();
      else expect(can).toContain(item?.holder_id);
    }
  }
}

test('random comings and goings: every arrival has one holder who may have it, or waits in the pool', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      await carriedOut(await clinic(db.owner), steps);
    }),
    { numRuns: Number(process.env['CUSTODIAN_RUNS'] ?? 25) },
  );
});
