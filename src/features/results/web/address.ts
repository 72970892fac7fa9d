import type { Id } from '#kernel/brand.ts';
import type { Order } from '#features/work/contract.ts';
import { inOrder, inOrderOf } from '#features/work/web/public.tsx';
import { type Folder, folders, type Section, sections } from '../contract.ts';

/** Which results are looked at; all of it stands in the page's address. */
export interface ResultsAddress {
  readonly folder: Folder;
  readonly section: Section | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly order: Order | undefined;
  readonly patientId: Id<'patient'> | undefined;
  readonly after: string | undefined;
}

export function readAddress(search: URLSearchParams): ResultsAddress {
  const patientId = search.get('patientId') ?? undefined;
  const folder = folders.find((one) => one === search.get('folder')) ?? (patientId ? 'patient' : 'open');
  const section = sections.find((one) => one === search.get('section'));
  return {
    folder,
    section,
    ...inOrderOf(search),
    patientId: patientId as Id<'patient'> | undefined,
    after: search.get('after') ?? undefined,
  };
}

/** The search part for it, empty for one's own. */
export function writeAddress({ folder, section, from, to, order, patientId, after }: Partial<ResultsAddress>): string {
  const search = new URLSearchParams({
    ...(folder && folder !== 'open' ? { folder } : {}),
    ...(section ? { section } : {}),
    ...inOrder({ from, to, order }),
    ...(patientId ? { patientId } : {}),
    ...(after ? { after } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}
