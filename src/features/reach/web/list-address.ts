import { type AsOf, asOfOf } from '#features/roles/web/public.tsx';
import type { Id } from '#kernel/brand.ts';
import { isDay } from '#web/ui/calendar.ts';

/** What the address of a page says: of which moment, filtered how, from where on. */
export interface ListAddress {
  readonly asOf: AsOf;
  readonly keyword: string | undefined;
  readonly blockId: Id<'block'> | undefined;
  readonly could: boolean | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly actorId: Id<'user'> | undefined;
  readonly outcome: 'done' | 'refused' | undefined;
  readonly after: string | undefined;
  /** Place of the first line shown, from 1; only counts for the eye. */
  readonly place: number;
}

/** Each reading leaves an entry: a keyword is asked for once it stands still. */
export const KEYWORD_PAUSE_MS = 500;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const idIn = <Of extends string>(text: string | null) => (text && UUID.test(text) ? (text as Id<Of>) : undefined);

/** Reads the address; what is not understood there says nothing. */
export function readAddress(search: URLSearchParams): ListAddress {
  const dayIn = (name: string) => [search.get(name) ?? ''].find(isDay);
  const could = search.get('could');
  const outcome = search.get('outcome');
  const place = Number(search.get('place'));
  const after = search.get('after') ?? undefined;
  return {
    asOf: asOfOf(search),
    keyword: (search.get('keyword') ?? '').slice(0, 100).trim() || undefined,
    blockId: idIn(search.get('block')),
    could: could === 'yes' ? true : could === 'no' ? false : undefined,
    from: dayIn('from'),
    to: dayIn('to'),
    actorId: idIn(search.get('actor')),
    outcome: outcome === 'done' || outcome === 'refused' ? outcome : undefined,
    after,
    place: after && Number.isInteger(place) && place > 0 ? place : 1,
  };
}

/** The address of another view of the same list. A new filter begins on the first page. */
export function writeAddress(now: ListAddress, other: Partial<ListAddress>): string {
  const next = { ...now, after: undefined, place: 1, ...other };
  const said = {
    ...next.asOf,
    keyword: next.keyword,
    block: next.blockId,
    could: next.could === undefined ? undefined : next.could ? 'yes' : 'no',
    from: next.from,
    to: next.to,
    actor: next.actorId,
    outcome: next.outcome,
    after: next.after,
    place: next.after ? String(next.place) : undefined,
  };
  const search = new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return `?${search}`;
}

/** Whether the address leaves anything out of the list. */
export const narrows = ({ keyword, blockId, could, from, to, actorId, outcome }: ListAddress): boolean =>
  [keyword, blockId, could, from, to, actorId, outcome].some((one) => one !== undefined);

/** The address without any filter, of the same moment. */
export const unfiltered = ({ asOf }: ListAddress): string => writeAddress(readAddress(new URLSearchParams()), { asOf });

/** What is said of it, without what is not. */
export const given = <T extends object>(said: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
