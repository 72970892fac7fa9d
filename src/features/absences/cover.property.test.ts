// Whatever absences, covers and blocks there are: each list shows the reader's own open work and that of those whom
// they cover today by that kind, without what is about patients closed to the reader, which is counted.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, patients } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { coveredKinds } from '../work/contract.ts';
import { absent } from './test-absences.ts';
import { lists } from '#test/own-lists.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const people = ['ada', 'bo', 'cy'] as const;
type Name = (typeof people)[number];
const kinds = Object.keys(lists) as (keyof typeof lists)[];

const cover = fc.record({ by: fc.constantFrom(...people), kinds: fc.subarray([...coveredKinds]) });
const away = fc.record({
  from: fc.integer({ min: -3, max: 2 }),
  days: fc.nat(3),
  ended: fc.boolean(),
  covers: fc.array(cover, { maxLength: 3 }),
});
const worlds = fc.record({
  away: fc.record({ ada: fc.option(away), bo: fc.option(away), cy: fc.option(away) }),
  blocked: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

const tables: Readonly<Record<string, readonly [table: string, id: string]>> = {
  message: ['inbox_item', 'item_id'],
  task: ['task', 'task_id'],
  result: ['result', 'result_id'],
  'chart-note': ['chart_note', 'note_id'],
  letter: ['letter', 'letter_id'],
  prescription: ['prescription', 'prescription_id'],
  'secure-message': ['secure_conversation', 'conversation_id'],
  claim: ['claim', 'claim_id'],
  'sent-questionnaire': ['sent_questionnaire', 'sent_id'],
  'recurring-questionnaire': ['recurring_questionnaire', 'recurring_id'],
};

/** A piece of work of each kind for each of the three, about each of two patients; one is closed to some. */
async function arranged({ away: absences, blocked }: World): Promise<{ c: Clinic; closed: Id<'patient'> }> {
  const c = await clinic(db.owner);
  const [open, closed] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
    Id<'patient'>,
    Id<'patient'>,
  ];
  for (const name of people) await openWork(db.owner, c, c[name].id, [open, closed]);
  await arrange(db.owner, c.id, () =>
    db.owner.query('update inbox_item set snoozed_until = null where clinic_id = $1', [c.id]),
  );
  for (const name of blocked) await block(db.owner, c, c[name].id, [closed]);
  for (const name of people) {
    const one = absences[name];
    if (!one) continue;
    const absenceId = await absent(db.owner, c, { userId: c[name].id, from: one.from, until: one.from + one.days });
    await arrange(db.owner, c.id, async () => {
      for (const { by, kinds: covered } of one.covers)
        if (by !== name)
          await db.owner.query(
            'insert into cover (clinic_id, absence_id, user_id, kind, coverer_id) select $1, $2, $3, unnest($5::text[]), $4 on conflict do nothing',
            [c.id, absenceId, c[name].id, c[by].id, covered],
          );
      if (one.ended) await db.owner.query('update absence set ended_at = now() where absence_id = $1', [absenceId]);
    });
  }
  return { c, closed };
}

/** Whose work of a kind a user does today. */
const holdersFor = ({ away: absences }: World, reader: Name, kind: string): Name[] =>
  people.filter((name) => {
    const one = absences[name];
    const covers = one?.covers.some(({ by, kinds: covered }) => by === reader && covered.includes(kind as never));
    return name === reader || (one && !one.ended && one.from <= 0 && one.from + one.days >= 0 && covers);
  });

async function itemsOf(c: Clinic, holders: readonly Member[], kind: string) {
  const [table, id] = tables[kind] ?? ['', ''];
  const { rows } = await db.owner.query<{ id: string; patient_id: string }>(
    `select ${id} as id, patient_id from ${table} where clinic_id = $1 and open_holder_id = any($2)`,
    [c.id, holders.map((one) => one.id)],
  );
  return rows;
}

test('every list is what an oracle says', () =>
  fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { c, closed } = await arranged(world);
      for (const reader of people)
        for (const kind of kinds) {
          const holders = holdersFor(world, reader, kind);
          const items = await itemsOf(
            c,
            holders.map((name) => c[name]),
            kind,
          );
          const hidden = world.blocked.includes(reader) ? items.filter((item) => item.patient_id === closed) : [];
          const shown = items.filter((item) => !hidden.includes(item)).map(({ id }) => id);
          const {
            ids,
            holders: whose,
            counted,
          } = (await lists[kind]?.(db.pool, c[reader])) ?? { ids: [], holders: [] };
          expect(ids.toSorted()).toEqual(shown.toSorted());
          expect(new Set(whose)).toEqual(new Set(holders.map((name) => c[name].id)));
          if (counted) expect(counted).toEqual({ open: shown.length, withheld: hidden.length });
        }
    }),
    { numRuns: 12 },
  ));
