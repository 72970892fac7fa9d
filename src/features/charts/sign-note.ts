import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { SignNote } from './contract.ts';
import { mayFinish } from './rules.ts';
import * as store from './store.ts';

/** Signs a draft; from then on nobody changes it. */
export const signNote = command(SignNote, async (tx, actor, { noteId, version }) => {
  const note = mayFinish(await store.findNote(tx, noteId), actor.id, version);
  const signed = await store.signNote(tx, actor, noteId, version);
  if (!signed) throw new Refusal('request/version-stale');
  return {
    output: { noteId, ...signed },
    audit: { patientId: note.patientId, onBehalfOfId: behalfOf(note), facts: { noteId } },
  };
});
