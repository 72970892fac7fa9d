import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RemoveFile } from './file-contract.ts';
import * as store from './file-store.ts';

/** Removes a file that should not be here: its content goes, that it was here stays. */
export const removeFile = command(RemoveFile, async (tx, actor, { fileId }) => {
  const removed = await store.removeFile(tx, actor, fileId);
  if (!removed) throw new Refusal('checklist/file-not-found');
  const { userId, line, name } = removed;
  return { output: {}, audit: { subjectUserId: userId, facts: { line, file: name } } };
});
