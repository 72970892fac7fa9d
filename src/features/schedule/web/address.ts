import type { Id } from '#kernel/brand.ts';
import { type Day, isDay } from '#web/ui/calendar.ts';

export type View = 'day' | 'week';

/** What the schedule shows: all of it stands in the page's address, so that it can be kept, sent and gone back to. */
export interface Shown {
  readonly view: View;
  readonly day: Day;
  /** Undefined: all sites. */
  readonly siteId?: Id<'site'> | undefined;
  /** Undefined: every provider of the site. A week is always one provider's. */
  readonly providerId?: Id<'user'> | undefined;
  readonly cancelled: boolean;
  /** Which group of columns, where there are too many for one board. */
  readonly group: number;
}

const ALL_SITES = 'all';

/** What an address says; what it leaves open is undefined. */
export interface Asked extends Omit<Shown, 'day'> {
  readonly day: Day | undefined;
  /** It was said that all sites are meant, not just left out. */
  readonly allSites: boolean;
}

export function readAddress(params: URLSearchParams): Asked {
  const day = params.get('day') ?? '';
  const site = params.get('site');
  const group = Number.parseInt(params.get('group') ?? '', 10);
  return {
    view: params.get('view') === 'week' ? 'week' : 'day',
    day: isDay(day) ? day : undefined,
    siteId: site && site !== ALL_SITES ? (site as Id<'site'>) : undefined,
    allSites: site === ALL_SITES,
    providerId: (params.get('provider') || undefined) as Id<'user'> | undefined,
    cancelled: params.get('cancelled') === 'true',
    group: group > 0 ? group : 0,
  };
}

/** The query of the page's address. */
export function addressOf({ view, day, siteId, providerId, cancelled, group }: Shown): string {
  const params = new URLSearchParams({ view, day, site: siteId ?? ALL_SITES });
  if (providerId) params.set('provider', providerId);
  if (cancelled) params.set('cancelled', 'true');
  if (group > 0) params.set('group', String(group));
  return `?${params}`;
}
