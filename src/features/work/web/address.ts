/** What of a kind of work is looked at; all of it stands in the page's address. */
export interface ListAddress<Folder extends string> {
  readonly folder: Folder;
  readonly status: string | undefined;
  /** How the name begins. */
  readonly name: string | undefined;
  readonly after: string | undefined;
}

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
    after: search.get('after') ?? undefined,
  };
}

/** The search part for it, empty for the usual folder. */
export function writeAddress<Folder extends string>(
  { folder, status, name, after }: Partial<ListAddress<Folder>>,
  usual: Folder | undefined,
): string {
  const search = new URLSearchParams({
    ...(folder && folder !== usual ? { folder } : {}),
    ...(status ? { status } : {}),
    ...(name ? { name } : {}),
    ...(after ? { after } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}
