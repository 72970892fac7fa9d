import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf, canHold } from '../work/rules.ts';
import { GiveNote } from './contract.ts';
import { mayFinish } from './rules.ts';
import * as store from './store.ts';

/** Somebody else finishes and signs a draft, who may sign and to whom the chart is open. Who wrote it stays. */
export const giveNote = command(GiveNote, async (tx, actor, { noteId, holderId, version }) => {
  const [found, holder] = await Promise.all([store.findNote(tx, noteId), findUser(tx, holderId)]);
  const note = mayFinish(found, actor.id, version);
  const { patientId } = note;
  canHold(holder);
  if (!(await store.maySignOf(tx, holderId, patientId))) throw new Refusal('chart/note-not-theirs');
  const given = await store.giveNote(tx, { noteId, holderId, version });
  if (!given) throw new Refusal('request/version-stale');
  const facts = { noteId, before: { holderId: note.holderId }, after: { holderId } };
  const audit = { patientId, subjectUserId: holderId, onBehalfOfId: behalfOf(note), facts };
  return { output: { noteId, version: given.version }, audit };
});
