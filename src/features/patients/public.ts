import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { isClosed } from './store.ts';

/** Why a patient is not there for the actor: closed, where the clinic lets that be known, or of nobody. */
export const notOpen = async (tx: Tx, patientId: Id<'patient'> | null | undefined): Promise<Refusal> =>
  new Refusal(patientId && (await isClosed(tx, patientId)) ? 'patient/closed' : 'patient/not-found');
