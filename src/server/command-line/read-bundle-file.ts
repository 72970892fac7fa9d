import { readFile, stat } from 'node:fs/promises';
import { broken } from '#features/fhir/broken.ts';
import { decodeFile } from '#features/fhir/decode-file.ts';
import { parseBundle } from '#features/fhir/parse-bundle.ts';

/** What one text can hold, with room to spare. */
const MOST_MEGABYTES = 500;

const missing: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

/**
 * The JSON of a file.
 * @throws {Refusal} `fhir/bundle-broken`, also where there is none to be read
 */
export async function readBundleFile(path: string, file: string): Promise<unknown> {
  try {
    const { size, isFolder } = await stat(path).then((found) => ({ size: found.size, isFolder: found.isDirectory() }));
    if (isFolder) throw broken(file, '', 'it is a folder; name the files in it');
    if (size > MOST_MEGABYTES * 1e6) {
      throw broken(file, '', `it is larger than ${MOST_MEGABYTES} MB; export it in parts`);
    }
    return parseBundle(decodeFile(await readFile(path), file), file);
  } catch (error) {
    const problem = missing[(error as NodeJS.ErrnoException).code ?? ''];
    throw problem ? broken(file, '', problem) : error;
  }
}
