// Whatever fits its shape, no operation breaks on it, and none answers with what it did not declare.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Operation, pathNames } from '#kernel/contract.ts';
import { operationsOf } from '#kernel/http.ts';
import { openApi } from '#kernel/openapi.ts';
import { toCursor } from '#kernel/page.ts';
import { buildApp } from '#server/app.ts';
import { features } from '#server/features.ts';
import { makeSet } from '#features/patient-sets/test-sets.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type Clinic, clinic, PASSWORD, patients } from './staff.ts';
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

const good = [
  'Maren',
  '0123456789abcdef0123456789abcdef',
  'smith, jo',
  '10:00',
  'America/Vancouver',
  'maren@alder.example',
  PASSWORD,
  '7306',
  'task',
  'task:return',
];
const odd = [
  [
    '',
    ' ',
    '  x ',
    'é',
    'e\u0301',
    '日本',
    '😀',
    '\u202e',
    '\t',
    '\n',
    '%',
    '_',
    '\\',
    '"',
    '{}',
    `'; drop table patient; --`,
  ],
  ['0', '-1', '1e999', 'NaN', 'null', '1980-05-12', '23:59', '250-555-0187', 'a@b', 'Nowhere/Else', 'past-appointment'],
  ['appointment:cancel', 'users.', 'users.add-user', 'BC', 'a'.repeat(200), 'ab1'.repeat(33), 'x'.repeat(20_000)],
].flat();
const days = ['2026-03-08', '2026-03-09', '2026-11-01', '2024-02-29', '1000-01-01', '9999-12-31'];
const instants = [
  '2030-01-01T00:00:00Z',
  '2026-11-01T01:30:00.123456789-07:00',
  '1000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
];
const keys = [
  ['', 'x', '0', 'zz', 'true', 'f', 'NULL', 'infinity', '2026-05-01', '2026-05-01 00:00:00+00', '2026-05-01T00:00:00Z'],
  [
    '99999-01-01',
    '0000-01-01',
    '2026-02-31 00:00:00+00',
    '9999-99-99T99:99:99+00:00',
    'a\0',
    randomUUID(),
    null,
    0,
    -1,
    0.5,
    1e300,
  ],
].flat();
const cursor = fc.array(fc.constantFrom(...keys), { maxLength: 6 }).map(toCursor);

/** Ids by what they name; under the empty name all of them, and some that name nothing. */
type Ids = ReadonlyMap<string, readonly string[]>;
const users = ['user', 'assignee', 'provider', 'successor', 'mrp', 'holder', 'recipient', 'actor', 'subject'];
const thingOf = (property: string): string => {
  const name = property.replace(/Ids?$/, '');
  return users.some((one) => name.toLowerCase().endsWith(one)) ? 'user' : name;
};

interface Said extends TSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

/** Values of a shape: plain ones and odd ones. */
function valuesOf(schema: Said, ids: Ids, name = ''): fc.Arbitrary<unknown> {
  const among = (...values: string[]) => fc.constantFrom(...values.filter((value) => Compile(schema).Check(value)));
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((inner) => valuesOf(inner, ids, name)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const {
    type = 'anything',
    minimum: min = 0,
    maximum: max = 1_000_000,
    minItems: minLength = 0,
    maxItems = 3,
    items = {},
  } = schema;
  switch (type) {
    case 'string':
      if (name === 'after') return cursor;
      if (schema.format === 'uuid') {
        const all = ids.get('') ?? [];
        const plain = fc.constantFrom(...(ids.get(thingOf(name)) ?? all));
        return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: fc.constantFrom(...all) });
      }
      return among(
        ...(schema.format === 'date' ? days : schema.format === 'date-time' ? instants : [...good, ...good, ...odd]),
      );
    case 'integer':
      return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const lengths = { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 3)) };
      const inner = valuesOf(items, ids, name);
      return schema.uniqueItems ? fc.uniqueArray(inner, lengths) : fc.array(inner, lengths);
    }
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const each = Object.entries(properties).map(([key, inner]) => [key, valuesOf(inner, ids, key)] as const);
      // Most lists begin at their beginning.
      return fc.nat(3).chain((turn) =>
        fc.record(Object.fromEntries(each.filter(([key]) => key !== 'after' || turn === 0)), {
          requiredKeys: [...required],
          noNullPrototype: true,
        }),
      );
    }
    default:
      return fc.json().map((text): unknown => JSON.parse(text));
  }
}

/** A clinic with something of everything in it, beside another one. */
async function everything(): Promise<{ c: Clinic; ids: Ids }> {
  const [c, other] = [await clinic(db.owner), await clinic(db.owner)];
  const chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']);
  const strange = await patients(db.owner, other.id, ['Zhou, An']);
  for (const who of [c.ada, c.bo]) await openWork(db.owner, c, who.id, chart);
  await block(db.owner, c, c.ada.id, chart.slice(1));
  await makeSet(db.owner, c, 'Family', chart.slice(0, 1));
  const tables = [
    'patient_set',
    'chart_block',
    'task',
    'inbox_item',
    'message',
    'appointment',
    'chart_note',
    'result',
    'claim',
    'session',
  ];
  const columns = [
    'set_id',
    'block_id',
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

const queryOf = (values: Readonly<Record<string, unknown>>) =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)])),
  );

function ask({ method, path, versioned, sensitive }: Operation, { id, ada }: Clinic, input: Record<string, unknown>) {
  const inPath = pathNames(path);
  const url = inPath.reduce(
    (so, name) => so.replace(`{${name}}`, encodeURIComponent(String(input[name]))),
    `/api${path}`,
  );
  const { version = 1, ...rest } = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  return app.inject({
    method,
    url: method === 'GET' ? `${url}?${queryOf(rest)}` : url,
    headers: {
      cookie: ada.cookie,
      host: `${id}.example`,
      ...(versioned ? { 'if-match': `"${(Number(version) % 2) + 1}"` } : {}),
    },
    ...(method === 'GET' ? {} : { payload: { ...rest, ...(sensitive ? { password: PASSWORD } : {}) } }),
  });
}

const operations = operationsOf(features);
test.each(operations.map((one) => [one.name, one] as const))('%s', async (name, one) => {
  const { c, ids } = await everything();
  const said = new Map<string, unknown>();
  for (const drawn of fc.sample(valuesOf(one.input, ids), { numRuns: RUNS, seed: SEED })) {
    const { after, ...rest } = drawn as Record<string, unknown>;
    const input = after === undefined ? rest : { ...rest, after };
    const answer = await ask(one, c, input);
    if (answer.statusCode === 200) continue;
    const known = answer.statusCode === 500 ? 'a defect' : answer.json<{ code?: string }>().code;
    said.set(known ?? 'no code', input);
  }
  for (const code of declared.get(name) ?? []) said.delete(code);
  expect([...said]).toEqual([]);
});
