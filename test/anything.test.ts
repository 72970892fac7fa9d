// Whatever fits its shape, no operation breaks on it, and none answers with what it did not declare.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operationsOf } from '#kernel/http.ts';
import { openApi } from '#kernel/openapi.ts';
import { buildApp } from '#server/app.ts';
import { features } from '#server/features.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { ask, type Ids, valuesOf } from './inputs.ts';
import { type Clinic, clinic, patients } from './staff.ts';
import { block, openWork } from './work.ts';

const RUNS = 40;
const SEED = 7;

let db: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

/** A clinic with something of everything in it, beside another one. */
async function everything(): Promise<{ c: Clinic; ids: Ids }> {
  const [c, other] = [await clinic(db.owner), await clinic(db.owner)];
  const chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']);
  const strange = await patients(db.owner, other.id, ['Zhou, An']);
  for (const who of [c.ada, c.bo]) await openWork(db.owner, c, who.id, chart);
  await block(db.owner, c, c.ada.id, chart.slice(1));
  const tables = ['task', 'inbox_item', 'message', 'appointment', 'chart_note', 'result', 'claim', 'session'];
  const columns = [
    'task_id',
    'item_id',
    'message_id',
    'appointment_id',
    'note_id',
    'result_id',
    'claim_id',
    'session_id',
  ];
  const found = await Promise.all(
    tables.map((table, at) =>
      db.owner.query<{ id: string }>(`select ${columns[at]} as id from ${table} where clinic_id = $1`, [c.id]),
    ),
  );
  const things: [string, readonly string[]][] = [
    ['user', [c.ada, c.bo, c.cy, c.dee].map(({ id }) => id)],
    ['role', Object.values(c.roles)],
    ['site', [c.siteId]],
    ['patient', chart],
    ...columns.map((column, at): [string, readonly string[]] => [
      column.replace('_id', ''),
      found[at]?.rows.map(({ id }) => id) ?? [],
    ]),
  ];
  const strangers = [
    other.ada.id,
    other.siteId,
    other.roles.admin,
    ...strange,
    randomUUID(),
    randomUUID().toUpperCase(),
  ];
  return { c, ids: new Map([...things, ['', [...things.flatMap(([, all]) => all), ...strangers]]]) };
}

interface Described {
  readonly operationId: string;
  readonly responses: Record<
    string,
    { content: Record<string, { schema?: { properties?: { code?: { enum: string[] } } } }> }
  >;
}
const declared = new Map(
  Object.values(openApi(operationsOf(features)).paths)
    .flatMap((methods) => Object.values(methods) as Described[])
    .map(({ operationId, responses }) => [
      operationId,
      Object.values(responses).flatMap(({ content }) =>
        Object.values(content).flatMap(({ schema }) => schema?.properties?.code?.enum ?? []),
      ),
    ]),
);

const operations = operationsOf(features);
test.each(operations.map((one) => [one.name, one] as const))('%s', async (name, one) => {
  const { c, ids } = await everything();
  const said = new Map<string, unknown>();
  for (const drawn of fc.sample(valuesOf(one.input, ids), { numRuns: RUNS, seed: SEED })) {
    const { after, ...rest } = drawn as Record<string, unknown>;
    const input = after === undefined ? rest : { ...rest, after };
    const answer = await ask(app, one, c, c.ada, input);
    if (answer.statusCode === 200) continue;
    const known = answer.statusCode === 500 ? 'a defect' : answer.json<{ code?: string }>().code;
    said.set(known ?? 'no code', input);
  }
  for (const code of declared.get(name) ?? []) said.delete(code);
  expect([...said]).toEqual([]);
});
