import type { Id } from '#kernel/brand.ts';
import { isDay } from '#web/ui/calendar.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Which day is to be cancelled: of one provider or all, at one site or all. */
export interface Which {
  readonly day: string;
  readonly providerId: Id<'user'> | undefined;
  readonly siteId: Id<'site'> | undefined;
}

/** Reads it; what is not understood there says nothing. */
export function readWhich(search: URLSearchParams): Omit<Which, 'day'> & { readonly day: string | undefined } {
  const idIn = <Of extends string>(name: string) =>
    [search.get(name) ?? ''].find((id) => UUID.test(id)) as Id<Of> | undefined;
  const day = search.get('day') ?? '';
  return { day: isDay(day) ? day : undefined, providerId: idIn('provider'), siteId: idIn('site') };
}

/** The search part for it. */
export const writeWhich = ({ day, providerId, siteId }: Which): string =>
  `?${new URLSearchParams({ day, ...(providerId ? { provider: providerId } : {}), ...(siteId ? { site: siteId } : {}) })}`;
