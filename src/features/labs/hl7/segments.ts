import { broken, type Place } from './broken.ts';
import type { Line } from './decode-file.ts';
import { charsetOf } from './charsets.ts';
import { type Separators, unescaped } from './escapes.ts';

/** A segment whose fields are counted as the standard counts them. */
export interface Segment {
  readonly id: string;
  readonly place: Place;
  /** A field as it stands there; empty where there is none, or where it says `""`: nothing any more. */
  readonly raw: (field: number) => string;
  /** The repetitions of a field that say anything, each as its components, of each the first subcomponent. */
  readonly all: (field: number) => string[][];
  /** The components of a field's first repetition. */
  readonly parts: (field: number) => string[];
  /** The first component of a field. */
  readonly first: (field: number) => string;
  /** A field as one text, in which only repetitions are lines of their own. */
  readonly text: (field: number) => string;
}

/**
 * The separators that MSH-1 and MSH-2 set.
 * @throws {Refusal} `labs/message-broken`
 */
export function separatorsOf({ text }: Line, place: Place): Separators {
  const field = text[3] ?? '';
  const encoding = text.slice(4).split(field)[0] ?? '';
  const all = [field, ...encoding.split('')];
  if (!/^[^\w\s]$/.test(field)) throw broken({ ...place, field: 1 }, 'sets no separator');
  if (!/^[^\w\s]{1,5}$/.test(encoding) || new Set(all).size !== all.length) {
    throw broken({ ...place, field: 2 }, 'sets no separators, or one of them twice');
  }
  const [component = '', repetition = '', escape = '', subcomponent = ''] = encoding;
  const charset = charsetOf(text.split(field)[17] ?? '') ?? ['utf-8'];
  return { field, component, repetition, escape, subcomponent, charset };
}

const split = (text: string, by: string): string[] => (by === '' ? [text] : text.split(by));
const said = (text: string): string => (text.trim() === '""' ? '' : text);

/** Reads a line by the separators of its message. */
export function segmentOf({ at, text }: Line, separators: Separators, where: Omit<Place, 'segment' | 'name'>): Segment {
  const { field: by, component, repetition, subcomponent } = separators;
  const pieces = text.split(by);
  const id = pieces[0] ?? '';
  // MSH-1 is the separator itself.
  const fields = /^(?:MSH|FHS|BHS)$/.test(id) ? [id, by, ...pieces.slice(1)] : pieces;
  const raw = (field: number) => said(fields[field] ?? '');
  const plain = (one: string) => unescaped(said(one), separators);
  const all = (field: number) =>
    split(raw(field), repetition)
      .map((one) => split(one, component).map((part) => plain(split(part, subcomponent)[0] ?? '').trim()))
      .filter((parts) => parts.some(Boolean));
  const parts = (field: number) => all(field)[0] ?? [];
  return {
    id,
    place: { ...where, segment: at, ...(/^[A-Z][A-Z0-9]{2}$/.test(id) && !id.startsWith('Z') ? { name: id } : {}) },
    raw,
    all,
    parts,
    first: (field) => parts(field)[0] ?? '',
    text: (field) => split(raw(field), repetition).map(plain).join('\n'),
  };
}
