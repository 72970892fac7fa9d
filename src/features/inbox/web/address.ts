import { folders } from '../contract.ts';

const shownFolders = [...folders, 'pool'] as const;
export type ShownFolder = (typeof shownFolders)[number];

/** What of the inbox is looked at; all of it stands in the page's address. */
export interface InboxAddress {
  readonly folder: ShownFolder;
  readonly unread: boolean;
  readonly after: string | undefined;
}

export function readAddress(search: URLSearchParams): InboxAddress {
  const folder = shownFolders.find((one) => one === search.get('folder')) ?? 'inbox';
  return { folder, unread: folder === 'inbox' && search.has('unread'), after: search.get('after') ?? undefined };
}

/** The search part for it, empty for the inbox itself. */
export function writeAddress({ folder, unread = false, after }: Partial<InboxAddress>): string {
  const search = new URLSearchParams();
  if (folder && folder !== 'inbox') search.set('folder', folder);
  if (unread) search.set('unread', '1');
  if (after) search.set('after', after);
  return search.size > 0 ? `?${search}` : '';
}
