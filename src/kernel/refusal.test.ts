import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { sayRefusal } from './refusal-sentences.ts';
import { byConstraint, givenToNobody, refusalOf } from './database-refusal.ts';
import { Refusal, type RefusalCode, refusals } from './refusal.ts';

const codes = Object.keys(refusals) as RefusalCode[];

describe('every code', () => {
  test.each(codes)('%s has a name, a status and a sentence that stands without its facts', (code) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/);
    expect([400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 503]).toContain(refusals[code]);
    const sentence = sayRefusal(code);
    expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
  });

  test('two codes never say the same', () => {
    const said = codes.map((code) => sayRefusal(code));
    expect(said.filter((sentence, at) => said.indexOf(sentence) !== at)).toEqual([]);
  });

  test('the facts stand in the sentence that speaks of them', () => {
    expect(sayRefusal('handover/work-left', { kind: 'task', left: 3 })).toContain('3 of the open work (task)');
  });
});

describe('what the database refuses', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());

  test('is spoken of by constraints that there are', async () => {
    const { rows } = await db.owner.query<{ name: string }>(
      `select conname as name from pg_constraint union select relname from pg_class where relkind = 'i'`,
    );
    const migrations = readdirSync('db').filter((name) => name.endsWith('.sql'));
    const raised = migrations.flatMap((name) => [
      ...readFileSync(`db/${name}`, 'utf8').matchAll(/constraint = '(\w+)'/g),
    ]);
    const known = new Set([...rows.map(({ name }) => name), ...raised.map(([, name]) => name)]);
    const spoken = [...Object.keys(byConstraint), ...Object.keys(givenToNobody)];
    expect(spoken.filter((name) => !known.has(name))).toEqual([]);
  });

  test('every reason that the database raises by name is spoken of', () => {
    const migrations = readdirSync('db').filter((name) => name.endsWith('.sql'));
    for (const name of migrations) {
      for (const [, raised = ''] of readFileSync(`db/${name}`, 'utf8').matchAll(/constraint = '(\w+)'/g)) {
        expect([raised, raised in byConstraint]).toEqual([raised, true]);
      }
    }
  });
});

test.each<[string, unknown, RefusalCode | undefined]>([
  ['a refusal', new Refusal('user/not-found'), 'user/not-found'],
  ['a session that ended', { code: 'CU401' }, 'session/ended'],
  ['a name that is taken', { code: '23505', constraint: 'credentials_username_unique' }, 'user/username-taken'],
  ['a task for somebody gone', { code: '23503', constraint: 'task_open_holder_active' }, 'task/assignee-not-active'],
  ['a result for somebody gone', { code: '23503', constraint: 'result_open_holder_active' }, 'work/holder-not-active'],
  ['a statement that was stopped', { code: '57014' }, 'request/stopped'],
  ['a rule that nobody named', { code: '23514', constraint: 'task_title_given' }, undefined],
  ['a change without an entry', { code: 'CU001' }, undefined],
  ['a closed row', { code: '42501', message: 'row-level security' }, undefined],
  ['a defect', new TypeError('x'), undefined],
])('%s', (_, error, code) => {
  expect(refusalOf(error)?.code).toBe(code);
});

test('what was thrown as a refusal keeps its facts', () => {
  const thrown = new Refusal('handover/work-left', { kind: 'task', left: 3 });
  expect(refusalOf(thrown)).toBe(thrown);
});
