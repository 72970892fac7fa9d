// An answer of the canary, as whoever holds it could read it.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ask, thingOf } from './inputs.ts';

type Answer = Awaited<ReturnType<typeof ask>>;

/** What an answer names in its turn: ids by the property they stand in, and the cursor of its next page. */
export function namedIn(body: unknown, found = new Map<string, string[]>(), name = ''): Map<string, string[]> {
  if (typeof body === 'string') {
    if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(body)) {
      const thing = thingOf(name);
      found.set(thing, [...(found.get(thing) ?? []), body]);
    }
  } else if (Array.isArray(body)) for (const one of body) namedIn(one, found, name);
  else if (body && typeof body === 'object') for (const [key, one] of Object.entries(body)) namedIn(one, found, key);
  return found;
}

/** An answer as whoever holds it could read it: what is written in a PDF, and what stands in a cursor. */
export async function readable({ body, rawPayload, headers }: Answer): Promise<string> {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (!readableTypes.has(type)) throw new Error(`nobody here reads ${type}`);
  const text = type === 'application/pdf' ? await textOfPdf(rawPayload) : body;
  const inCursors = [...text.matchAll(/"([\w-]{20,})"/g)].map(([, one]) =>
    Buffer.from(one ?? '', 'base64url').toString(),
  );
  return [text, ...inCursors].join(' ').toLowerCase();
}
const readableTypes = new Set([
  '',
  'application/json',
  'application/problem+json',
  'text/csv',
  'application/pdf',
  'text/html',
]);

/** What is written in a PDF. */
export async function textOfPdf(pdf: Buffer): Promise<string> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const pages = Array.from({ length: document.numPages }, async (_, at) => {
    const { items } = await (await document.getPage(at + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join('');
  });
  const text = (await Promise.all(pages)).join(' ');
  await task.destroy();
  return text;
}
