import type { Id } from '#kernel/brand.ts';
import type { useAct } from '#web/act.ts';
import { saveFile } from '#web/save-file.ts';
import { outsideChecklistWords } from '#web/words/outside-checklist.ts';
import type { ChecklistLine } from '../contract.ts';
import { AddFile, OpenFile, RemoveFile } from '../file-contract.ts';

const words = outsideChecklistWords.files;

export type KeptFile = NonNullable<ChecklistLine['mark']>['files'][number];

export interface Files {
  readonly add: (line: ChecklistLine, file: File) => Promise<void>;
  readonly open: (file: KeptFile) => Promise<void>;
  /** Asks first: what is removed is gone. */
  readonly onRemove: (file: KeptFile) => void;
}

/** What can be done with the files of a list; `show` says that it was, over the list as it is then. */
export const filesOf = (
  { act }: Pick<ReturnType<typeof useAct>, 'act'>,
  { userId, show }: { readonly userId: Id<'user'>; readonly show: (said: string) => Promise<void> },
) => ({
  add: async ({ line }: ChecklistLine, file: File) => {
    const content = await inBase64(file);
    await act(AddFile, { userId, line, name: file.name, content }, { done: ({ name }) => show(words.added(name)) });
  },
  open: ({ fileId, name }: KeptFile) =>
    act(OpenFile, { fileId }, { done: (blob: unknown) => saveFile(name, blob as Blob) }),
  remove: ({ fileId, name }: KeptFile) => act(RemoveFile, { fileId }, { done: () => show(words.removed(name)) }),
});

/** An empty file has no Base64: it is sent as what no file begins with, and turned down as such. */
async function inBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    parts.push(String.fromCodePoint(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join('')) || 'AA==';
}
