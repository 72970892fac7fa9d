import type { Id } from '#kernel/brand.ts';
import type { ToCome } from '../contract.ts';

/** How many appointments in all. */
export const countOf = (toCome: readonly ToCome[]): number =>
  toCome.reduce((sum, { appointments }) => sum + appointments, 0);

/** Whether these appointments can stand at a site: their provider is assigned there, or they have none. */
export const fits = ({ provider, siteIds }: ToCome, siteId: Id<'site'>): boolean =>
  provider === null || siteIds.includes(siteId);

/** The site that takes most of them is proposed. */
export function bestSite<S extends { readonly siteId: Id<'site'> }>(
  toCome: readonly ToCome[],
  others: readonly S[],
): S | undefined {
  const taken = ({ siteId }: S) => countOf(toCome.filter((one) => fits(one, siteId)));
  return others.toSorted((a, b) => taken(b) - taken(a))[0];
}
