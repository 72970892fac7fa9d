import { type Bundle, entriesOf } from './bundle.ts';
import { codeOf } from './concepts.ts';
import { addressOf, contactsOf, healthCardDays, healthNumberOf, identifiersOf, nameOf } from './demographics.ts';
import type { EntryOf } from './entry.ts';
import type { Patient } from './imported.ts';
import { linksOf, practitionerAt } from './links.ts';
import { momentOf } from './schema/when.ts';

/**
 * Patients become master files. The MRP is the practitioner among the patient's general
 * practitioners, else whoever saw the patient most often, the last one of equals.
 */
export function patientsOf(bundle: Bundle): Patient[] {
  const visits = Map.groupBy(visitsOf(bundle), ({ patientKey }) => patientKey);
  return entriesOf(bundle, 'Patient').map((entry) => {
    const stated = linksOf(entry, bundle).anyPractitioner(entry.resource.generalPractitioner);
    const siteKey = linksOf(entry, bundle).site(entry.resource.managingOrganization);
    return patientOf(entry, { siteKey, mrpKey: stated ?? mostSeen(visits.get(entry.key) ?? []) });
  });
}

function patientOf(
  { type, key, aliases, resource }: EntryOf<'Patient'>,
  keys: Pick<Patient, 'siteKey' | 'mrpKey'>,
): Patient {
  const { birthDate, deceasedBoolean = false, deceasedDateTime, communication = [] } = resource;
  const language = communication.find(({ preferred }) => preferred) ?? communication[0];
  return {
    source: { type, key },
    aliases,
    name: nameOf(resource.name),
    active: resource.active ?? true,
    gender: resource.gender ?? 'unknown',
    birthDate: birthDate ?? null,
    deceased: deceasedBoolean || deceasedDateTime !== undefined,
    deceasedOn: deceasedDateTime?.slice(0, 10) ?? null,
    contacts: contactsOf(resource.telecom, 'home'),
    address: addressOf(resource.address),
    language: codeOf(language?.language) ?? null,
    healthNumber: healthNumberOf(resource.identifier),
    healthCard: healthCardDays(resource.identifier),
    identifiers: identifiersOf(resource.identifier),
    ...keys,
  };
}

interface Visit {
  readonly patientKey: string | null;
  readonly practitionerKey: string;
  readonly at: string;
}

function visitsOf(bundle: Bundle): Visit[] {
  return entriesOf(bundle, 'Encounter').flatMap((encounter) => {
    const practitionerKey = practitionerAt(encounter, bundle);
    if (practitionerKey === null) return [];
    const { subject, period } = encounter.resource;
    const patientKey = linksOf(encounter, bundle).patient(subject, 'subject');
    return { patientKey, practitionerKey, at: period?.start ? momentOf(period.start) : '' };
  });
}

function mostSeen(visits: readonly Visit[]): string | null {
  // Latest first, so that of equals the later one comes first.
  const latestFirst = visits.toSorted((one, other) => other.at.localeCompare(one.at));
  const byPractitioner = [...Map.groupBy(latestFirst, ({ practitionerKey }) => practitionerKey)];
  const [most] = byPractitioner.toSorted(([, one], [, other]) => other.length - one.length);
  return most?.[0] ?? null;
}
