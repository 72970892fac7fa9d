import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { canHold } from '../work/rules.ts';
import { PassNote } from './contract.ts';
import { draftOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** A colleague's draft goes to somebody who may sign and to whom the chart is open. Who wrote it stays. */
export const passNote = command(PassNote, async (tx, _actor, { noteId, holderId, version }) => {
  const [found, holder] = await Promise.all([store.findNote(tx, noteId), findUser(tx, holderId)]);
  const { patientId, holderId: fromId } = draftOrRefuse(found);
  canHold(holder);
  if (!(await store.maySignOf(tx, holderId, patientId))) throw new Refusal('chart/note-not-theirs');
  const given = await store.giveNote(tx, { noteId, holderId, version });
  if (!given) throw new Refusal('request/version-stale');
  const facts = { noteId, before: { holderId: fromId }, after: { holderId } };
  return { output: { noteId, version: given.version }, audit: { patientId, subjectUserId: holderId, facts } };
});
