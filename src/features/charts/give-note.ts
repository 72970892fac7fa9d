import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { canHold } from '../work/rules.ts';
import { GiveNote } from './contract.ts';
import { mayFinish } from './rules.ts';
import * as store from './store.ts';

/** Somebody else finishes and signs a draft, who may sign and to whom the chart is open. Who wrote it stays. */
export const giveNote = command(GiveNote, async (tx, actor, { noteId, holderId, version }) => {
  const [note, holder] = await Promise.all([store.findNote(tx, noteId), findUser(tx, holderId)]);
  const { patientId } = mayFinish(note, actor.id, version);
  canHold(holder);
  if (!(await store.maySignOf(tx, holderId, patientId))) throw new Refusal('chart/note-not-theirs');
  const given = await store.giveNote(tx, actor, { noteId, holderId, version });
  if (!given) throw new Refusal('request/version-stale');
  const facts = { noteId, before: { holderId: actor.id }, after: { holderId } };
  return { output: { noteId, version: given.version }, audit: { patientId, subjectUserId: holderId, facts } };
});
