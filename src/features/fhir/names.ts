import { createHash } from 'node:crypto';
import { hasCode } from './concepts.ts';
import type { Identifier } from './schema/datatypes.ts';
import type { Resource } from './schema/resources.ts';

/** These are the same wherever they appear, so what the world calls them counts for more than an address. */
const namedByIdentifier = new Set(['Patient', 'Practitioner', 'Organization']);
/** Of a patient's identifiers, the record number of where the file comes from, then the health number. */
const firstForPatients = ['MR', 'JHN'];

export const systemAndValue = (system: string, value: string): string => `${system}|${value}`;

/** The identifiers, as `system|value`, that stay with a resource and mean the same everywhere; the best one first. */
function lastingIdentifiers({ resourceType, identifier = [] }: Resource): string[] {
  const preferred = resourceType === 'Patient' ? firstForPatients : [];
  const rank = (one: Identifier): number => {
    const place = preferred.findIndex((code) => hasCode(one.type, [code]));
    return place < 0 ? preferred.length : place;
  };
  return identifier
    .filter(({ use }) => use !== 'old' && use !== 'temp')
    .toSorted((one, other) => rank(one) - rank(other))
    .flatMap(({ system, value }) => (system && value ? systemAndValue(system, value) : []));
}

/** Under its own identifier a contained resource is known outside too; without one it is nobody. */
export function outerName(resource: Resource): string | undefined {
  return namedByIdentifier.has(resource.resourceType) ? lastingIdentifiers(resource)[0] : undefined;
}

export interface Naming {
  readonly type: string;
  readonly content: object;
  /** Undefined when the type is not one that is read. */
  readonly resource: Resource | undefined;
  readonly addresses: readonly string[];
}

/**
 * Every name by which a resource may be referred to; the best is its key. A resource without any
 * is known by its content.
 */
export function namesOf({ type, content, resource, addresses }: Naming): { key: string; aliases: string[] } {
  const identifiers = resource ? lastingIdentifiers(resource) : [];
  const names = namedByIdentifier.has(type) ? [...identifiers, ...addresses] : [...addresses, ...identifiers];
  const [key = `${type}#${fingerprint(content)}`, ...aliases] = new Set(names);
  return { key, aliases };
}

const fingerprint = (content: object): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');
