import type { Id } from '#kernel/brand.ts';
import type { Asked, Shown } from './address.ts';
import { type Colleague, providersOf, type Site, worksAt } from './columns.ts';

interface Known {
  readonly userId: Id<'user'>;
  readonly today: string;
  readonly colleagues: readonly Colleague[];
  readonly sites: readonly Site[];
  /** Whether the reader covers the appointments of this colleague. */
  readonly covers: (colleague: Colleague) => boolean;
}

/** Where the schedule opens when its address leaves something out: today, at one's own site, one's own week. */
export function startingAt(asked: Asked, { userId, today, colleagues, sites, covers }: Known): Shown {
  const { allSites, day, ...rest } = asked;
  const me = colleagues.find((one) => one.userId === userId);
  const own = sites.find((site) => me && worksAt(me, site.siteId)) ?? sites[0];
  const siteId = asked.siteId ?? (allSites || asked.providerId ? undefined : own?.siteId);
  const providers = providersOf(colleagues, userId, covers).filter((one) => worksAt(one, siteId));
  const [first] = providers;
  const providerId = asked.providerId ?? (asked.view === 'week' ? first?.userId : undefined);
  return { ...rest, day: day ?? today, siteId, providerId };
}

/** What an address says, when nothing has to be added to it. */
export const isWhole = ({ day, siteId, allSites, view, providerId }: Asked): boolean =>
  day !== undefined && (siteId !== undefined || allSites) && (view === 'day' || providerId !== undefined);
