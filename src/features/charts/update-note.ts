import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { UpdateNote } from './contract.ts';
import { mayFinish } from './rules.ts';
import * as store from './store.ts';

/** Changes a draft. The entry says which, never the words. */
export const updateNote = command(UpdateNote, async (tx, actor, { noteId, version, ...words }) => {
  const note = mayFinish(await store.findNote(tx, noteId), actor.id, version);
  const updated = await store.updateNote(tx, noteId, version, words);
  if (!updated) throw new Refusal('request/version-stale');
  return {
    output: { noteId, version: updated.version },
    audit: { patientId: note.patientId, onBehalfOfId: behalfOf(note), facts: { noteId } },
  };
});
