import type { Order } from '#features/work/contract.ts';
import { inOrder, inOrderOf } from '#features/work/web/public.tsx';
import { type Folder, folders } from '../contract.ts';

const filters = ['overdue', 'urgent'] as const;
export type Only = (typeof filters)[number];

/** What of the tasks is looked at; all of it stands in the page's address. */
export interface TaskAddress {
  readonly folder: Folder;
  readonly only: Only | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly order: Order | undefined;
  readonly after: string | undefined;
}

export function readAddress(search: URLSearchParams): TaskAddress {
  const folder = folders.find((one) => one === search.get('folder')) ?? 'mine';
  const only = folder === 'done' ? undefined : filters.find((one) => one === search.get('only'));
  return { folder, only, ...inOrderOf(search), after: search.get('after') ?? undefined };
}

/** The search part for it, empty for one's own tasks. */
export function writeAddress({ folder, only, from, to, order, after }: Partial<TaskAddress>): string {
  const search = new URLSearchParams(inOrder({ from, to, order }));
  if (folder && folder !== 'mine') search.set('folder', folder);
  if (only) search.set('only', only);
  if (after) search.set('after', after);
  return search.size > 0 ? `?${search}` : '';
}
