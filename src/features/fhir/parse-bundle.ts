import { broken } from './broken.ts';
import { twinNameIn } from './twin-names.ts';

/**
 * The JSON of a file's text, still to be read with `readBundle`.
 * @throws {Refusal} `fhir/bundle-broken`, with line and column as the path
 */
export function parseBundle(text: string, file: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  let bundle: unknown;
  try {
    bundle = JSON.parse(json);
  } catch (error) {
    const problem = isNdjson(json) ? 'begins another JSON text: NDJSON is no bundle' : 'is not JSON';
    throw broken(file, placeOf(json, positionIn(json, (error as SyntaxError).message)), problem);
  }
  const twin = twinNameIn(json);
  if (twin !== undefined) throw broken(file, placeOf(json, twin), 'names a property for the second time');
  return bundle;
}

function placeOf(json: string, position: number): string {
  const before = json.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** A resource a line, as bulk exports have it. */
function isNdjson(json: string): boolean {
  const [first = '', ...others] = json.slice(0, json.indexOf('\n', json.indexOf('\n') + 1)).split('\n');
  try {
    JSON.parse(first);
  } catch {
    return false;
  }
  return others.length > 0;
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
