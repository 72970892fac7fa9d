import { wrongNameIn } from './wrong-names.ts';

/** A text that is no JSON, or JSON of which a part would be lost or do harm. */
export class JsonFault extends Error {
  /** `line 2, column 12`; empty where it is the whole. */
  readonly place: string;
  constructor(place: string, problem: string) {
    super(problem);
    this.place = place;
  }
}

// How numbers were written, where JavaScript would write them otherwise: 7.0 is not 7 to a laboratory.
const written = new WeakMap<object, Map<string, string>>();

/** How the number under this name was written in its JSON text; as JavaScript writes it where nobody wrote it. */
export const asWritten = (holder: object, name: string, value: number): string =>
  written.get(holder)?.get(name) ?? String(value);

// The declared type knows no context yet (ES2025, JSON.parse source text access).
type Reviver = (this: object, name: string, value: unknown, context: { readonly source?: string }) => unknown;
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * The one way in which JSON from outside is read, from files and over HTTP alike.
 * @throws {JsonFault}
 */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  const value = parsed(json);
  const wrong = wrongNameIn(json);
  if (wrong) throw new JsonFault(placeOf(json, wrong.at), wrong.problem);
  return value;
}

function parsed(json: string): unknown {
  try {
    return parse(json, function keep(name, value, { source }) {
      if (typeof value === 'number' && source !== undefined && source !== String(value)) {
        const texts = written.get(this) ?? new Map<string, string>();
        written.set(this, texts.set(name, source));
      }
      return value;
    });
  } catch (error) {
    if (error instanceof RangeError) throw new JsonFault('', 'is nested too deeply');
    throw new JsonFault(placeOf(json, positionIn(json, (error as SyntaxError).message)), 'is not JSON');
  }
}

function placeOf(json: string, position: number): string {
  const before = json.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/**
 * Where V8 stopped. It tells the position; or shows what surrounds it, ten characters before and
 * after; or, within the first ten, only what the text begins with; or the text has ended too early.
 */
function positionIn(json: string, message: string): number {
  if (message.startsWith('Unexpected token')) {
    const surrounding = /, \.\.\."([^]*)"(?:\.\.\.)? is not valid JSON$/.exec(message)?.[1];
    return surrounding === undefined ? 0 : json.indexOf(surrounding) + 10;
  }
  const position = / at position (\d+)/.exec(message)?.[1];
  return position === undefined ? json.length : Number(position);
}
