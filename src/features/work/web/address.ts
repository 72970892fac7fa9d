import type { Id } from '#kernel/brand.ts';
import { isDay } from '#web/ui/calendar.ts';
import { type Order, orders } from '../contract.ts';

/** What of a kind of work is looked at; all of it stands in the page's address. */
export interface ListAddress<Folder extends string> {
  readonly folder: Folder;
  readonly status: string | undefined;
  /** How the name begins. */
  readonly name: string | undefined;
  /** The first and the last day. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly personId: Id<'user'> | undefined;
  readonly siteId: Id<'site'> | undefined;
  /** The folder's own where it is left out. */
  readonly order: Order | undefined;
  readonly after: string | undefined;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const idIn = <Of extends string>(given: string | null): Id<Of> | undefined =>
  given && UUID.test(given) ? (given as Id<Of>) : undefined;
const dayIn = (given: string | null): string | undefined => (given && isDay(given) ? given : undefined);

/** The days and the order of a list. */
export const inOrderOf = (search: URLSearchParams): Pick<ListAddress<string>, 'from' | 'to' | 'order'> => ({
  from: dayIn(search.get('from')),
  to: dayIn(search.get('to')),
  order: orders.find((one) => one === search.get('order')),
});

/** Reads it; what is unknown is left out. The first folder is the usual one. */
export function readAddress<Folder extends string>(
  request: Request,
  folders: readonly [Folder, ...Folder[]],
  statuses: readonly string[],
): ListAddress<Folder> {
  const search = new URL(request.url).searchParams;
  return {
    folder: folders.find((one) => one === search.get('folder')) ?? folders[0],
    status: statuses.find((one) => one === search.get('status')),
    name: search.get('name') || undefined,
    personId: idIn(search.get('person')),
    siteId: idIn(search.get('site')),
    ...inOrderOf(search),
    after: search.get('after') ?? undefined,
  };
}

/** The search part for it, empty for the usual folder. */
export function writeAddress<Folder extends string>(
  { folder, status, name, from, to, personId, siteId, order, after }: Partial<ListAddress<Folder>>,
  usual: Folder | undefined,
): string {
  const said = {
    folder: folder === usual ? undefined : folder,
    status,
    name,
    from,
    to,
    person: personId,
    site: siteId,
    order,
    after,
  };
  const search = new URLSearchParams(
    Object.entries(said).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return search.size > 0 ? `?${search}` : '';
}

/** No filter set. */
export const unfiltered = {
  status: undefined,
  name: undefined,
  from: undefined,
  to: undefined,
  personId: undefined,
  siteId: undefined,
} as const;

/** The days and the order that an address asks for, as the lists of work take them. */
export const inOrder = ({ from, to, order }: Pick<ListAddress<string>, 'from' | 'to' | 'order'>) => ({
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(order ? { order } : {}),
});
