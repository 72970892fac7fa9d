import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '#kernel/query.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { listOpenWork } from './list-open-work.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
});
afterAll(() => db.drop());

const list = (after?: string) =>
  answer(db.pool, c.ada.caller, listOpenWork, {
    userId: c.bo.id,
    kind: 'mrp-patient',
    ...(after === undefined ? {} : { after }),
  });
const keysOf = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
const cursorOf = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');

test('pages that end among withheld patients hold each of them once, and their cursors name nobody withheld', async () => {
  const all = await patients(
    db.owner,
    c.id,
    Array.from({ length: 230 }, (_, n) => `Name${n}, Pia`),
  );
  // In the order of the list: they have been Bo's since one moment.
  const inOrder = all.toSorted();
  const open = [3, 48, 170, 229].map((n) => inOrder[n] ?? '');
  await arrange(db.owner, c.id, () =>
    db.owner.query('update patient set mrp_id = $2 where clinic_id = $1', [c.id, c.bo.id]),
  );
  await block(
    db.owner,
    c,
    c.ada.id,
    inOrder.filter((id) => !open.includes(id)),
  );
  const named: (string | null)[] = [];
  const ends: unknown[][] = [];
  let after: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop -- a page begins where the one before ended
    const page = await list(after);
    named.push(...page.items.map(({ itemId }) => itemId));
    after = page.next ?? undefined;
    if (after) ends.push(keysOf(after).slice(1));
  } while (after);
  expect(named.length).toBe(230);
  expect(named.filter((id) => id !== null)).toEqual(open);
  expect(ends).toEqual([
    [open[1], 1],
    [open[1], 51],
    [open[1], 101],
    [open[2], 29],
  ]);
});

test.each([
  ['an id that is none', cursorOf('2026-05-01 00:00:00+00', 'x', 0)],
  ['only a time', cursorOf('2026-05-01 00:00:00+00', null, 0)],
  ['less than none', cursorOf(null, null, -1)],
  ['half of one', cursorOf(null, null, 0.5)],
  ['more than there are', cursorOf(null, null, 1e12)],
  ['too few keys', cursorOf(null, null)],
])('a cursor with %s is none of ours', async (_, cursor) => {
  expect(await outcome(list(cursor))).toBe('request/cursor-unknown');
});
