import { Refusal } from '#kernel/refusal.ts';

/** Most bytes of a file, and most files of a line. */
export const MOST_BYTES = 2 * 1024 * 1024;
const MOST_FILES = 10;

/** What a file may be, by how it begins. */
export const fileTypes = [
  { type: 'application/pdf', endings: ['pdf'], begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', endings: ['png'], begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], begins: [0xff, 0xd8, 0xff] },
] as const;

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
