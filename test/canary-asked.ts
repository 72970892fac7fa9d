// What the canary asks an operation: made from what its contract says of the input.
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import type { Operation } from '#kernel/contract.ts';
import { BEGINNING } from './canary.ts';
import type { Input } from './canary-inputs.ts';
import { type Ids, thingOf, valuesOf } from './inputs.ts';

const RUNS = 10;

/** Inputs of an operation: some of any shape, each known id in each place that takes one, and each text as a mark begins. */
export function inputsOf({ input }: Operation, ids: Ids, seed: number, runs = RUNS): Input[] {
  const drawn = fc.sample(valuesOf(input, ids), { numRuns: runs, seed }) as Input[];
  const properties = Object.entries(input.properties);
  const fits = Compile(input);
  const placed = properties.flatMap(([name, schema]) => {
    const { format, type } = schema as { readonly format?: string; readonly type?: string };
    const values = format === 'uuid' ? (ids.get(thingOf(name)) ?? []) : type === 'string' ? [BEGINNING, ''] : [];
    return values.map((value, at) => ({ ...drawn[at % drawn.length], [name]: value }));
  });
  const lists = properties
    .filter(([, schema]) => (schema as { readonly type?: string }).type === 'array')
    .flatMap(([name]) => {
      const all = ids.get(thingOf(name)) ?? [];
      return all.length > 0 ? [{ ...drawn[0], [name]: all.slice(0, 3) }] : [];
    });
  return [...drawn, ...placed, ...lists]
    .map(({ after: _after, ...rest }): Input => rest)
    .filter((one) => fits.Check(one));
}
