import type { Input } from '#kernel/contract.ts';
import type { Sort } from '#web/ui/data-table-sort.ts';
import { type ListUsers, sortKeys, type UserType, userTypes } from '../contract.ts';

export const lists = ['current', 'active', 'locked', 'deactivated'] as const;
export type ListName = (typeof lists)[number];

/** What the address of Manage Users says: which users, in which order, from where on. */
export interface ListAddress {
  readonly list: ListName;
  readonly keyword: string;
  readonly type: UserType | undefined;
  readonly expiresSoon: boolean;
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
    list: oneOf(lists, search.get('list')) ?? 'current',
    keyword: (search.get('keyword') ?? '').slice(0, 100),
    type: oneOf(userTypes, search.get('type')),
    expiresSoon: search.has('expires-soon'),
    sort: { key: oneOf(sortKeys, search.get('sort')) ?? 'name', direction: search.has('descending') ? 'desc' : 'asc' },
    after,
    from: after && Number.isInteger(from) && from > 0 ? from : 1,
  };
}

/** The address of a view of the list; what goes without saying is left out. */
export function writeAddress({ list, keyword, type, expiresSoon, sort, after, from }: ListAddress): string {
  const search = new URLSearchParams({
    ...(list === 'current' ? {} : { list }),
    ...(keyword.trim() ? { keyword } : {}),
    ...(type ? { type } : {}),
    ...(expiresSoon ? { 'expires-soon': '' } : {}),
    ...(sort.key === 'name' ? {} : { sort: sort.key }),
    ...(sort.direction === 'desc' ? { descending: '' } : {}),
    ...(after ? { after, from: String(from) } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}

/** The question that this address asks of the server. */
export const askedBy = ({ list, keyword, type, expiresSoon, sort, after }: ListAddress): Input<typeof ListUsers> => ({
  status: list === 'deactivated' ? 'inactive' : list,
  sort: oneOf(sortKeys, sort.key) ?? 'name',
  ...(keyword.trim() ? { keyword } : {}),
  ...(type ? { type } : {}),
  ...(expiresSoon ? { expiresSoon } : {}),
  ...(sort.direction === 'desc' ? { descending: true } : {}),
  ...(after ? { after } : {}),
});
