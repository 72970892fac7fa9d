import { readFile, stat } from 'node:fs/promises';

const missing: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

/** The bytes of a file of no more than so many megabytes; `refuse` makes of a problem what is thrown. */
export async function readBytes(
  path: string,
  mostMegabytes: number,
  refuse: (problem: string) => Error,
): Promise<Buffer> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw refuse('it is a folder; name the files in it');
    if (found.size > mostMegabytes * 1024 * 1024) {
      throw refuse(`it is larger than ${mostMegabytes} MB; export it in parts`);
    }
    return await readFile(path);
  } catch (error) {
    const problem = missing[(error as NodeJS.ErrnoException).code ?? ''];
    throw problem ? refuse(problem) : error;
  }
}
