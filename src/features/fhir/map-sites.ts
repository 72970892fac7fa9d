import { said } from './concepts.ts';
import { addressOf, contactsOf } from './demographics.ts';
import type { EntryOf } from './entry.ts';
import type { Site } from './imported.ts';
import { isPayer } from './links.ts';

/** An organization becomes a site, unless it is an insurer. */
export function siteOf({ type, key, aliases, resource }: EntryOf<'Organization'>): Site | undefined {
  if (isPayer(resource)) return undefined;
  return {
    source: { type, key },
    aliases,
    name: said(resource.name) ?? said(resource.alias?.[0] ?? undefined) ?? 'Unnamed site',
    active: resource.active ?? true,
    contacts: contactsOf(resource.telecom, 'work'),
    address: addressOf(resource.address),
  };
}
