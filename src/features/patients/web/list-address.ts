/** What the address of the search says: what is looked for, and from where on. */
export interface ListAddress {
  readonly query: string;
  readonly after: string | undefined;
  /** Place of the first row shown, from 1; only counts for the eye. */
  readonly from: number;
}

export function readAddress(search: URLSearchParams): ListAddress {
  const from = Number(search.get('from'));
  const after = search.get('after') ?? undefined;
  return {
    query: (search.get('query') ?? '').slice(0, 100),
    after,
    from: after && Number.isInteger(from) && from > 0 ? from : 1,
  };
}

export function writeAddress({ query, after, from }: ListAddress): string {
  const search = new URLSearchParams({
    ...(query.trim() ? { query } : {}),
    ...(after ? { after, from: String(from) } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}
