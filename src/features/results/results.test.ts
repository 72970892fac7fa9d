import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { acknowledgeResult } from './acknowledge-result.ts';
import type { Folder } from './contract.ts';
import { giveResult } from './give-result.ts';
import { listResults } from './list-results.ts';
import { readResult } from './read-result.ts';
import { takeResult } from './take-result.ts';

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
let tolland: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves, tolland] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
    Id<'patient'>,
    Id<'patient'>,
  ];
});

interface Arranged {
  readonly title: string;
  readonly holder?: Member | null;
  readonly orderer?: Member;
  readonly cameFrom?: Member;
  readonly patientId?: Id<'patient'>;
  readonly issuedAt?: string;
  readonly abnormal?: boolean;
}
const NEVER = '2026-01-01T00:00:00.000001Z';

const result = ({ title, holder = c.bo, orderer = c.bo, cameFrom, ...more }: Arranged): Promise<Id<'result'>> =>
  arrange(db.owner, c.id, async () => {
    const { patientId = greaves, issuedAt = NEVER, abnormal = false } = more;
    const id = await one<Id<'result'>>(
      db.owner,
      `insert into result (clinic_id, patient_id, orderer_id, holder_id, came_from_id, title, issued_at, abnormal, conclusion)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'Low iron') returning result_id`,
      [c.id, patientId, orderer.id, holder?.id ?? null, cameFrom?.id ?? null, title, issuedAt, abnormal],
    );
    await db.owner.query(
      `insert into result_line (clinic_id, result_id, line, patient_id, name, value, unit, reference_range, abnormal)
       values ($1, $2, 2, $3, 'Haemoglobin', '141', 'g/L', '135–175', false), ($1, $2, 1, $3, 'Ferritin', '11', 'µg/L', '30–300', true)`,
      [c.id, id, patientId],
    );
    return id;
  });

const list = (folder: Folder, who: Member = c.bo, more: { patientId?: Id<'patient'>; after?: string } = {}) =>
  answer(db.pool, who.caller, listResults, { folder, ...more });
const titles = async (...asked: Parameters<typeof list>) => (await list(...asked)).results.map(({ title }) => title);
const read = (resultId: Id<'result'>, who: Member = c.bo) => perform(db.pool, who.caller, readResult, { resultId });
const acknowledge = (resultId: Id<'result'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, acknowledgeResult, { resultId });
const take = (resultId: Id<'result'>, who: Member = c.bo) => perform(db.pool, who.caller, takeResult, { resultId });
const row = async (resultId: Id<'result'>) =>
  (await db.owner.query('select * from result where result_id = $1', [resultId])).rows[0] as Record<string, unknown>;
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const personOf = ({ id }: Member, name: string, deactivated = false) => ({ userId: id, name, deactivated });

