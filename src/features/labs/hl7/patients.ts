import { healthProvinces } from '#features/patients/contract.ts';
import { broken } from './broken.ts';
import type { Segment } from './segments.ts';
import { timeOf } from './times.ts';

/** A number by which the patient may be known. */
export interface PatientNumber {
  readonly digits: string;
  /** Who issued it; empty where that is not said. */
  readonly province: string;
}

/** Whom a message is about, as it says. */
export interface NamedPatient {
  readonly numbers: readonly PatientNumber[];
  readonly lastName: string;
  readonly firstName: string;
  /** As much as is known of it. */
  readonly birthDate: string | null;
}

/** Shorter ones are the laboratory's own. */
const SHORTEST = 6;
/** More than anybody has. */
const MOST_NUMBERS = 20;

const provinceIn = (text: string): string | undefined => {
  const named = /^(?:CAN?[-_ ]?)?([A-Z]{2})(?:[-_ ]?(?:HCN?|PHN|JHN|HN|ULI|HEALTH.*|RAMQ))?$/i
    .exec(text)?.[1]
    ?.toUpperCase();
  return healthProvinces.find((province) => province === named);
};

/**
 * A number in one of the forms that laboratories use: `number^version^province`, or with the authority, the type and the
 * jurisdiction in the fourth, fifth and ninth component. The second is a version or a check digit, never a province.
 */
function numberOf([number = '', , ...others]: readonly string[]): PatientNumber | undefined {
  const digits = number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  if (digits.length < SHORTEST || !/\d{4}/.test(digits)) return undefined;
  const [third = '', authority = '', type = '', , , , jurisdiction = ''] = others;
  const province = [authority, jurisdiction, type, third].map(provinceIn).find(Boolean);
  // The letters behind an Ontario number change with each card.
  return { digits: /^\d{10}[A-Z]{1,2}$/.test(digits) ? digits.slice(0, 10) : digits, province: province ?? '' };
}

/** @throws {Refusal} `labs/message-broken` */
export function namedPatient(pid: Segment): NamedPatient {
  const numbers = [2, 3, 4, 19].flatMap((field) =>
    pid
      .all(field)
      .slice(0, MOST_NUMBERS)
      .flatMap((parts) => numberOf(parts) ?? []),
  );
  const birth = timeOf(pid.first(7));
  if (birth === undefined) throw broken({ ...pid.place, field: 7 }, 'is no day');
  const [lastName = '', firstName = ''] = pid.parts(5);
  const whole = numbers.toSorted((one, other) => Number(one.province === '') - Number(other.province === ''));
  const once = whole.filter(({ digits }, at) => whole.findIndex((one) => one.digits === digits) === at);
  return { numbers: once, lastName, firstName, birthDate: birth?.day ?? null };
}
