import type { Input } from '#kernel/contract.ts';
import type { Sort } from '#web/ui/data-table-sort.ts';
import { blockings, type ListSets, sortKeys } from '../contract.ts';

/** What the address of Patient Sets says: which sets, in which order, from where on. */
export interface ListAddress {
  readonly keyword: string;
  readonly only: (typeof blockings)[number] | undefined;
  readonly sort: Sort;
  readonly after: string | undefined;
  /** Place of the first row shown, from 1; only counts for the eye. */
  readonly from: number;
}

const oneOf = <T extends string>(known: readonly T[], given: string | null): T | undefined =>
  known.find((one) => one === given);

/** Reads the address; what is not understood there says nothing. */
export function readAddress(search: URLSearchParams): ListAddress {
  const from = Number(search.get('from'));
  const after = search.get('after') ?? undefined;
  return {
    keyword: (search.get('keyword') ?? '').slice(0, 100),
    only: oneOf(blockings, search.get('only')),
    sort: { key: oneOf(sortKeys, search.get('sort')) ?? 'name', direction: search.has('descending') ? 'desc' : 'asc' },
    after,
    from: after && Number.isInteger(from) && from > 0 ? from : 1,
  };
}

/** The address of a view of the list; what goes without saying is left out. */
export function writeAddress({ keyword, only, sort, after, from }: ListAddress): string {
  const search = new URLSearchParams({
    ...(keyword.trim() ? { keyword } : {}),
    ...(only ? { only } : {}),
    ...(sort.key === 'name' ? {} : { sort: sort.key }),
    ...(sort.direction === 'desc' ? { descending: '' } : {}),
    ...(after ? { after, from: String(from) } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}

/** The question that this address asks of the server. */
export const askedBy = ({ keyword, only, sort, after }: ListAddress): Input<typeof ListSets> => ({
  sort: oneOf(sortKeys, sort.key) ?? 'name',
  ...(keyword.trim() ? { keyword } : {}),
  ...(only ? { only } : {}),
  ...(sort.direction === 'desc' ? { descending: true } : {}),
  ...(after ? { after } : {}),
});
