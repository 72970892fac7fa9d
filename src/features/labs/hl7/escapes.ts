import { type Charset, decoded } from './charsets.ts';

/** What separates the parts of a message, and how its letters are written. Empty: the message has no such separator. */
export interface Separators {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
  readonly charset: Charset;
}

const SEQUENCES = String.raw`[FSTREPHN]|\.br|\.ce|\.fi|\.nf|\.sp\+?\d{0,3}|\.sk\+?\d{0,3}|\.in[+-]?\d{0,3}|\.ti[+-]?\d{0,3}|X(?:[\da-fA-F]{2})+|C[\da-fA-F]{4}|M[\da-fA-F]{4,6}|Z[^\r\n]{0,20}?`;
const quoted = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/-]/, String.raw`\$&`);
const patterns = new Map<string, RegExp>();

/** Sequences between two escape characters; what is none stays as it is. */
function patternOf(escape: string): RegExp {
  const known = patterns.get(escape);
  if (known) return known;
  const made = new RegExp(`${quoted(escape)}(${SEQUENCES})${quoted(escape)}`, 'g');
  patterns.set(escape, made);
  return made;
}

// oxlint-disable no-control-regex -- the database keeps no NUL, and no page shows the others
const CONTROLS = /[\u0000-\u001F\u007F]/;
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F]/g;
// oxlint-enable no-control-regex

/** A text as it is meant: separators, line ends and letters instead of the sequences that stand for them. */
export function unescaped(text: string, separators: Separators): string {
  const { escape } = separators;
  const meant =
    escape === '' || !text.includes(escape)
      ? text
      : text.replaceAll(patternOf(escape), (_, sequence: string) => meaning(sequence, separators));
  return CONTROLS.test(meant) ? meant.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, '') : meant;
}

/** @see docs/sources.md#hl7-v2-escapes */
function meaning(
  sequence: string,
  { field, component, subcomponent, repetition, escape, charset }: Separators,
): string {
  const separator = { F: field, S: component, T: subcomponent, R: repetition, E: escape, P: '#' }[sequence];
  if (separator !== undefined) return separator;
  if (sequence === '.br' || sequence === '.ce') return '\n';
  const count = Math.min(Number(/\d+/.exec(sequence)?.[0] ?? 1), 40);
  if (sequence.startsWith('.sp')) return '\n'.repeat(count);
  if (sequence.startsWith('.sk')) return ' '.repeat(count);
  if (sequence.startsWith('X'))
    return decoded(Buffer.from(sequence.slice(1), 'hex'), [...charset, 'windows-1252']) ?? '';
  // Emphasis, indents, other character sets in between and what one laboratory means by itself change no word.
  return '';
}
