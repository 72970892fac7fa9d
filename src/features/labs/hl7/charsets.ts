/** How a text is written, by the names that TextDecoder knows; the first in which it can be read counts. */
export type Charset = readonly string[];

/** UTF-8 wherever the bytes are UTF-8; else the set of Western Europe, in which every byte is a letter. */
const unnamed: Charset = ['utf-8', 'windows-1252'];

/**
 * What MSH-18 names (HL7 table 0211), the first of several; nothing named, or no more than ASCII, is guessed. Undefined where
 * it is none that is read here.
 */
export function charsetOf(named: string): Charset | undefined {
  const name = (named.split(/[~^]/)[0] ?? '')
    .trim()
    .toUpperCase()
    .replaceAll(/[\s_]+/g, ' ');
  if (/^(?:|""|ASCII|US-ASCII|ISO IR6|ISO IR-6)$/.test(name)) return unnamed;
  if (/^(?:UNICODE UTF-8|UNICODE|UTF-?8|ISO IR192)$/.test(name)) return ['utf-8'];
  const [, part] = /^(?:ISO[- ]?)?8859[/-](\d{1,2})$/.exec(name) ?? [];
  if (part === '1' || name === 'ISO IR100' || /^(?:CP|WINDOWS-?)1252$/.test(name)) return ['windows-1252'];
  if (part && Number(part) >= 2 && Number(part) <= 16 && part !== '12') return [`iso-8859-${part}`];
  return undefined;
}

/** Undefined where the bytes are no text in that set. */
export function decoded(bytes: Uint8Array, charset: Charset): string | undefined {
  for (const name of charset) {
    try {
      return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // Not written in this one.
    }
  }
  return undefined;
}
