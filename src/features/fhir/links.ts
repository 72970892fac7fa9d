import { broken } from './broken.ts';
import type { Bundle } from './bundle.ts';
import { hasCode } from './concepts.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { Target } from './references.ts';
import type { Reference } from './schema/datatypes.ts';
import type { Resources, ResourceType } from './schema/resources.ts';

type Link = Reference | undefined;

/** Where the references of one entry lead, as keys of records; null where that is unknown or no such record. */
export interface Links {
  /** Through a practitioner's role too. */
  readonly practitioner: (reference: Link) => string | null;
  /** The first practitioner among others. */
  readonly anyPractitioner: (references: readonly Link[] | undefined) => string | null;
  readonly site: (reference: Link) => string | null;
  /**
   * Null for records that are about no patient but a group, a device or a place.
   * @throws {Refusal} `fhir/bundle-broken` for anything else
   */
  readonly patient: (reference: Link, field: string) => string | null;
  /** What the bundle itself holds there. */
  readonly entry: <T extends ResourceType>(reference: Link, type: T) => EntryOf<T> | undefined;
}

export function linksOf(from: Entry, { follow, file }: Bundle): Links {
  const targetOf = (reference: Link, start = from) => reference && follow(reference, start);

  function keyTo(type: ResourceType, reference: Link, start = from): string | null {
    const target = targetOf(reference, start);
    if (!target || 'nothing' in target) return null;
    if ('entry' in target) return target.entry.type === type && !target.entry.within ? target.entry.key : null;
    const { elsewhere } = target;
    return elsewhere.type === undefined || elsewhere.type === type ? elsewhere.key : null;
  }

  function entry<T extends ResourceType>(reference: Link, type: T): EntryOf<T> | undefined {
    const target = targetOf(reference);
    return target && 'entry' in target && isOf(target.entry, type) ? target.entry : undefined;
  }

  function practitioner(reference: Link): string | null {
    const role = entry(reference, 'PractitionerRole');
    return role ? keyTo('Practitioner', role.resource.practitioner, role) : keyTo('Practitioner', reference);
  }

  const anyPractitioner = (references: readonly Link[] = []): string | null =>
    references.map(practitioner).find((key) => key !== null) ?? null;

  function site(reference: Link): string | null {
    const organization = entry(reference, 'Organization');
    return organization && isPayer(organization.resource) ? null : keyTo('Organization', reference);
  }

  function patient(reference: Link, field: string): string | null {
    const target = targetOf(reference);
    const type = typeOf(target);
    if (type !== undefined && !subjects.has(type)) {
      throw broken(file, `${from.path}.${field}`, 'must point to a patient');
    }
    // Each record that contains such a patient would make another one of the same person.
    if (type === 'Patient' && target && 'entry' in target && target.entry.within) {
      throw broken(file, `${from.path}.${field}`, 'points to a contained patient without an identifier');
    }
    return keyTo('Patient', reference);
  }

  return { practitioner, anyPractitioner, site, patient, entry };
}

const subjects = new Set(['Patient', 'Group', 'Device', 'Location']);

function typeOf(target: Target | undefined): string | undefined {
  if (!target || 'nothing' in target) return undefined;
  return 'entry' in target ? target.entry.type : target.elsewhere.type;
}

const payers = ['ins', 'pay'];

/** An insurer pays for care and gives none: it is no site. */
export const isPayer = ({ type }: Resources['Organization']): boolean =>
  type?.some((concept) => hasCode(concept, payers)) ?? false;

const isOf = <T extends ResourceType>(entry: Entry, type: T): entry is EntryOf<T> =>
  entry.resource?.resourceType === type;

const leading = ['ATND', 'PPRF'];

/** Who saw the patient at an encounter: who attended, else the primary performer, else the first practitioner named. */
export function practitionerAt(encounter: EntryOf<'Encounter'>, bundle: Bundle): string | null {
  const links = linksOf(encounter, bundle);
  const participants = encounter.resource.participant ?? [];
  const leaders = leading.flatMap((code) =>
    participants.filter(({ type }) => type?.some((concept) => hasCode(concept, [code]))),
  );
  return links.anyPractitioner([...leaders, ...participants].map(({ individual }) => individual));
}
