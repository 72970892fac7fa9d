import { JsonFault, parseJson } from '#kernel/json.ts';
import { broken } from './broken.ts';

/**
 * The JSON of a file's text, still to be read with `readBundle`.
 * @throws {Refusal} `fhir/bundle-broken`, with line and column as the path
 */
export function parseBundle(text: string, file: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const problem = isNdjson(text) ? 'begins another JSON text: NDJSON is no bundle' : error.message;
    throw broken(file, error.place, problem);
  }
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
