import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { toCursor } from '#kernel/page.ts';
import { answer } from '#kernel/query.ts';
import { makeAdministrator, outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { changeMembers } from './change-members.ts';
import type { ListSets } from './contract.ts';
import { deleteSet } from './delete-set.ts';
import { exportSets } from './export-sets.ts';
import { listMembers } from './list-members.ts';
import { listSets } from './list-sets.ts';
import { readSet } from './read-set.ts';
import { renameSet } from './rename-set.ts';
import { layOn, makeSet } from './test-sets.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
let family: Id<'set'>;
let board: Id<'set'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia, lou] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou'])) as [Id<'patient'>, Id<'patient'>];
  family = await makeSet(db.owner, c, 'Okonjo family', [pia]);
  board = await makeSet(db.owner, c, 'Board members', [pia, lou]);
});
const list = (asked: Input<typeof ListSets> = {}, by = c.ada) => answer(db.pool, by.caller, listSets, asked);
const names = async (asked: Input<typeof ListSets>) => (await list(asked)).sets.map(({ name }) => name);
const read = (setId = family, by = c.ada) => answer(db.pool, by.caller, readSet, { setId });
const membersOf = async (setId: Id<'set'>, by = c.ada) =>
  (await answer(db.pool, by.caller, listMembers, { setId })).members.map(({ lastName }) => lastName);
const last = async () => (await entries(db.owner, c.id)).at(-1);
const person = ({ id }: Member, name: string) => ({ userId: id, name, deactivated: false });
const unknown = () => randomUUID() as Id<'set'>;

