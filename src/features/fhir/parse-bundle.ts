import { broken } from './broken.ts';

/**
 * The JSON of a file's text, still to be read with `readBundle`.
 * @throws {Refusal} `fhir/bundle-broken`, with line and column as the path
 */
export function parseBundle(text: string, file: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch (error) {
    const before = json.slice(0, positionIn(json, (error as SyntaxError).message)).split('\n');
    throw broken(file, `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`, 'is not JSON');
  }
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
