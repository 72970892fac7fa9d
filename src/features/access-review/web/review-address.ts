import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import type { Sort } from '#web/ui/data-table-sort.ts';
import { lineSorts, type ReadReview, shows } from '../contract.ts';

/** What the address of a review says: which lines, in which order, from where on. */
export interface ReviewAddress {
  readonly show: (typeof shows)[number];
  readonly mine: boolean;
  readonly sort: Sort;
  readonly after: string | undefined;
  /** Place of the first line shown, from 1; only counts for the eye. */
  readonly from: number;
}

/** Reads the address; what is not understood there says nothing. */
export function readAddress(search: URLSearchParams): ReviewAddress {
  const from = Number(search.get('from'));
  const after = search.get('after') ?? undefined;
  return {
    show: shows.find((one) => one === search.get('show')) ?? 'undecided',
    mine: search.has('mine'),
    sort: {
      key: lineSorts.find((one) => one === search.get('sort')) ?? 'name',
      direction: search.has('descending') ? 'desc' : 'asc',
    },
    after,
    from: after && Number.isInteger(from) && from > 0 ? from : 1,
  };
}

/** The address of a view; what goes without saying is left out. */
export function writeAddress({ show, mine, sort, after, from }: ReviewAddress): string {
  const search = new URLSearchParams({
    ...(show === 'undecided' ? {} : { show }),
    ...(mine ? { mine: '' } : {}),
    ...(sort.key === 'name' ? {} : { sort: sort.key }),
    ...(sort.direction === 'desc' ? { descending: '' } : {}),
    ...(after ? { after, from: String(from) } : {}),
  });
  return `?${search}`;
}

/** The question that this address asks of the server. */
export const askedBy = (
  reviewId: Id<'review'>,
  { show, mine, sort, after }: ReviewAddress,
): Input<typeof ReadReview> => ({
  reviewId,
  show,
  ...(mine ? { mine } : {}),
  sort: lineSorts.find((one) => one === sort.key) ?? 'name',
  ...(sort.direction === 'desc' ? { descending: true } : {}),
  ...(after ? { after } : {}),
});
