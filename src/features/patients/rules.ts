import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { MasterFile } from './contract.ts';

interface Dates {
  readonly dateOfBirth: string | null;
  readonly deceasedOn: string | null;
}

/**
 * Decides whether somebody can have been born and have died on these days, as seen from the clinic's `today`.
 *
 * @throws {Refusal} `patient/date-in-the-future`, `patient/dates-reversed`.
 */
export function datesPossible({ dateOfBirth, deceasedOn }: Dates, today: string): void {
  if ([dateOfBirth, deceasedOn].some((day) => day !== null && day > today)) {
    throw new Refusal('patient/date-in-the-future');
  }
  if (dateOfBirth !== null && deceasedOn !== null && deceasedOn < dateOfBirth) {
    throw new Refusal('patient/dates-reversed');
  }
}

/** Whom a patient is to have as MRP, and whom they have. */
interface Choice {
  readonly wanted: Id<'user'> | null;
  readonly held: Id<'user'> | null;
  readonly isActiveDoctor: boolean;
}

/**
 * Decides whether this MRP may be chosen: an active doctor, nobody, or whoever it is already.
 *
 * @throws {Refusal} `patient/mrp-not-a-doctor`.
 */
export function mayBeMrp({ wanted, held, isActiveDoctor }: Choice): void {
  if (wanted !== null && wanted !== held && !isActiveDoctor) throw new Refusal('patient/mrp-not-a-doctor');
}

/** A master file as the audit log keeps it: what the Edit page shows and can change, the MRP by the name they have now. */
export function recorded({
  patientId: _id,
  demographicNumber: _number,
  version: _version,
  deceased: _deceased,
  mrp,
  ...fields
}: MasterFile) {
  return { ...fields, mrp: mrp?.name ?? null };
}
