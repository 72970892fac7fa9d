import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Progress } from './progress.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = join(root, 'dist');
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

/**
 * Builds the pages when they are missing or older than what they are made of; aside, and put in
 * place whole, so that a build cut off leaves no half of them.
 */
export async function buildPages(progress: Progress): Promise<void> {
  if (changedAt(join(pages, 'index.html')) > Math.max(...sources.map((name) => newest(join(root, name))))) return;
  progress.say('Building the pages');
  const { build } = await import('vite');
  const aside = `${pages}.${process.pid}`;
  try {
    await build({ root, logLevel: 'warn', build: { outDir: aside, emptyOutDir: true } });
    await compressAssets(aside);
    putInPlace(aside);
  } finally {
    for (const rest of [aside, `${aside}.old`]) rmSync(rest, { recursive: true, force: true });
  }
}

function putInPlace(built: string): void {
  try {
    if (existsSync(pages)) renameSync(pages, `${built}.old`);
    renameSync(built, pages);
  } catch (error) {
    if (!existsSync(join(pages, 'index.html'))) throw error; // else another process was first
  }
}

/** Lays a .br and a .gz beside every text file, so that none is compressed while somebody waits. */
export async function compressAssets(folder: string): Promise<void> {
  const squeeze = [
    {
      ending: 'br',
      by: (text: Buffer) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    },
    { ending: 'gz', by: (text: Buffer) => promisify(gzip)(text, { level: 9 }) },
  ];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|html|svg)$/.test(name),
  );
  await Promise.all(
    files.flatMap((name) => {
      const text = readFileSync(join(folder, name));
      return squeeze.map(async ({ ending, by }) => writeFileSync(join(folder, `${name}.${ending}`), await by(text)));
    }),
  );
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
