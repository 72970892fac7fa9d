import type { FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { features } from '#server/features.ts';
import { pathNames } from './contract.ts';
import { operationsOf } from './http.ts';
import { openApi } from './openapi.ts';
import { refusals } from './refusal.ts';

const operations = operationsOf(features);
const named = operations.map((one) => [one.name, one] as const);
const commands = features.flatMap((feature) => feature.commands.map(({ operation }) => operation));
const queries = features.flatMap((feature) => feature.queries.map(({ operation }) => operation));
const doors = features.flatMap((feature) => (feature.doors ?? []).map(({ operation }) => operation));

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security?: readonly object[];
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: TSchema }[];
  readonly requestBody?: { required: boolean; content: Record<string, { schema: TSchema }> };
  readonly responses: Record<string, { description: string; content: Record<string, { schema?: TSchema }> }>;
}
const document = JSON.parse(JSON.stringify(openApi(operations))) as Omit<ReturnType<typeof openApi>, 'paths'> & {
  paths: Record<string, Record<string, Described>>;
};
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => [one.operationId, { path, method, one }] as const),
);

describe('the document', () => {
  test('is of OpenAPI 3.1, with a title, a licence and a way to sign in', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: {
        title: 'Custodian',
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
        license: { identifier: 'Apache-2.0' },
      },
      security: [{ session: [] }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'custodian' } } },
    });
    expect(Object.keys(document).toSorted()).toEqual(['components', 'info', 'openapi', 'paths', 'security', 'servers']);
  });

  test('describes every operation, each once and under a name of its own', () => {
    const offered = operations.map(({ name }) => name);
    expect(offered.length).toBeGreaterThan(20);
    expect(new Set(offered).size).toBe(offered.length);
    expect(described.map(([name]) => name).toSorted()).toEqual(offered.toSorted());
  });

  test('has no two paths of one shape', () => {
    const shapes = Object.keys(document.paths).map((path) => path.replaceAll(/\{\w+\}/g, '{}'));
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test.each(described)('says of %s what a client must know', (_, { path, method, one }) => {
    expect(path).toMatch(/^(\/[a-z-]+|\/\{[a-z]\w*\})+$/);
    expect(['get', 'post', 'put', 'delete']).toContain(method);
    expect(one.summary).not.toBe('');
    const places = one.parameters.map(({ name, in: place }) => `${place} ${name}`);
    expect(new Set(places).size).toBe(places.length);
    expect(one.parameters.filter((p) => p.in === 'path').map(({ name }) => name)).toEqual(pathNames(path));
    for (const parameter of one.parameters) {
      expect(['path', 'query', 'header']).toContain(parameter.in);
      if (parameter.in === 'path') expect(parameter.required).toBe(true);
      expect(() => Compile(parameter.schema)).not.toThrow();
    }
    if (method === 'get') expect(one.requestBody).toBeUndefined();
    for (const { schema } of Object.values(one.requestBody?.content ?? {})) {
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(() => Compile(schema)).not.toThrow();
    }
    for (const [status, { description, content }] of Object.entries(one.responses)) {
      expect(description).not.toBe('');
      const answered = operations.find(({ name }) => name === one.operationId)?.files ?? ['application/json'];
      expect(Object.keys(content)).toEqual(status === '200' ? answered : ['application/problem+json']);
      // Of a file only its kind is told.
      for (const { schema = {} } of Object.values(content)) expect(() => Compile(schema)).not.toThrow();
    }
    expect(Object.keys(one.responses)).toEqual(expect.arrayContaining(['200', '400', '503', 'default']));
  });
});