describe('the list', () => {
  test('each set with its members and whom it keeps out', async () => {
    await layOn(db.owner, c, family, c.cy.id);
    const heading = {
      versionNumber: 1,
      since: expect.any(String),
      criteria: null,
      cutTo: null,
      keptUpToDate: false,
      madeBy: person(c.ada, 'Ada Lindqvist'),
      concernsYou: false,
    };
    expect(await list()).toEqual({
      sets: [
        { setId: board, name: 'Board members', members: 2, ...heading, blocked: [], reviewDue: false },
        {
          setId: family,
          name: 'Okonjo family',
          members: 1,
          ...heading,
          blocked: [person(c.cy, 'Cy Okonjo')],
          reviewDue: false,
        },
      ],
      total: 2,
      due: 0,
      next: null,
    });
  });
  test('filters and sorts', async () => {
    await layOn(db.owner, c, family, c.cy.id);
    expect(await names({ keyword: 'FAM' })).toEqual(['Okonjo family']);
    expect(await names({ keyword: 'amily' })).toEqual([]);
    expect(await names({ only: 'blocking' })).toEqual(['Okonjo family']);
    expect(await names({ only: 'idle' })).toEqual(['Board members']);
    expect(await names({ sort: 'members' })).toEqual(['Okonjo family', 'Board members']);
    expect(await names({ sort: 'blocked', descending: true })).toEqual(['Okonjo family', 'Board members']);
    expect(await names({ sort: 'since' })).toEqual(['Okonjo family', 'Board members']);
    expect(await names({ descending: true })).toEqual(['Okonjo family', 'Board members']);
  });
  test('a block whose review day has come marks its set, and names who looks at it again', async () => {
    const blockId = await layOn(db.owner, c, family, c.cy.id);
    const reviewOn = (day: string) =>
      arrange(db.owner, c.id, () =>
        db.owner.query(
          `update chart_block set review_on = (now() at time zone 'America/Vancouver')::date + $2::int, reviewer_id = laid_by_id where block_id = $1`,
          [blockId, day],
        ),
      );
    await reviewOn('1');
    expect(await list()).toMatchObject({ due: 0 });
    expect((await read()).blocks).toMatchObject([{ reviewDue: false, reviewer: person(c.ada, 'Ada Lindqvist') }]);
    await reviewOn('0');
    expect(await list({ only: 'due' })).toMatchObject({ total: 1, due: 1, sets: [{ setId: family, reviewDue: true }] });
    expect((await read()).blocks).toMatchObject([{ reviewDue: true }]);
    await arrange(db.owner, c.id, () =>
      db.owner.query('update chart_block set lifted_at = now() where block_id = $1', [blockId]),
    );
    expect(await list({ only: 'due' })).toMatchObject({ total: 0, due: 0 });
  });
  test('comes page by page, and leaves as a file with its entry', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into patient_set (clinic_id, name) select $1, 'Set ' || lpad(n::text, 3, '0') from generate_series(1, 60) n`,
        [c.id],
      ),
    );
    for (const asked of [
      {},
      { descending: true },
      { sort: 'members' as const },
      { sort: 'since' as const, descending: true },
    ]) {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ ...asked, ...(after ? { after } : {}) });
        found.push(...page.sets.map(({ setId }) => setId));
        after = page.next;
      } while (after);
      expect([found.length, new Set(found).size]).toEqual([62, 62]);
    }
    const { sets, next } = await perform(db.pool, c.ada.caller, exportSets, { keyword: 'set' });
    expect([sets.length, next]).toEqual([60, null]);
    expect(await last()).toMatchObject({
      action: 'patient-sets.export-sets',
      facts: { filters: { keyword: 'set' }, exported: 60, further: false },
    });
  });
  test('refused: a cursor of another list, and whoever may not', async () => {
    await expect(list({ after: toCursor(['x']) })).rejects.toThrow('request/cursor-unknown');
    await expect(perform(db.pool, c.ada.caller, exportSets, { after: 'x' })).rejects.toThrow('request/cursor-unknown');
    await expect(list({}, c.bo)).rejects.toThrow('actor/not-permitted');
    await expect(perform(db.pool, c.bo.caller, exportSets, {})).rejects.toThrow('actor/not-permitted');
  });
  test('one permission alone is enough to see what it is about', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`insert into role_permission values ($1, $2, 'patient-sets.list-sets')`, [
        c.id,
        c.roles.frontDesk,
      ]),
    );
    expect((await list({}, c.dee)).total).toBe(2);
  });
});

describe('one set', () => {
  test('with its versions and its blocks, live and lifted', async () => {
    await layOn(db.owner, c, family, c.cy.id);
    const lifted = await layOn(db.owner, c, family, c.bo.id);
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `update chart_block set lifted_at = now(), lifted_by_id = $2, lift_reason = 'moved away' where block_id = $1`,
        [lifted, c.ada.id],
      ),
    );
    const set = await read();
    expect(set.versions).toEqual([
      {
        number: 1,
        madeAt: expect.any(String),
        madeBy: person(c.ada, 'Ada Lindqvist'),
        reason: '',
        members: 1,
        joined: 1,
        departed: 0,
      },
    ]);
    expect(set.blocks).toMatchObject([
      { user: { name: 'Cy Okonjo' }, overAt: null, members: 1 },
      {
        user: { name: 'Bo Castellane' },
        overAt: expect.any(String),
        liftedBy: { name: 'Ada Lindqvist' },
        liftReason: 'moved away',
      },
    ]);
  });
  test('its members, as many as are open to the reader; and no reason where any is closed', async () => {
    await layOn(db.owner, c, family, c.ada.id);
    expect(await membersOf(board)).toEqual(['Berg']);
    expect(await read(board)).toMatchObject({
      members: 1,
      versions: [{ reason: '', members: 1, joined: 1, departed: 0 }],
    });
    expect(await read(family)).toMatchObject({ concernsYou: true });
    expect(await membersOf(family)).toEqual([]);
  });
  test('many members come page by page', async () => {
    const many = await patients(
      db.owner,
      c.id,
      Array.from({ length: 51 }, (_, n) => `Many, N${n}`),
    );
    const setId = await makeSet(db.owner, c, 'Many', many);
    const page = (after?: string) => answer(db.pool, c.ada.caller, listMembers, after ? { setId, after } : { setId });
    const first = await page();
    const second = await page(first.next ?? '');
    expect([first.members.length, second.members.length, second.next]).toEqual([50, 1, null]);
  });
  test('refused: set/not-found, a cursor of another list, and whoever may not', async () => {
    await expect(read(unknown())).rejects.toThrow('set/not-found');
    await expect(membersOf(unknown())).rejects.toThrow('set/not-found');
    await expect(read(family, (await clinic(db.owner)).ada)).rejects.toThrow('set/not-found');
    await expect(answer(db.pool, c.ada.caller, listMembers, { setId: family, after: 'x' })).rejects.toThrow(
      'request/cursor-unknown',
    );
    await expect(read(family, c.bo)).rejects.toThrow('actor/not-permitted');
    await expect(membersOf(family, c.bo)).rejects.toThrow('actor/not-permitted');
  });
});

describe('renamed', () => {
  const rename = (name: string, { setId = family, version = 1, by = c.ada } = {}) =>
    perform(db.pool, by.caller, renameSet, { setId, version, name });
  test('it blocks whom it blocked, and the entry says both names', async () => {
    await layOn(db.owner, c, family, c.cy.id);
    expect(await rename(' Cy’s family ')).toEqual({ setId: family, version: 2 });
    expect(await read()).toMatchObject({
      name: 'Cy’s family',
      blocks: [{ user: { name: 'Cy Okonjo' }, overAt: null }],
    });
    expect(await last()).toMatchObject({
      action: 'patient-sets.rename-set',
      facts: { setId: family, before: { name: 'Okonjo family' }, after: { name: 'Cy’s family' } },
    });
  });
  test('refused', async () => {
    expect(await outcome(rename('board MEMBERS '))).toBe('set/name-taken');
    expect(await outcome(rename('x', { setId: unknown() }))).toBe('set/not-found');
    expect(await outcome(rename('x', { version: 2 }))).toBe('request/version-stale');
    expect(await outcome(rename('x', { by: c.bo }))).toBe('actor/not-permitted');
    // The interface asks for more than spaces; the database does whatever the way.
    expect(await outcome(rename('   '))).toBe('set/name-missing');
    expect(await outcome(rename('board \u200b MEMBERS'))).toBe('set/name-taken');
    await layOn(db.owner, c, family, c.ada.id);
    expect(await outcome(rename('x'))).toBe('set/concerns-yourself');
    expect(await one(db.owner, 'select name from patient_set where set_id = $1', [family])).toBe('Okonjo family');
  });
  test('a deleted set’s name is free again', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query('update patient_set set deleted_at = now() where set_id = $1', [board]),
    );
    expect(await outcome(rename('Board members'))).toBe('done');
  });
});

test('whom a set keeps out sees neither its patients nor the reasons, with the master file open too', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  const blockId = await layOn(db.owner, c, family, c.cy.id);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query('update chart_block set master_file_open = true where block_id = $1', [blockId]);
    await db.owner.query(`update patient_set_version set reason = 'Pia has moved' where set_id = $1`, [family]);
  });
  const seenBy = async (by: Member) => {
    const { blocks, versions } = await read(family, by);
    return [await membersOf(family, by), blocks.map(({ reason }) => reason), versions.map(({ reason }) => reason)];
  };
  expect(await seenBy(c.ada)).toEqual([['Arroyo'], ['own family'], ['Pia has moved']]);
  expect(await seenBy(c.cy)).toEqual([[], [''], ['']]);
});

describe('single patients', () => {
  const change = (add: Id<'patient'>[], remove: Id<'patient'>[], { setId = family, version = 1, by = c.ada } = {}) =>
    perform(db.pool, by.caller, changeMembers, { setId, version, add, remove, reason: 'moved in' });
  const kept = () =>
    one<string[]>(db.owner, `select array_agg(patient_id::text) from blocked_patient where user_id = $1`, [c.cy.id]);
  test('make a new version; whoever is blocked is kept out of the new ones and no more of the others', async () => {
    await layOn(db.owner, c, family, c.cy.id);
    expect(await change([lou], [pia])).toEqual({ setId: family, versionNumber: 2, version: 2 });
    expect(await kept()).toEqual([lou]);
    expect(await membersOf(family)).toEqual(['Berg']);
    expect((await read()).versions[0]).toMatchObject({
      number: 2,
      reason: 'moved in',
      members: 1,
      joined: 1,
      departed: 1,
    });
    expect(await last()).toMatchObject({
      action: 'patient-sets.change-members',
      reason: 'moved in',
      facts: { setId: family, versionNumber: 2, joined: 1, departed: 1, members: 1 },
    });
    const former = 'select until is not null from former_set_member where set_id = $1 and patient_id = $2';
    expect(await one(db.owner, former, [family, pia])).toBe(true);
  });
  test('who is in it already is not counted twice', async () => {
    expect(await change([pia, lou], [])).toMatchObject({ versionNumber: 2 });
    expect((await read()).versions[0]).toMatchObject({ members: 2, joined: 1, departed: 0 });
  });
  test('refused, nothing changes', async () => {
    const stranger = await patients(db.owner, (await clinic(db.owner)).id, ['Zhou, An']);
    expect(await outcome(change([pia], []))).toBe('set/nothing-changes');
    expect(await outcome(change([], []))).toBe('set/nothing-changes');
    expect(await outcome(change([], [pia]))).toBe('set/left-empty');
    expect(await outcome(change(stranger, []))).toBe('patient/not-found');
    expect(await outcome(change([lou], [], { setId: unknown() }))).toBe('set/not-found');
    expect(await outcome(change([lou], [], { version: 3 }))).toBe('request/version-stale');
    expect(await outcome(change([lou], [], { by: c.bo }))).toBe('actor/not-permitted');
    expect(await read()).toMatchObject({ version: 1, versionNumber: 1, members: 1 });
  });
  test('a patient who is closed to the changer is not there: neither added nor taken out', async () => {
    const other = await makeSet(db.owner, c, 'Other', [lou]);
    await layOn(db.owner, c, other, c.ada.id);
    expect(await outcome(change([lou], []))).toBe('patient/not-found');
    expect(await outcome(change([], [lou], { setId: board }))).toBe('patient/not-found');
  });
  test('set/concerns-yourself, whichever administrator', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    await layOn(db.owner, c, family, c.cy.id);
    expect(await outcome(change([lou], [], { by: c.cy }))).toBe('set/concerns-yourself');
    expect(await outcome(change([lou], []))).toBe('done');
  });
  test('two at once: one is done, the other looks again', async () => {
    await makeAdministrator(db.owner, c, c.bo);
    const both = await Promise.all([outcome(change([lou], [])), outcome(change([lou], [], { by: c.bo }))]);
    expect(both.toSorted()).toEqual(['done', 'request/version-stale']);
  });
});

describe('deleted', () => {
  const remove = ({ setId = family, version = 1, by = c.ada } = {}) =>
    perform(db.pool, by.caller, deleteSet, { setId, version });
  test('it is listed no more, and what it was stays known', async () => {
    expect(await remove()).toEqual({ setId: family });
    expect((await list()).sets.map(({ setId }) => setId)).toEqual([board]);
    await expect(read()).rejects.toThrow('set/not-found');
    expect(await last()).toMatchObject({ facts: { setId: family, before: { name: 'Okonjo family', members: 1 } } });
    expect(await one(db.owner, 'select count(*)::int from patient_set_member where set_id = $1', [family])).toBe(1);
  });
  test('refused', async () => {
    expect(await outcome(remove({ setId: unknown() }))).toBe('set/not-found');
    expect(await outcome(remove({ version: 2 }))).toBe('request/version-stale');
    expect(await outcome(remove({ by: c.bo }))).toBe('actor/not-permitted');
    await layOn(db.owner, c, family, c.cy.id);
    expect(await outcome(remove())).toBe('set/blocks-somebody');
    await layOn(db.owner, c, board, c.ada.id);
    expect(await outcome(remove({ setId: board }))).toBe('set/concerns-yourself');
    expect((await list()).total).toBe(2);
  });
});
