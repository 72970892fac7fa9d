import { isObject } from './walk.ts';

/** Whom and what other files speak of. */
const directory = new Set(['Organization', 'Location', 'Practitioner', 'PractitionerRole', 'HealthcareService']);

/**
 * Which of several files comes first: those of practitioners and sites alone, then those that bring
 * patients, then those that only speak of patients. Read otherwise, results would be nobody's.
 */
export function importOrder(bundle: unknown): 0 | 1 | 2 {
  const entries: unknown = isObject(bundle) ? bundle['entry'] : undefined;
  const types = new Set(Array.isArray(entries) ? entries.map(typeOf) : []);
  if (types.has('Patient')) return 1;
  return types.size > 0 && [...types].every((type) => directory.has(type)) ? 0 : 2;
}

function typeOf(entry: unknown): string {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  return isObject(resource) && typeof resource['resourceType'] === 'string' ? resource['resourceType'] : '';
}
