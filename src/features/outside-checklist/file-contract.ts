import { Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { FileId, FilledLine, UserId } from '#kernel/schema.ts';
import { LineKey } from './contract.ts';

/** What a file may be, by how it begins. */
export const fileTypes = [
  { type: 'application/pdf', endings: ['pdf'], begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', endings: ['png'], begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], begins: [0xff, 0xd8, 0xff] },
] as const;

/** Of one file. */
export const MOST_BYTES = 2 * 1024 * 1024;
/** Base64 takes four characters for three bytes; what is a little too large is still told so in its own words. */
const MOST_CHARACTERS = 2 * MOST_BYTES;

export const AddFile = operation({
  name: 'outside-checklist.add-file',
  says: 'Keep a file that shows that a line of a user’s outside checklist is done: a PDF, PNG or JPEG of at most 2 MB.',
  method: 'POST',
  path: '/users/{userId}/outside-checklist/{line}/files',
  bodyLimitBytes: MOST_CHARACTERS + 1_000,
  input: Type.Object({
    userId: UserId,
    line: LineKey,
    name: FilledLine,
    /** The file in Base64. */
    content: Type.String({ minLength: 1, maxLength: MOST_CHARACTERS, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
  }),
  output: Type.Object({ fileId: FileId, name: Type.String() }),
  refusals: [
    'user/not-found',
    'checklist/line-not-found',
    'checklist/not-marked',
    'checklist/file-unreadable',
    'checklist/file-too-large',
    'checklist/too-many-files',
  ],
});

export const OpenFile = operation({
  name: 'outside-checklist.open-file',
  says: 'Open a file of a user’s outside checklist.',
  method: 'POST',
  path: '/outside-checklist/files/{fileId}',
  files: fileTypes.map(({ type }) => type),
  input: Type.Object({ fileId: FileId }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['checklist/file-not-found'],
});

export const RemoveFile = operation({
  name: 'outside-checklist.remove-file',
  says: 'Remove a file of a user’s outside checklist; that it was there stays on record.',
  method: 'DELETE',
  path: '/outside-checklist/files/{fileId}',
  input: Type.Object({ fileId: FileId }),
  output: Type.Object({}),
  refusals: ['checklist/file-not-found'],
});
