import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OpenFile } from './file-contract.ts';
import { readFile } from './file-store.ts';

/** Hands a file of the checklist out, with its entry. */
export const openFile = command(OpenFile, async (tx, _actor, { fileId }) => {
  const file = await readFile(tx, fileId);
  if (!file) throw new Refusal('checklist/file-not-found');
  const { userId, line, name, type, content } = file;
  return {
    output: { type, fileName: name, content: whole(content) },
    audit: { subjectUserId: userId, facts: { line, file: name } },
  };
});

async function* whole(content: Buffer) {
  yield content;
}
