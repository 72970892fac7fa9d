import type { TObject, TSchema } from 'typebox';
import { closed } from './check-input.ts';
import { type Operation, pathNames } from './contract.ts';
import { type RefusalCode, refusals } from './refusal.ts';

const problemSchema = (codes: readonly string[]) => ({
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    ...(codes.length > 0 ? { code: { enum: codes } } : {}),
    facts: { type: 'object' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
});
const problem = (codes: readonly string[]) => ({
  description: codes.join(', ') || 'A defect: the request id stands in `instance`.',
  content: { 'application/problem+json': { schema: problemSchema(codes) } },
});

/** Every code an operation can answer with, its own and those that any request can meet. */
function codesOf({ method, access, sensitive, versioned, whileLimited, refusals: listed }: Operation): RefusalCode[] {
  return [
    'request/malformed',
    'database/away',
    ...(access === 'public' ? [] : (['session/ended'] as const)),
    ...(access === 'public' || whileLimited ? [] : (['session/limited'] as const)),
    ...(access ? [] : (['actor/not-permitted'] as const)),
    ...(method === 'GET' ? [] : (['request/from-elsewhere', 'request/too-large', 'request/not-json'] as const)),
    ...(method === 'GET' || access === 'public' ? [] : (['request/key-reused'] as const)),
    ...(sensitive ? (['confirmation/password-missing', 'confirmation/password-wrong'] as const) : []),
    ...(versioned ? (['request/version-missing', 'request/version-stale'] as const) : []),
    ...listed,
  ];
}

const header = (name: string, description: string, required: boolean) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const etag = { ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } } };

function describe(operation: Operation) {
  const { name, says, method, path, input, output, access, sensitive, versioned, files } = operation;
  const inPath = pathNames(path);
  const required = (input as { required?: string[] }).required ?? [];
  const properties = Object.entries<TSchema>(input.properties).filter(([key]) => !(versioned && key === 'version'));
  const rest = properties.filter(([key]) => !inPath.includes(key));
  const parameter =
    (place: 'path' | 'query') =>
    ([key, schema]: [string, TSchema]) => ({
      name: key,
      in: place,
      required: place === 'path' || required.includes(key),
      schema,
    });
  const codes = codesOf(operation);
  const responses: Record<string, unknown> = {
    200: {
      description: 'Done.',
      ...(!files && 'version' in (output as TObject).properties ? { headers: etag } : {}),
      content: files ? Object.fromEntries(files.map((type) => [type, {}])) : { 'application/json': { schema: output } },
    },
    default: problem([]),
  };
  for (const status of new Set(codes.map((code) => refusals[code]))) {
    responses[status] = problem(codes.filter((code) => refusals[code] === status));
  }
  const body = {
    type: 'object',
    properties: {
      ...Object.fromEntries(rest.map(([key, schema]) => [key, closed(schema)])),
      ...(sensitive ? { password: { type: 'string' } } : {}),
    },
    required: [...rest.map(([key]) => key).filter((key) => required.includes(key)), ...(sensitive ? ['password'] : [])],
    additionalProperties: false,
  };
  return {
    operationId: name,
    summary: says,
    tags: [name.split('.')[0]],
    ...(access === 'public' ? { security: [] } : {}),
    parameters: [
      ...properties.filter(([key]) => inPath.includes(key)).map(parameter('path')),
      ...(method === 'GET' ? rest.map(parameter('query')) : []),
      ...(versioned ? [header('If-Match', 'The ETag of what is being changed.', true)] : []),
      ...(method !== 'GET' && access !== 'public'
        ? [header('Idempotency-Key', 'Names the request: sent twice, it is done once.', false)]
        : []),
    ],
    ...(method !== 'GET' && Object.keys(body.properties).length > 0
      ? { requestBody: { required: body.required.length > 0, content: { 'application/json': { schema: body } } } }
      : {}),
    responses,
  };
}

/** The OpenAPI 3.1 document of all operations; TypeBox schemas are JSON Schema already. */
export function openApi(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Custodian',
      version: '0.1.0',
      description: "User and access administration of a medical clinic's EMR.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'custodian' } } },
    security: [{ session: [] }],
    paths,
  };
}
