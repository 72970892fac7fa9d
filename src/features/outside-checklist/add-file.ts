import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { AddFile } from './file-contract.ts';
import { readable } from './file-rules.ts';
import * as files from './file-store.ts';
import { linesFor } from './lines/provinces.ts';
import { onList } from './rules.ts';
import * as store from './store.ts';

/** Keeps a file with a line of which something has been said; what kind of file it is, is read from the file. */
export const addFile = command(AddFile, async (tx, actor, { userId, line, name, content }) => {
  await store.holdStill(tx, userId);
  const [leaver, marks] = await Promise.all([store.readLeaver(tx, userId), store.marksOf(tx, [userId])]);
  if (!leaver) throw new Refusal('user/not-found');
  onList(linesFor(leaver), line);
  const mark = marks.find((one) => one.line === line);
  if (!mark) throw new Refusal('checklist/not-marked');
  const file = readable(name, Buffer.from(content, 'base64'), mark.files.length);
  const added = await files.addFile(tx, actor, { userId, line, ...file });
  if (!added) throw new Refusal('checklist/not-marked');
  return {
    output: { fileId: added.fileId, name: file.name },
    audit: { subjectUserId: userId, facts: { line, file: file.name, bytes: file.content.length } },
  };
});
