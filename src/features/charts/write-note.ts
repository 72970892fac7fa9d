import { notOpen } from '#features/patients/public.ts';
import { command } from '#kernel/command.ts';
import { WriteNote } from './contract.ts';
import * as store from './store.ts';

/** Writes a draft, which its author must still sign. */
export const writeNote = command(WriteNote, async (tx, actor, { patientId, ...words }) => {
  const written = await store.insertNote(tx, actor, patientId, words);
  if (!written) throw await notOpen(tx, patientId);
  return { output: written, audit: { patientId, facts: { noteId: written.noteId } } };
});
