import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { isAfter } from '#features/patients/rules.ts';
import { broken } from './broken.ts';
import { type Bundle, pathOf } from './bundle.ts';
import { foundBy, type Target } from './identities.ts';
import type { Imported, Patient } from './imported.ts';
import { healthNumberText, healthProvinceOf } from './rows.ts';
import { type PatientHere, patientsHere } from './store.ts';

/**
 * Which patients of an import, unknown by their key, are here by their health number: key to patient.
 *
 * @throws {Refusal} `patient/not-found` when one of them is closed to the actor, `fhir/bundle-broken` when one who
 *   is here under the same key or number is plainly somebody else.
 */
export async function whoIsHere(
  tx: Tx,
  { file, entries }: Bundle,
  { patients, missing }: Imported,
  known: readonly Target[],
): Promise<ReadonlyMap<string, string>> {
  const targets = new Map(known.flatMap(({ type, key, targetId }) => (type === 'Patient' ? [[key, targetId]] : [])));
  const targetOf = (patient: Patient) => foundBy(patient).flatMap((key) => targets.get(key) ?? [])[0];
  const ids = new Set(
    [...patients.map(targetOf), ...missing.map(({ key }) => targets.get(key))].filter((id) => id !== undefined),
  );
  const numbers = patients
    .filter((patient) => !targetOf(patient))
    .map(numberOf)
    .filter(({ digits }) => digits !== '');
  if (ids.size + numbers.length === 0) return new Map();

  const here = await patientsHere(tx, [...ids], numbers);
  const byId = new Map<string, PatientHere>(here.map((one) => [one.patientId, one]));
  if ([...ids].some((id) => !byId.has(id))) throw new Refusal('patient/not-found');

  const linked = new Map<string, string>();
  for (const patient of patients) {
    const target = targetOf(patient);
    const one = target === undefined ? here.find((each) => hasNumber(each, patient)) : byId.get(target);
    if (!one) continue;
    if (isSomebodyElse(one, patient)) {
      throw broken(
        file,
        pathOf(entries, patient.source),
        'has the number of a patient here who has another name and another date of birth',
      );
    }
    if (target === undefined) linked.set(patient.source.key, one.patientId);
  }
  return linked;
}

const plain = (number: string): string => number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
/** The letters behind an Ontario number change with each new card. */
const withoutVersion = (province: string, digits: string): string =>
  province === 'ON' ? digits.replace(/[A-Z]{1,2}$/, '') : digits;

function numberOf(patient: Patient) {
  const province = healthProvinceOf(patient);
  return { province, digits: withoutVersion(province, plain(healthNumberText(patient))) };
}

function hasNumber({ healthProvince, healthDigits }: PatientHere, patient: Patient): boolean {
  const { province, digits } = numberOf(patient);
  return digits !== '' && healthProvince === province && withoutVersion(province, healthDigits) === digits;
}

/** A name changes and a date is corrected; where both differ, a number has been shared or used again. */
function isSomebodyElse(here: PatientHere, { name, birthDate }: Patient): boolean {
  const nameOf = (first: string, last: string) => `${first} ${last}`.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const sameName = nameOf(here.firstName, here.lastName) === nameOf(name.given, name.family);
  if (here.dateOfBirth === null || birthDate === null || sameName) return false;
  return isAfter(here.dateOfBirth, birthDate) || isAfter(birthDate, here.dateOfBirth);
}
