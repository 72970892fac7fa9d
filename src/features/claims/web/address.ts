import type { Id } from '#kernel/brand.ts';
import { type Order, orders } from '#features/work/contract.ts';
import { isDay } from '#web/ui/calendar.ts';
import { type ClaimStatus, claimStatuses, type Folder, folders } from '../contract.ts';

/** Which claims are looked at; all of it stands in the page's address. */
export interface ClaimsAddress {
  readonly folder: Folder;
  readonly status: ClaimStatus | undefined;
  readonly patientId: Id<'patient'> | undefined;
  /** The first and the last day of service. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly order: Order | undefined;
  readonly after: string | undefined;
}

export function readAddress(search: URLSearchParams): ClaimsAddress {
  const patientId = search.get('patientId') ?? undefined;
  const folder = folders.find((one) => one === search.get('folder')) ?? (patientId ? 'all' : 'open');
  const status = claimStatuses.find((one) => one === search.get('status'));
  const dayIn = (name: string) => [search.get(name) ?? ''].find(isDay);
  return {
    folder,
    status,
    patientId: patientId as Id<'patient'> | undefined,
    from: dayIn('from'),
    to: dayIn('to'),
    order: orders.find((one) => one === search.get('order')),
    after: search.get('after') ?? undefined,
  };
}

/** The search part for it, empty for one's own. */
export function writeAddress({ folder, status, patientId, from, to, order, after }: Partial<ClaimsAddress>): string {
  const search = new URLSearchParams({
    ...(folder && folder !== 'open' ? { folder } : {}),
    ...(status ? { status } : {}),
    ...(patientId ? { patientId } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(order ? { order } : {}),
    ...(after ? { after } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}
