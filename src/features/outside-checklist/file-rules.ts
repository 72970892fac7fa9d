import { Refusal } from '#kernel/refusal.ts';
import { fileTypes, MOST_BYTES } from './file-contract.ts';

/** Of one line. */
const MOST_FILES = 10;

/**
 * A file as it is kept: under its own name, without the folder it came from, and with an ending that its content has.
 *
 * @throws {Refusal} `checklist/too-many-files`, `checklist/file-too-large`, `checklist/file-unreadable`.
 */
export function readable<T extends Uint8Array>(given: string, content: T, already: number) {
  if (already >= MOST_FILES) throw new Refusal('checklist/too-many-files', { most: MOST_FILES });
  if (content.length > MOST_BYTES) throw new Refusal('checklist/file-too-large');
  const kind = fileTypes.find(({ begins }) => begins.every((byte, at) => content[at] === byte));
  if (!kind) throw new Refusal('checklist/file-unreadable');
  const bare = given.replace(/^.*[/\\]/, '').trim();
  const ends = kind.endings.some((ending) => bare.toLowerCase().endsWith(`.${ending}`));
  return { name: ends ? bare : `${bare}.${kind.endings[0]}`, type: kind.type, content };
}
