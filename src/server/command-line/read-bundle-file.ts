import { broken } from '#features/fhir/broken.ts';
import { decodeFile } from '#features/fhir/decode-file.ts';
import { parseBundle } from '#features/fhir/parse-bundle.ts';
import { readBytes } from './read-bytes.ts';

/** What one text can hold, with room to spare. */
const MOST_MEGABYTES = 500;

/**
 * The JSON of a file.
 * @throws {Refusal} `fhir/bundle-broken`, also where there is none to be read
 */
export async function readBundleFile(path: string, file: string): Promise<unknown> {
  const bytes = await readBytes(path, MOST_MEGABYTES, (problem) => broken(file, '', problem));
  return parseBundle(decodeFile(bytes, file), file);
}
