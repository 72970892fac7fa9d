import type { Id } from '#kernel/brand.ts';
import { type AbsenceReason, reasons, type Show, shows } from '../contract.ts';

/** Which absences are looked at; all of it stands in the page's address. */
export interface ListAddress {
  readonly show: Show;
  readonly userId: Id<'user'> | undefined;
  readonly covererId: Id<'user'> | undefined;
  readonly reason: AbsenceReason | undefined;
  readonly after: string | undefined;
}

export const usual: ListAddress = {
  show: 'current',
  userId: undefined,
  covererId: undefined,
  reason: undefined,
  after: undefined,
};

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Reads the address; what is not understood there says nothing. */
export function readAddress(search: URLSearchParams): ListAddress {
  const idIn = (name: string) => [search.get(name) ?? ''].find((id) => UUID.test(id)) as Id<'user'> | undefined;
  return {
    show: shows.find((one) => one === search.get('show')) ?? usual.show,
    userId: idIn('user'),
    covererId: idIn('coverer'),
    reason: reasons.find((one) => one === search.get('reason')),
    after: search.get('after') ?? undefined,
  };
}

/** The search part for it, empty for what is now and to come. */
export function writeAddress({ show, userId, covererId, reason, after }: ListAddress): string {
  const said = { show: show === usual.show ? undefined : show, user: userId, coverer: covererId, reason, after };
  const search = new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return search.size > 0 ? `?${search}` : '';
}

/** The filters that this address asks of the server. */
export const askedBy = ({ show, userId, covererId, reason }: ListAddress) => ({
  show,
  ...(userId ? { userId } : {}),
  ...(covererId ? { covererId } : {}),
  ...(reason ? { reason } : {}),
});

/** Whether the address leaves anything out but what is over. */
export const narrows = ({ show, userId, covererId, reason }: ListAddress): boolean =>
  show !== usual.show || [userId, covererId, reason].some((one) => one !== undefined);