describe('a list of results', () => {
  test('shows one’s own open ones, abnormal first, then the oldest, and names everybody in it', async () => {
    await result({ title: 'Lipids', issuedAt: '2026-03-01T10:00:00Z' });
    await result({
      title: 'Ferritin',
      issuedAt: '2026-04-01T10:00:00Z',
      abnormal: true,
      orderer: c.cy,
      cameFrom: c.cy,
    });
    await result({ title: 'Glucose', issuedAt: '2026-02-01T10:00:00Z' });
    await result({ title: 'Somebody else’s', holder: c.cy });
    const { results, waiting, next } = await list('open');
    expect(results.map(({ title }) => title)).toEqual(['Ferritin', 'Glucose', 'Lipids']);
    expect(results[0]).toEqual({
      resultId: expect.any(String),
      title: 'Ferritin',
      category: '',
      section: 'laboratory',
      urgent: false,
      status: 'final',
      issuedAt: '2026-04-01T10:00:00.000Z',
      abnormal: true,
      patient: {
        patientId: greaves,
        demographicNumber: 1,
        lastName: 'Greaves',
        firstName: 'Anselm',
        dateOfBirth: null,
      },
      orderer: personOf(c.cy, 'Cy Okonjo'),
      holder: personOf(c.bo, 'Bo Castellane'),
      cameFrom: personOf(c.cy, 'Cy Okonjo'),
      arrivedFor: null,
      acknowledgedAt: null,
    });
    expect(waiting).toEqual({ open: 3, abnormal: 1, withheld: 0, pool: 0, poolWithheld: 0 });
    expect(next).toBeNull();
    // A query leaves no entry.
    expect(await entries(db.owner, c.id)).toEqual([]);
  });

  test('pages through every result once, though all came in the same microsecond', async () => {
    for (let n = 0; n < 60; n++) await result({ title: `R${n}`, abnormal: n % 3 === 0 });
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await list('open', c.bo, after ? { after } : {});
      seen.push(...page.results.map(({ title }) => title));
      after = page.next ?? undefined;
      pages++;
    } while (after);
    expect(pages).toBe(3);
    expect(new Set(seen).size).toBe(60);
    expect(seen.slice(0, 20).every((title) => Number(title.slice(1)) % 3 === 0)).toBe(true);
  });

  test('of the pool shows what nobody holds, and for whom it arrived', async () => {
    await result({ title: 'Unclaimed', holder: null, orderer: c.cy, cameFrom: c.cy });
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
    const { results, waiting } = await list('pool');
    expect(results).toMatchObject([{ title: 'Unclaimed', holder: null, cameFrom: personOf(c.cy, 'Cy Okonjo', true) }]);
    expect(waiting).toMatchObject({ open: 0, pool: 1 });
    expect(await titles('open')).toEqual([]);
  });

  test('of a patient shows all, latest first; of those acknowledged one’s own', async () => {
    const glucose = await result({ title: 'Glucose', issuedAt: '2026-02-01T10:00:00Z' });
    await result({ title: 'Lipids', holder: c.cy, issuedAt: '2026-03-01T10:00:00Z' });
    await result({ title: 'Another patient’s', patientId: tolland });
    await acknowledge(glucose);
    expect(await titles('patient', c.bo, { patientId: greaves })).toEqual(['Lipids', 'Glucose']);
    expect(await titles('acknowledged')).toEqual(['Glucose']);
    expect(await titles('acknowledged', c.cy)).toEqual([]);
    expect(await titles('open', c.bo, { patientId: tolland })).toEqual(['Another patient’s']);
  });

  test('keeps closed patients out of every folder and says how many are withheld', async () => {
    await result({ title: 'Open' });
    await result({ title: 'Closed', patientId: tolland, abnormal: true });
    await result({ title: 'Closed in the pool', patientId: tolland, holder: null });
    await block(db.owner, c, c.bo.id, [tolland]);
    // A second block on the same patient counts nothing twice.
    await block(db.owner, c, c.bo.id, [tolland]);
    expect(await titles('open')).toEqual(['Open']);
    expect(await titles('pool')).toEqual([]);
    expect((await list('open')).waiting).toEqual({ open: 1, abnormal: 0, withheld: 1, pool: 0, poolWithheld: 1 });
    await expect(list('patient', c.bo, { patientId: tolland })).rejects.toMatchObject({ code: 'patient/closed' });
  });

  test('is refused to whoever lacks the permission, for no patient, and for a cursor of somebody’s making', async () => {
    await expect(list('open', c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await expect(list('patient')).rejects.toMatchObject({ code: 'patient/not-found' });
    for (const after of ['x', Buffer.from('[0,1.5,"x"]').toString('base64url')]) {
      await expect(list('open', c.bo, { after })).rejects.toMatchObject({ code: 'request/cursor-unknown' });
    }
  });

  test('holds nothing of another clinic', async () => {
    await result({ title: 'Ours' });
    const other = await clinic(db.owner);
    expect((await list('open', other.bo)).results).toEqual([]);
    await expect(list('patient', other.bo, { patientId: greaves })).rejects.toMatchObject({
      code: 'patient/not-found',
    });
  });
});

describe('looking at a result', () => {
  test('shows its values in order and leaves an entry', async () => {
    const resultId = await result({ title: 'Iron', abnormal: true });
    expect(await read(resultId)).toMatchObject({
      title: 'Iron',
      conclusion: 'Low iron',
      lines: [
        { name: 'Ferritin', value: '11', unit: 'µg/L', referenceRange: '30–300', abnormal: true },
        { name: 'Haemoglobin', abnormal: false },
      ],
      orderer: personOf(c.bo, 'Bo Castellane'),
      acknowledgedBy: null,
      history: [],
      mayAcknowledge: true,
      mayTake: false,
    });
    expect(await entries(db.owner, c.id)).toEqual([
      {
        actor_id: c.bo.id,
        action: 'results.read-result',
        outcome: 'done',
        subject_user_id: null,
        patient_id: greaves,
        reason: null,
        facts: { resultId },
      },
    ]);
    expect(await read(resultId, c.cy)).toMatchObject({ mayAcknowledge: false, mayTake: false });
  });

  test('tells how it went from hand to hand', async () => {
    const resultId = await result({ title: 'Iron', holder: null, cameFrom: c.cy, orderer: c.cy });
    await arrange(db.owner, c.id, async () => {
      const handoverId = await one(
        db.owner,
        `insert into handover (clinic_id, leaver_id, actor_id, at, reason, former_roles, former_sites, counted, sessions_ended)
         values ($1, $2, $3, now() - interval '1 hour', 'Moves', '{}', '{}', '{}', 0) returning handover_id`,
        [c.id, c.cy.id, c.ada.id],
      );
      await db.owner.query(`insert into handover_item values ($1, $2, 'result', $3, 'return')`, [
        c.id,
        handoverId,
        resultId,
      ]);
    });
    await take(resultId);
    await acknowledge(resultId);
    const { history, orderer, acknowledgedBy } = await read(resultId);
    expect(history).toMatchObject([
      { what: 'returned', by: personOf(c.ada, 'Ada Lindqvist'), from: personOf(c.cy, 'Cy Okonjo'), to: null },
      { what: 'taken', by: personOf(c.bo, 'Bo Castellane') },
      { what: 'acknowledged', by: personOf(c.bo, 'Bo Castellane') },
    ]);
    expect([orderer, acknowledgedBy]).toEqual([personOf(c.cy, 'Cy Okonjo'), personOf(c.bo, 'Bo Castellane')]);
  });

  test('is refused for a closed patient, another clinic and whoever lacks the permission', async () => {
    const resultId = await result({ title: 'Iron' });
    const other = await clinic(db.owner);
    await expect(read(resultId, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(read(resultId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(read(resultId)).rejects.toMatchObject({ code: 'result/not-found' });
    expect(await lastEntry()).toMatchObject({
      action: 'results.read-result',
      outcome: 'refused',
      reason: 'result/not-found',
    });
  });
});

describe('acknowledging a result', () => {
  test('closes it for its holder and leaves the orderer what they were', async () => {
    const resultId = await result({ title: 'Iron', orderer: c.cy });
    const { acknowledgedAt } = await acknowledge(resultId);
    expect(await row(resultId)).toMatchObject({
      holder_id: c.bo.id,
      open_holder_id: null,
      acknowledged_by_id: c.bo.id,
      orderer_id: c.cy.id,
    });
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'results.acknowledge-result',
      outcome: 'done',
      patient_id: greaves,
      facts: { resultId, before: { holderId: c.bo.id }, after: { holderId: c.bo.id, acknowledgedAt } },
    });
    await expect(acknowledge(resultId)).rejects.toMatchObject({ code: 'result/already-acknowledged' });
  });

  test('out of the pool makes whoever does it its holder', async () => {
    const resultId = await result({ title: 'Iron', holder: null, cameFrom: c.cy });
    await acknowledge(resultId);
    expect(await row(resultId)).toMatchObject({
      holder_id: c.bo.id,
      acknowledged_by_id: c.bo.id,
      came_from_id: c.cy.id,
    });
  });

  test('is the holder’s alone, and done once when two try', async () => {
    const resultId = await result({ title: 'Iron' });
    await expect(acknowledge(resultId, c.cy)).rejects.toMatchObject({ code: 'result/not-yours' });
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'result/not-yours' });
    expect(await row(resultId)).toMatchObject({ acknowledged_at: null, holder_id: c.bo.id });
    const pooled = await result({ title: 'Iron', holder: null });
    const tried = await Promise.allSettled([acknowledge(pooled, c.bo), acknowledge(pooled, c.cy)]);
    expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is refused for a closed patient, another clinic and whoever lacks the permission', async () => {
    const resultId = await result({ title: 'Iron' });
    const other = await clinic(db.owner);
    await expect(acknowledge(resultId, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(acknowledge(resultId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(acknowledge(resultId)).rejects.toMatchObject({ code: 'result/not-found' });
    expect(await row(resultId)).toMatchObject({ acknowledged_at: null });
  });
});

describe('taking a result', () => {
  test('out of the pool makes it one’s own, and only once', async () => {
    const resultId = await result({ title: 'Iron', holder: null, orderer: c.cy, cameFrom: c.cy });
    await take(resultId);
    expect(await row(resultId)).toMatchObject({
      open_holder_id: c.bo.id,
      orderer_id: c.cy.id,
      came_from_id: c.cy.id,
    });
    expect(await lastEntry()).toMatchObject({
      action: 'results.take-result',
      patient_id: greaves,
      facts: { resultId, before: { holderId: null }, after: { holderId: c.bo.id } },
    });
    await expect(take(resultId, c.ada)).rejects.toMatchObject({ code: 'result/already-taken' });
    await acknowledge(resultId);
    await expect(take(resultId, c.ada)).rejects.toMatchObject({ code: 'result/already-acknowledged' });
  });

  test('is refused for a closed patient, another clinic and whoever lacks the permission', async () => {
    const resultId = await result({ title: 'Iron', holder: null });
    const other = await clinic(db.owner);
    await expect(take(resultId, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(take(resultId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(take(resultId)).rejects.toMatchObject({ code: 'result/not-found' });
    expect(await row(resultId)).toMatchObject({ holder_id: null });
  });
});

describe('urgency, kinds of report, and giving a result on', () => {
  const give = (resultId: Id<'result'>, holderId: Id<'user'> | null, who: Member = c.bo) =>
    perform(db.pool, who.caller, giveResult, { resultId, holderId });
  const change = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));

  test('what is critical comes first, then what is abnormal; page after page', async () => {
    for (let n = 0; n < 60; n++) await result({ title: `R${n}`, abnormal: n % 3 === 0 });
    await change(`update result set urgent = true where title in ('R7', 'R9', 'R40')`);
    const seen: string[] = [];
    for (let after: string | undefined, page = await list('open'); ; page = await list('open', c.bo, { after })) {
      seen.push(...page.results.map(({ title }) => title));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen[0]).toBe('R9');
    expect(seen.slice(1, 3).toSorted()).toEqual(['R40', 'R7']);
    expect(new Set(seen).size).toBe(60);
    expect(seen.slice(3, 22).every((title) => Number(title.slice(1)) % 3 === 0)).toBe(true);
  });

  test.each([
    ['LAB', 'laboratory'],
    ['', 'laboratory'],
    ['Chemistry', 'laboratory'],
    ['imaging', 'imaging'],
    ['Radiology', 'imaging'],
    ['CT', 'imaging'],
    ['Surgical Pathology', 'pathology'],
    ['Cytology', 'pathology'],
  ] as const)('a report of the category “%s” is of %s', async (category, section) => {
    const resultId = await result({ title: 'Report' });
    await change('update result set category = $1 where result_id = $2', category, resultId);
    const { results } = await answer(db.pool, c.bo.caller, listResults, { folder: 'open', section });
    expect(results).toMatchObject([{ title: 'Report', section }]);
  });

  test('somebody else acknowledges it, or the pool has it; who ordered it stays, and the steps are known', async () => {
    const resultId = await result({ title: 'Iron' });
    await give(resultId, c.cy.id);
    expect(await lastEntry()).toMatchObject({
      action: 'results.give-result',
      patient_id: greaves,
      subject_user_id: c.cy.id,
      facts: { resultId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    await give(resultId, null, c.cy);
    expect(await read(resultId)).toMatchObject({
      orderer: { userId: c.bo.id },
      holder: null,
      cameFrom: { userId: c.cy.id },
      history: [
        { what: 'given', by: { userId: c.bo.id }, from: { userId: c.bo.id }, to: { userId: c.cy.id } },
        { what: 'given', by: { userId: c.cy.id }, to: null },
      ],
    });
    expect(await titles('pool')).toEqual(['Iron']);
  });

  test('what cannot be is refused, and changes nothing', async () => {
    const other = await clinic(db.owner);
    const resultId = await result({ title: 'Iron' });
    await expect(give(resultId, null, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await expect(give(resultId, null, c.cy)).rejects.toMatchObject({ code: 'result/not-yours' });
    await expect(give(resultId, null, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(give(resultId, other.cy.id)).rejects.toMatchObject({ code: 'user/not-found' });
    await change(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, c.cy.id);
    await expect(give(resultId, c.cy.id)).rejects.toMatchObject({ code: 'work/holder-not-active' });
    expect(await row(resultId)).toMatchObject({ holder_id: c.bo.id, came_from_id: null });
    await acknowledge(resultId);
    await expect(give(resultId, null)).rejects.toMatchObject({ code: 'result/already-acknowledged' });
  });
});
