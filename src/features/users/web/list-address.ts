import type { Id } from '#kernel/brand.ts';
import type { Input, Output } from '#kernel/contract.ts';
import type { Sort } from '#web/ui/data-table-sort.ts';
import { type ListUsers, signIns, sortKeys, type UserType, userTypes } from '../contract.ts';

export const lists = ['current', 'active', 'away', 'locked', 'deactivated'] as const;
export type ListName = (typeof lists)[number];

/** What the address of Manage Users says: which users, in which order, from where on. */
export interface ListAddress {
  readonly list: ListName;
  readonly keyword: string;
  readonly type: UserType | undefined;
  readonly roleId: Id<'role'> | undefined;
  readonly siteId: Id<'site'> | undefined;
  readonly signIn: (typeof signIns)[number] | undefined;
  readonly sort: Sort;
  readonly after: string | undefined;
  /** Place of the first row shown, from 1; only counts for the eye. */
  readonly from: number;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const idIn = <Of extends string>(given: string | null): Id<Of> | undefined =>
  given && UUID.test(given) ? (given as Id<Of>) : undefined;
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
    roleId: idIn(search.get('role')),
    siteId: idIn(search.get('site')),
    signIn: oneOf(signIns, search.get('sign-in')),
    sort: { key: oneOf(sortKeys, search.get('sort')) ?? 'name', direction: search.has('descending') ? 'desc' : 'asc' },
    after,
    from: after && Number.isInteger(from) && from > 0 ? from : 1,
  };
}

/** The address of a view of the list; what goes without saying is left out. */
export function writeAddress(address: ListAddress): string {
  const { list, keyword, type, roleId, siteId, signIn, sort, after, from } = address;
  const search = new URLSearchParams({
    ...(list === 'current' ? {} : { list }),
    ...(keyword.trim() ? { keyword } : {}),
    ...(type ? { type } : {}),
    ...(roleId ? { role: roleId } : {}),
    ...(siteId ? { site: siteId } : {}),
    ...(signIn ? { 'sign-in': signIn } : {}),
    ...(sort.key === 'name' ? {} : { sort: sort.key }),
    ...(sort.direction === 'desc' ? { descending: '' } : {}),
    ...(after ? { after, from: String(from) } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}

/** How many users each list has. */
export const totals = ({
  active,
  locked,
  inactive,
  away,
}: Output<typeof ListUsers>['counts']): Readonly<Record<ListName, number>> => ({
  current: active + locked,
  active,
  away,
  locked,
  deactivated: inactive,
});

/** The question that this address asks of the server. */
export const askedBy = ({
  list,
  keyword,
  type,
  roleId,
  siteId,
  signIn,
  sort,
  after,
}: ListAddress): Input<typeof ListUsers> => ({
  status: list === 'deactivated' ? 'inactive' : list,
  sort: oneOf(sortKeys, sort.key) ?? 'name',
  ...(keyword.trim() ? { keyword } : {}),
  ...(type ? { type } : {}),
  ...(roleId ? { roleId } : {}),
  ...(siteId ? { siteId } : {}),
  ...(signIn ? { signIn } : {}),
  ...(sort.direction === 'desc' ? { descending: true } : {}),
  ...(after ? { after } : {}),
});

/** The filters besides the keyword, none of them set. */
export const noFilters = { type: undefined, roleId: undefined, siteId: undefined, signIn: undefined } as const;
