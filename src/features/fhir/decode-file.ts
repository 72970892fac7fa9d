import { broken } from './broken.ts';

const marks: readonly (readonly [begins: readonly number[], problem: string])[] = [
  [[0x1f, 0x8b], 'it is compressed; unpack it first'],
  [[0x50, 0x4b, 0x03, 0x04], 'it is a ZIP archive; unpack it first'],
  [[0xff, 0xfe], 'it is UTF-16; save it as UTF-8'],
  [[0xfe, 0xff], 'it is UTF-16; save it as UTF-8'],
  [[0x7b, 0x00], 'it is UTF-16; save it as UTF-8'],
  [[0x00, 0x7b], 'it is UTF-16; save it as UTF-8'],
];

/**
 * The text of a file, which is refused where it is none or plainly something else than JSON: a
 * letter that cannot be read would be kept as another one.
 * @throws {Refusal} `fhir/bundle-broken`
 */
export function decodeFile(bytes: Uint8Array, file: string): string {
  const refuse = (problem: string, path = '') => broken(file, path, problem);
  const [mark] = marks.filter(([begins]) => begins.every((byte, at) => bytes[at] === byte));
  if (mark) throw refuse(mark[1]);
  const text = decoded(bytes);
  if (text === undefined) {
    throw refuse('is not UTF-8; save it as UTF-8', `line ${firstUnreadable(bytes)}`);
  }
  const begin = text.slice(0, 1000).trimStart();
  if (begin === '' && text.trim() === '') throw refuse('it is empty');
  if (begin.startsWith('<')) throw refuse('it is XML; export it as JSON');
  return text;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined;
    throw error;
  }
}

function firstUnreadable(bytes: Uint8Array): number {
  const lenient = new TextDecoder().decode(bytes);
  return lenient.slice(0, lenient.indexOf('\uFFFD')).split('\n').length;
}
