import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { PrescriptionStatus } from './contract.ts';

/** The types of users who prescribe, where a role allows it. */
export const prescribers: readonly string[] = ['doctor', 'nurse', 'resident', 'midwife'];

/**
 * Decides whether a user of this type may prescribe.
 *
 * @throws {Refusal} `prescription/not-a-prescriber`.
 */
export function prescribes(type: string): void {
  if (!prescribers.includes(type)) throw new Refusal('prescription/not-a-prescriber');
}

/** What must be known of a prescription to decide what can be done with it. */
export interface Held {
  readonly holderId: Id<'user'>;
  readonly status: PrescriptionStatus;
  /** The actor covers for its holder now. */
  readonly covers: boolean;
}

function there<P extends Held>(prescription: P | undefined): P {
  if (!prescription) throw new Refusal('work/not-found');
  if (prescription.status === 'cancelled') throw new Refusal('work/already-closed');
  return prescription;
}

/**
 * Decides whether somebody may go on with a prescription: while it is a draft, whoever holds it or covers for its holder.
 *
 * @throws {Refusal} `work/not-found`, `work/already-closed`, `prescription/signed`, `work/not-yours`.
 */
export function mayGoOnWith<P extends Held>(prescription: P | undefined, actorId: Id<'user'>): P {
  const draft = there(prescription);
  if (draft.status === 'signed') throw new Refusal('prescription/signed');
  if (draft.holderId !== actorId && !draft.covers) throw new Refusal('work/not-yours');
  return draft;
}

/**
 * Decides whether somebody may cancel a prescription: a draft its holder or who covers; what is signed anybody who prescribes, for
 * whoever signed it may be away when it must not be dispensed.
 *
 * @throws {Refusal} `work/not-found`, `work/already-closed`, `work/not-yours`, `prescription/not-a-prescriber`.
 */
export function mayCancel<P extends Held>(
  prescription: P | undefined,
  actor: { readonly id: Id<'user'>; readonly type: string },
): P {
  const one = there(prescription);
  if (one.status === 'draft' && one.holderId !== actor.id && !one.covers) throw new Refusal('work/not-yours');
  if (one.status === 'signed') prescribes(actor.type);
  return one;
}

/**
 * Decides whether a prescription can be printed.
 *
 * @throws {Refusal} `work/not-found`, `work/already-closed`, `prescription/not-signed`.
 */
export function mayPrint<P extends Pick<Held, 'status'>>(prescription: P | undefined): P {
  if (!prescription) throw new Refusal('work/not-found');
  if (prescription.status === 'cancelled') throw new Refusal('work/already-closed');
  if (prescription.status === 'draft') throw new Refusal('prescription/not-signed');
  return prescription;
}

/**
 * Makes sure that a prescriber has the numbers that a prescription bears.
 *
 * @throws {Refusal} `prescription/number-missing`.
 * @see docs/sources.md#prescriptions
 */
export function hasNumbers(lacks: readonly string[]): void {
  if (lacks.length > 0) throw new Refusal('prescription/number-missing', { fields: lacks.join(', ') });
}

/**
 * Makes sure that a patient lives.
 *
 * @throws {Refusal} `prescription/patient-deceased`.
 */
export function lives({ deceased }: { readonly deceased: boolean }): void {
  if (deceased) throw new Refusal('prescription/patient-deceased');
}
