import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { type Resource, resources } from './resources.ts';

/** What is wrong with a value, and where in it: `.period.start`. */
export interface Fault {
  readonly at: string;
  readonly problem: string;
}

type Checked<T> = { readonly value: T } | { readonly fault: Fault };

/** A check against one schema, which says the first fault it finds. */
export function checkOf<T extends TSchema>(schema: T): (value: unknown) => Checked<Static<T>> {
  const compiled = Compile(schema);
  return (value) => {
    if (compiled.Check(value)) return { value };
    const errors = compiled.Errors(value);
    // That it is something else altogether says more than what it lacks.
    const error = errors.find(({ keyword }) => keyword === 'const') ?? errors[0];
    return { fault: error ? faultOf(error) : { at: '', problem: 'is not as FHIR has it' } };
  };
}

type CheckResource = (value: unknown) => Checked<Resource>;
const checks = new Map<string, CheckResource>(
  Object.entries(resources).map(([type, schema]) => [type, checkOf<TSchema>(schema) as CheckResource]),
);

/** The check for a type of resource, if it is one that is read. */
export const checkFor = (type: string): CheckResource | undefined => checks.get(type);

function faultOf({ instancePath, ...error }: TLocalizedValidationError): Fault {
  const at = instancePath.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replace(/\//g, '.');
  if (error.keyword === 'required') return { at: `${at}.${error.params.requiredProperties[0]}`, problem: 'is missing' };
  if (error.keyword === 'enum') return { at, problem: `must be one of ${error.params.allowedValues.join(', ')}` };
  if (error.keyword === 'const') return { at, problem: `must be ${String(error.params.allowedValue)}` };
  return { at, problem: error.message };
}
