import { type PoolSort, poolSorts } from '../pool-contract.ts';

export const poolShows = ['all', 'urgent', 'late', 'overdue'] as const;
export type PoolShow = (typeof poolShows)[number];

/** What of the pool is looked at; all of it stands in the page's address. */
export interface PoolAddress {
  readonly kind: string | undefined;
  readonly show: PoolShow;
  readonly patient: string | undefined;
  readonly sort: PoolSort;
  readonly descending: boolean;
  readonly after: string | undefined;
}

export const wholePool = { kind: undefined, show: 'all', patient: undefined, after: undefined } as const;

/** Reads the address; what is not understood there says nothing. */
export const readPoolAddress = (search: URLSearchParams): PoolAddress => ({
  kind: /^[a-z-]{1,40}$/.test(search.get('kind') ?? '') ? (search.get('kind') ?? undefined) : undefined,
  show: poolShows.find((one) => one === search.get('show')) ?? 'all',
  patient: search.get('patient')?.slice(0, 100) || undefined,
  sort: poolSorts.find((one) => one === search.get('sort')) ?? 'waiting',
  descending: search.has('descending'),
  after: search.get('after') ?? undefined,
});

/** The search part for it, empty for all of the pool, the longest waiting first. */
export function writePoolAddress({ kind, show, patient, sort, descending, after }: PoolAddress): string {
  const search = new URLSearchParams({
    ...(kind ? { kind } : {}),
    ...(show === 'all' ? {} : { show }),
    ...(patient ? { patient } : {}),
    ...(sort === 'waiting' ? {} : { sort }),
    ...(descending ? { descending: '' } : {}),
    ...(after ? { after } : {}),
  });
  return search.size > 0 ? `?${search}` : '';
}

/** The question that this address asks of the server. */
export const askedOfPool = ({ kind, show, patient, sort, descending }: PoolAddress) => ({
  ...(kind ? { kind } : {}),
  ...(show === 'all' ? {} : { [show]: true }),
  ...(patient ? { patient } : {}),
  sort,
  ...(descending ? { descending } : {}),
});
