import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { toCursor } from '#kernel/page.ts';
import { answer } from '#kernel/query.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { exportAccesses } from './export-accesses.ts';
import { judgeAccess } from './judge-access.ts';
import { listAccesses } from './list-accesses.ts';
import { begin, closedToCy, WHY } from './test-closed.ts';

let db: TestDatabase;
let c: Clinic;
let shut: Id<'patient'>;
let accessId: Id<'access'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  ({ shut } = await closedToCy(db.owner, c));
  ({ accessId } = await begin(db, c.cy, shut));
});

type Wanted = Parameters<typeof listAccesses.run>[2];
const list = (wanted: Wanted = {}, who: Member = c.ada) => answer(db.pool, who.caller, listAccesses, wanted);
const judge = (given: { justified?: boolean; note?: string; of?: Id<'access'> } = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, judgeAccess, {
    accessId: given.of ?? accessId,
    justified: given.justified ?? true,
    note: given.note ?? 'The lab confirms the call.',
  });
const owner = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
const person = (userId: string, name: string) => ({ userId, name, deactivated: false });

test('the queue shows who opened what, why, what was done meanwhile, and what waits', async () => {
  await perform(db.pool, c.cy.caller, openChart, { patientId: shut });
  const { uses, waiting, users, next } = await list({ show: 'to-judge' });
  expect({ waiting, users, next }).toEqual({ waiting: 1, users: [person(c.cy.id, 'Cy Okonjo')], next: null });
  expect(uses).toEqual([
    {
      accessId,
      user: person(c.cy.id, 'Cy Okonjo'),
      patient: { patientId: shut, name: 'Quillon Pratt', demographicNumber: 1 },
      kind: 'urgent-result',
      reason: WHY,
      beganAt: expect.any(String),
      endsAt: expect.any(String),
      endedAt: null,
      running: true,
      acts: 1,
      judgement: null,
      mayJudge: true,
    },
  ]);
});

test('a use is judged once, with a note, and the entry says on whom and how', async () => {
  await judge({ justified: false, note: ' Nobody had called. ' });
  const { uses, waiting } = await list({ show: 'not-justified' });
  expect(waiting).toBe(0);
  expect(uses).toMatchObject([
    {
      judgement: { justified: false, note: 'Nobody had called.', by: person(c.ada.id, 'Ada Lindqvist') },
      mayJudge: false,
    },
  ]);
  expect((await list({ show: 'justified' })).uses).toEqual([]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'emergency-access.judge-access',
    outcome: 'done',
    subject_user_id: c.cy.id,
    patient_id: shut,
    facts: { accessId, justified: false },
  });
});

test('by user, by day and page by page, the latest first', async () => {
  await owner(
    `insert into emergency_access (clinic_id, user_id, patient_id, reason_kind, reason, began_at, ends_at)
     select $1, $2, $3, 'other', 'number ' || n, now() - (n / 3 + 1) * interval '1 day', now() - (n / 3 + 1) * interval '1 day' + interval '1 hour'
       from generate_series(1, 120) n`,
    c.id,
    c.bo.id,
    shut,
  );
  const pages = [await list()];
  for (let after = pages[0]?.next; after; after = pages.at(-1)?.next) pages.push(await list({ after }));
  expect(pages.map(({ uses }) => uses.length)).toEqual([50, 50, 21]);
  expect(new Set(pages.flatMap(({ uses }) => uses.map((one) => one.accessId))).size).toBe(121);
  expect((await list({ userId: c.cy.id })).uses).toHaveLength(1);
  expect((await list({ show: 'running' })).uses).toHaveLength(1);
  const day = pages[1]?.uses[0]?.beganAt ?? '';
  const zoned = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Vancouver' }).format(new Date(day));
  expect((await list({ from: zoned, to: zoned })).uses).toHaveLength(3);
  await expect(list({ after: toCursor(['now', 'x']) })).rejects.toThrow('request/cursor-unknown');
});

test('leaves as a file, in the clinic’s time', async () => {
  await judge();
  const { type, content } = await answer(db.pool, c.ada.caller, exportAccesses, {});
  let text = '';
  for await (const part of content) text += String(part);
  expect(type).toContain('text/csv');
  expect(text.split('\r\n')[0]).toMatch(/^.?Began,Closed,User,Patient/);
  expect(text).toContain(
    `Cy Okonjo,Quillon Pratt,1,"Urgent result, nobody else here",${WHY},0,Justified,The lab confirms the call.,Ada Lindqvist,`,
  );
});

test('whoever is closed out of the patient sees no use that concerns them', async () => {
  await owner('insert into user_role values ($1, $2, $3)', c.id, c.bo.id, c.roles.admin);
  expect((await list({}, c.bo)).uses).toHaveLength(1);
  await block(db.owner, c, c.bo.id, [shut]);
  expect(await list({}, c.bo)).toEqual({ uses: [], next: null, waiting: 0, users: [] });
  await expect(judge({}, c.bo)).rejects.toThrow('emergency/not-found');
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  const refused = async (act: () => Promise<unknown>, code: string) => {
    const before = (await list()).uses;
    await expect(act()).rejects.toThrow(code);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: code });
    expect((await list()).uses).toEqual(before);
  };

  test('emergency/own: nobody judges oneself, administrators no less', async () => {
    await owner('insert into user_role values ($1, $2, $3)', c.id, c.cy.id, c.roles.admin);
    await refused(() => judge({}, c.cy), 'emergency/own');
    const force = () =>
      owner(
        `update emergency_access set judged_at = now(), judged_by_id = user_id, justified = true, judgement = 'x' where clinic_id = $1`,
        c.id,
      );
    await expect(force()).rejects.toThrow('in another');
  });
  test('emergency/judged-already', async () => {
    await judge();
    await refused(() => judge({ justified: false }), 'emergency/judged-already');
  });
  test('emergency/note-missing', () => refused(() => judge({ note: '  ' }), 'emergency/note-missing'));
  test('emergency/not-found: none, or of another clinic', async () => {
    await refused(() => judge({ of: randomUUID() as Id<'access'> }), 'emergency/not-found');
    const other = await clinic(db.owner);
    await expect(judge({}, other.ada)).rejects.toThrow('emergency/not-found');
  });
  test('whoever may not', async () => {
    await expect(judge({}, c.bo)).rejects.toThrow('actor/not-permitted');
    await expect(list({}, c.bo)).rejects.toThrow('actor/not-permitted');
    await expect(answer(db.pool, c.bo.caller, exportAccesses, {})).rejects.toThrow('actor/not-permitted');
  });
});
