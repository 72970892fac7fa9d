import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildPages } from '#server/build-pages.ts';
import { silent } from '#server/progress.ts';
import type { Figure } from '../figure.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const LIMIT_KB = 150;

/** The scripts a browser must have before the sign-in page is usable: the entry and all it imports statically. */
export async function pageWeight(): Promise<Figure[]> {
  await buildPages(silent);
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const wanted = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
  const seen = new Set<string>();
  while (wanted.length > 0) {
    const file = wanted.pop() ?? '';
    if (seen.has(file)) continue;
    seen.add(file);
    const code = readFileSync(join(dist, file), 'utf8');
    for (const [, next = ''] of code.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+from\s*)?["'](\.[^"']+\.js)["']/g,
    )) {
      wanted.push(join(dirname(file), next));
    }
  }
  const bytes = [...seen].reduce(
    (total, file) => total + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
    0,
  );
  const kb = bytes / 1000;
  const all = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js')).length;
  return [
    {
      name: 'page-weight',
      ratio: kb / LIMIT_KB,
      goal: 1,
      sense: 'at most',
      unit: `of ${LIMIT_KB} kB gzipped JavaScript before sign-in`,
      n: seen.size,
      ours: `${kb.toFixed(1)} kB in ${seen.size} of ${all} files`,
      bare: `${LIMIT_KB} kB`,
    },
  ];
}
