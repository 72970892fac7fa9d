// Inputs made from what a contract says of them, and the requests that carry them.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Operation, pathNames } from '#kernel/contract.ts';
import { toCursor } from '#kernel/page.ts';
import { type Clinic, type Member, PASSWORD } from './staff.ts';

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
export type Ids = ReadonlyMap<string, readonly string[]>;
const users = ['user', 'assignee', 'provider', 'successor', 'mrp', 'holder', 'recipient', 'actor', 'subject'];
/** What a property's id names: `successorId` a user. */
export const thingOf = (property: string): string => {
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
export function valuesOf(schema: Said, ids: Ids, name = ''): fc.Arbitrary<unknown> {
  // Where none fits, one that does not: such inputs are dropped, or refused.
  const among = (...values: string[]) => {
    const fitting = values.filter((value) => Compile(schema).Check(value));
    return fc.constantFrom(...(fitting.length > 0 ? fitting : ['A']));
  };
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
        const known = ids.get(thingOf(name)) ?? [];
        const plain = fc.constantFrom(...(known.length > 0 ? known : all));
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

const queryOf = (values: Readonly<Record<string, unknown>>) =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)])),
  );

/** A version that somebody has chosen; of others, which are any number, 1 or 2. */
const versionOf = (version: unknown) => (Number(version) <= 8 ? Number(version) : (Number(version) % 2) + 1);

/** Sends an operation as somebody of the clinic; the password is right. */
export function ask(
  app: FastifyInstance,
  { method, path, versioned, sensitive }: Operation,
  { id }: Pick<Clinic, 'id'>,
  { cookie }: Member,
  input: Record<string, unknown>,
) {
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
      cookie,
      host: `${id}.example`,
      ...(versioned ? { 'if-match': `"${versionOf(version)}"` } : {}),
    },
    ...(method === 'GET' ? {} : { payload: { ...rest, ...(sensitive ? { password: PASSWORD } : {}) } }),
  });
}