describe('every operation', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await buildApp(new Pool());
  });
  afterAll(() => app.close());

  test.each(named)('%s is a route', (_, { method, path }) => {
    expect(app.hasRoute({ method, url: `/api${path.replaceAll(/\{(\w+)\}/g, ':$1')}` })).toBe(true);
  });

  test('is told from the document that is served', async () => {
    const said = await app.inject('/api/openapi.json');
    expect([said.statusCode, said.json()]).toEqual([200, document]);
    const page = await app.inject('/api/docs');
    for (const { name } of operations) expect(page.body).toContain(`id="${name}"`);
  });

  test.each(named)('%s is named capability.verb-noun and says so in a sentence', (name, { says }) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)+$/);
    expect(says).toMatch(/^\p{Lu}[^\n]*\.$/u);
  });

  test.each(named)('%s lists refusals that there are, each once', (_, { refusals: listed }) => {
    expect(listed.filter((code) => !(code in refusals))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  test.each(named)('%s finds what its path names in its input', (_, { path, input }) => {
    expect(pathNames(path).filter((name) => !(name in input.properties))).toEqual([]);
  });

  test.each(named)('%s takes nothing without a measure', (_, { input }) => {
    expect(unbounded(input)).toEqual([]);
  });
});

test('queries look and commands act', () => {
  // What is asked about may be too long for an address: then it is looked up by POST, and leaves no entry.
  const long = [
    'absences.preview-absence',
    'absences.preview-own-absence',
    'handover.list-open-work',
    'handover.preview-assignment',
    'handover.preview-deactivation',
  ];
  const posted = queries.filter(({ method }) => method !== 'GET').map(({ name }) => name);
  expect(posted.toSorted()).toEqual(long);
  expect(commands.filter(({ method }) => method === 'GET').map(({ name }) => name)).toEqual([]);
  const acting = [...queries, ...doors].filter((one) => one.sensitive ?? one.versioned ?? one.endsSession);
  expect(acting.map(({ name }) => name)).toEqual([]);
});

test('nobody but a door is open to everybody', () => {
  expect(doors.every(({ access }) => access === 'public')).toBe(true);
  expect([...commands, ...queries].filter(({ access }) => access === 'public')).toEqual([]);
});

test('what everybody who is signed in may do is no permission, and so in no role', () => {
  expect(operations.filter(({ access, doctor }) => access && doctor).map(({ name }) => name)).toEqual([]);
});

test('what is versioned takes a version, and what it changes can say its own', () => {
  for (const one of operations.filter(({ versioned }) => versioned)) {
    expect([one.name, one.input.properties['version']]).toMatchObject([one.name, { type: 'integer' }]);
    expect([one.name, 'version' in one.output]).toEqual([one.name, false]);
    if (one.method === 'DELETE') continue; // what is gone has no next version
    expect([one.name, Object.keys((one.output as unknown as { properties: object }).properties)]).toEqual([
      one.name,
      expect.arrayContaining(['version']),
    ]);
  }
});

test('a measure that is missing is found', () => {
  const line = Type.String({ maxLength: 9 });
  const open = Type.Object({
    a: Type.String(),
    b: Type.Integer({ minimum: 1 }),
    c: Type.Array(line),
    d: Type.Array(Type.String(), { maxItems: 9 }),
  });
  const either = Type.Union([Type.Null(), Type.Object({ e: Type.String({ pattern: 'x' }) })]);
  expect(unbounded(Type.Object({ open, either, line }))).toEqual([
    '/open/a',
    '/open/b',
    '/open/c',
    '/open/d/*',
    '/either/e',
  ]);
});

interface Said extends TSchema {
  readonly type?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
}

/** Where a schema of what is taken in has no end: texts, numbers, lists. */
function unbounded(schema: Said, path = ''): string[] {
  const { type, pattern = '', properties = {}, items, anyOf = [] } = schema;
  const says = (...words: string[]) => words.some((word) => word in schema);
  const endless =
    (type === 'string' && !says('maxLength', 'format', 'enum', 'const') && !pattern.endsWith('$')) ||
    (type === 'integer' && !(says('minimum') && says('maximum')) && path !== '/version') || // travels in If-Match
    (type === 'array' && !says('maxItems'));
  return [
    ...(endless ? [path] : []),
    ...Object.entries(properties).flatMap(([name, inner]) => unbounded(inner, `${path}/${name}`)),
    ...(items ? unbounded(items, `${path}/*`) : []),
    ...anyOf.flatMap((inner) => unbounded(inner, path)),
  ];
}
