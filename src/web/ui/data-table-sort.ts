/** The order rows stand in. */
export interface Sort {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

/** The order after the head of column `key` was pressed: ascending first, the same head again turns it round. */
export const nextSort = (now: Sort | undefined, key: string): Sort => ({
  key,
  direction: now?.key === key && now.direction === 'asc' ? 'desc' : 'asc',
});
