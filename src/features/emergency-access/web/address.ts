import type { Id } from '#kernel/brand.ts';
import { isDay } from '#web/ui/calendar.ts';
import { type Show, shows } from '../contract.ts';

/** Which uses are looked at; all of it stands in the page's address. */
export interface QueueAddress {
  readonly show: Show;
  readonly userId: Id<'user'> | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly after: string | undefined;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads the address; what is not understood there says nothing. */
export function readAddress(search: URLSearchParams): QueueAddress {
  const dayIn = (name: string) => [search.get(name) ?? ''].find(isDay);
  return {
    show: shows.find((one) => one === search.get('show')) ?? 'to-judge',
    userId: [search.get('user') ?? ''].find((id) => UUID.test(id)) as Id<'user'> | undefined,
    from: dayIn('from'),
    to: dayIn('to'),
    after: search.get('after') ?? undefined,
  };
}

/** The search part for it, empty for what waits. */
export function writeAddress({ show, userId, from, to, after }: QueueAddress): string {
  const said = { show: show === 'to-judge' ? undefined : show, user: userId, from, to, after };
  const search = new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return search.size > 0 ? `?${search}` : '';
}

/** The question that this address asks of the server. */
export const askedBy = ({ show, userId, from, to }: QueueAddress) => ({
  show,
  ...(userId ? { userId } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});
