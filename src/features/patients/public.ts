import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { askWhyNotOpen } from './store.ts';

export { type NotOpen, whyNotOpen } from './store.ts';

/** The refusal of a patient who is not there for the actor. */
export const notOpen = async (tx: Tx, patientId: Id<'patient'> | null | undefined): Promise<Refusal> =>
  new Refusal(patientId ? await askWhyNotOpen(tx, patientId) : 'patient/not-found');
