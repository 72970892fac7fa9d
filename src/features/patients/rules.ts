import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { MasterFile } from './contract.ts';

/** How much of a day is known. */
export type Precision = 'year' | 'month' | 'day';
/** Of `1950`, `1950-06` or `1950-06-12`. */
export const precisionOf = (known: string | null): Precision =>
  known?.length === 4 ? 'year' : known?.length === 7 ? 'month' : 'day';

/** The day that is kept: a month or a year stands for its first. */
export const firstDayOf = (known: string | null): string | null => known && `${known}-01-01`.slice(0, 10);

/** Whether the month or year alone is known, as the form takes it in. */
export const isMonthOrYear = (text: string): boolean => /^[1-9]\d{3}(-(0[1-9]|1[0-2]))?$/.test(text);

/** What is known of both days. */
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
  if ([dateOfBirth, deceasedOn].some((known) => known !== null && isAfter(known, today))) {
    throw new Refusal('patient/date-in-the-future');
  }
  if (dateOfBirth !== null && deceasedOn !== null && isAfter(dateOfBirth, deceasedOn)) {
    throw new Refusal('patient/dates-reversed');
  }
}

/** Whether one is later than the other for certain, by as much as is known of both. */
export function isAfter(one: string, other: string): boolean {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) > other.slice(0, known);
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
  site,
  ...fields
}: MasterFile) {
  return { ...fields, mrpId: mrp?.userId ?? null, site: site?.name ?? null };
}
