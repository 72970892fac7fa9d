import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Value } from 'typebox/value';
import { type Flaw, MalformedRequest } from './problems.ts';

const MOST_FLAWS = 20;
// More than any document is nested; what looks into it further in may call itself for each level.
const MOST_LEVELS = 200;

/** What arrives is held against the operation's schema, and every flaw is named by where it stands. */
export function checkInput(app: FastifyInstance): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const check = Compile(schema);
    return (given: unknown) => {
      const value = httpPart === 'querystring' ? Value.Convert(schema, given) : given;
      const flaws = check.Check(value) ? unkeepable(value) : check.Errors(value).flatMap(flawsOf);
      return flaws.length === 0 ? { value } : { error: new MalformedRequest(flaws.slice(0, MOST_FLAWS)) };
    };
  });
}

function flawsOf(error: TLocalizedValidationError): Flaw[] {
  const { keyword, instancePath: path, message } = error;
  if (keyword === 'required') {
    return error.params.requiredProperties.map((name) => ({ path: inside(path, name), message: 'is missing' }));
  }
  if (keyword === 'additionalProperties') {
    return error.params.additionalProperties.map((name) => ({
      path: inside(path, name),
      message: 'is not known here',
    }));
  }
  // Says once more of each unknown property that nothing is allowed there.
  if (keyword === 'boolean') return [];
  return [{ path: path || '/', message }];
}

/** One step further in, as a JSON pointer (RFC 6901) writes it. */
const inside = (path: string, name: string): string => `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Texts that PostgreSQL cannot keep: with a NUL, or with half a character; and what is nested without end. */
function unkeepable(value: unknown, path = '', level = 0): Flaw[] {
  if (typeof value === 'string') {
    const fits = !value.includes('\0') && value.isWellFormed();
    return fits ? [] : [{ path: path || '/', message: 'must be text without NUL and without half characters' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (level === MOST_LEVELS) return [{ path, message: 'is nested too deeply' }];
  return Object.entries(value).flatMap(([name, inner]) => unkeepable(inner, inside(path, name), level + 1));
}

interface Nested extends TSchema {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
  readonly additionalProperties?: unknown;
}

/** The schema with every object in it closed: a property that it does not name is refused. */
export function closed(schema: TSchema): TSchema {
  const { properties, items, anyOf, additionalProperties = false } = schema as Nested;
  return {
    ...schema,
    ...(properties ? { properties: eachClosed(properties), additionalProperties } : {}),
    ...(items ? { items: closed(items) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(closed) } : {}),
  };
}

const eachClosed = (properties: Readonly<Record<string, TSchema>>): Record<string, TSchema> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, closed(schema)]));
