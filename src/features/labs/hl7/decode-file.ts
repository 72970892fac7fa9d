import { MOST_BYTES, MOST_MESSAGES } from '../contract.ts';
import { broken } from './broken.ts';
import { charsetOf, decoded } from './charsets.ts';

/** A segment as it stands in the file. */
export interface Line {
  /** Which of the file's segments, from 1. */
  readonly at: number;
  readonly text: string;
}

/** One message, or one header or trailer of a batch: the segments that belong to it. */
export interface Chunk {
  readonly lines: readonly Line[];
  /** Nothing follows, not even the end of the last segment. */
  readonly cutOff: boolean;
}

const BEGIN_BLOCK = '\u000B';
const END_BLOCK = '\u001C';
/** What begins a chunk: a message, or an envelope around messages. */
const OPENS = /^(?:MSH|FHS|BHS|BTS|FTS)[^A-Za-z0-9]|^(?:BTS|FTS)$/;
const SEGMENT = /^\s*[A-Z][A-Z0-9]{2}(?:[^A-Za-z0-9\s]|$)/;

/**
 * The segments of a file, message by message, each read in the character set that its MSH-18 names.
 * Frames (MLLP), byte order marks and empty lines are passed over.
 *
 * @see docs/sources.md#hl7-v2
 * @throws {Refusal} `labs/message-broken`
 */
export function decodeFile(bytes: Uint8Array, file: string): Chunk[] {
  if (bytes.length > MOST_BYTES) throw broken({ file }, 'is larger than 10 MB; split it');
  // Each byte a letter: what separates segments looks the same in every character set that is read here.
  const raw = unframed(oneByteEach(bytes), file);
  if (raw.includes('\0')) throw broken({ file }, 'is no text; HL7 messages are');
  if (raw.trim() === '') throw broken({ file }, 'is empty');
  const lines = linesOf(raw, file);
  const chunks: Line[][] = [];
  for (const line of lines) {
    if (OPENS.test(line.text) || chunks.length === 0) chunks.push([line]);
    else chunks.at(-1)?.push(line);
  }
  if (chunks.filter(([first]) => first?.text.startsWith('MSH')).length > MOST_MESSAGES) {
    throw broken({ file }, 'holds more than 10,000 messages; split it');
  }
  const ends = /[\r\n]\s*$/.test(raw);
  return chunks.map((chunk, at) => ({ lines: inOwnLetters(chunk, file), cutOff: !ends && at === chunks.length - 1 }));
}

function oneByteEach(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const plain = wide ? Buffer.from(new TextDecoder(wide).decode(bytes)) : Buffer.from(bytes);
  return plain.toString('latin1').replace(/^\u00EF\u00BB\u00BF/, '');
}

/** Without the bytes that a connection puts around each message. */
function unframed(raw: string, file: string): string {
  const begun = raw.split(BEGIN_BLOCK).length;
  if (begun > 1 && begun !== raw.split(END_BLOCK).length) {
    throw broken({ file }, 'ends before its last message does; get it whole from the laboratory');
  }
  return raw.replaceAll(BEGIN_BLOCK, '\r').replaceAll(END_BLOCK, '\r');
}

/** What begins like no segment goes on with the one before: texts have line ends in them that nobody escaped. */
function linesOf(raw: string, file: string): Line[] {
  const lines: { at: number; text: string }[] = [];
  for (const text of raw.split(/\r\n|\r|\n/)) {
    if (text.trim() === '') continue;
    const last = lines.at(-1);
    if (SEGMENT.test(text)) {
      // An addendum goes on with the field that the segment before ended in.
      if (last && /^\s*ADD[^A-Za-z0-9]/.test(text)) last.text += text.trimStart().slice(4);
      else lines.push({ at: lines.length + 1, text: text.trimStart() });
    } else if (last && /^(?:OBX|NTE)/.test(last.text)) last.text += `\n${text}`;
    else if (last) throw broken({ file, segment: lines.length + 1 }, 'begins like no segment of HL7');
    else throw broken({ file }, 'has no MSH; it is no file of HL7 messages');
  }
  return lines;
}

function inOwnLetters(lines: readonly Line[], file: string): Line[] {
  const head = lines[0]?.text ?? '';
  const charset = head.startsWith('MSH') ? (head.split(head[3] ?? '|')[17] ?? '') : '';
  const known = charsetOf(charset);
  if (known === undefined) {
    throw broken(
      { file, segment: lines[0]?.at ?? 1, name: 'MSH', field: 18 },
      'names a character set that is not read here',
    );
  }
  // At once, since most of the time goes into beginning; what ends a line here stands in none of them.
  const whole = decoded(Buffer.from(lines.map(({ text }) => text).join('\r'), 'latin1'), known);
  if (whole !== undefined) return whole.split('\r').map((text, at) => ({ at: lines[at]?.at ?? 0, text }));
  const unread = lines.find(({ text }) => decoded(Buffer.from(text, 'latin1'), known) === undefined);
  throw broken({ file, segment: unread?.at ?? 1 }, 'has letters that are not in the character set of MSH-18');
}
