import { type Bundle, entriesOf } from './bundle.ts';
import { textsOf } from './concepts.ts';
import { addressOf, contactsOf, identifiersOf, nameOf } from './demographics.ts';
import type { EntryOf } from './entry.ts';
import type { Practitioner } from './imported.ts';
import { linksOf, practitionerAt } from './links.ts';

/** What a practitioner does at one place. */
interface Post {
  readonly practitionerKey: string | null;
  readonly siteKey: string | null;
  readonly specialty: string;
}

/** Practitioners become users, who are given no credentials by an import. */
export function practitionersOf(bundle: Bundle): Practitioner[] {
  const stated = Map.groupBy(
    entriesOf(bundle, 'PractitionerRole').map((role) => statedPost(role, bundle)),
    holderOf,
  );
  const seen = Map.groupBy(
    entriesOf(bundle, 'Encounter').map((encounter) => seenPost(encounter, bundle)),
    holderOf,
  );
  return entriesOf(bundle, 'Practitioner').map((entry) =>
    practitionerOf(entry, stated.get(entry.key) ?? seen.get(entry.key) ?? []),
  );
}

const holderOf = ({ practitionerKey }: Post): string | null => practitionerKey;

function statedPost(role: EntryOf<'PractitionerRole'>, bundle: Bundle): Post {
  const { practitioner, organization, specialty } = role.resource;
  const links = linksOf(role, bundle);
  return {
    practitionerKey: links.practitioner(practitioner),
    siteKey: links.site(organization),
    specialty: textsOf(specialty),
  };
}

/** Where no role is stated, whoever sees patients at a site works there. */
const seenPost = (encounter: EntryOf<'Encounter'>, bundle: Bundle): Post => ({
  practitionerKey: practitionerAt(encounter, bundle),
  siteKey: linksOf(encounter, bundle).site(encounter.resource.serviceProvider),
  specialty: '',
});

function practitionerOf(
  { type, key, aliases, resource }: EntryOf<'Practitioner'>,
  posts: readonly Post[],
): Practitioner {
  const specialty = posts.find((post) => post.specialty)?.specialty;
  return {
    source: { type, key },
    aliases,
    name: nameOf(resource.name),
    active: resource.active ?? true,
    gender: resource.gender ?? 'unknown',
    contacts: contactsOf(resource.telecom, 'work'),
    address: addressOf(resource.address),
    identifiers: identifiersOf(resource.identifier),
    specialty: specialty ?? null,
    siteKeys: [...new Set(posts.flatMap(({ siteKey }) => siteKey ?? []))],
  };
}
