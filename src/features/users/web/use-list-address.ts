import { useSteps } from '#web/use-steps.ts';
import { type ListAddress, writeAddress } from './list-address.ts';

/** Leads to another view of the list, from its first page on. */
export function useListAddress(address: ListAddress) {
  const step = useSteps(address, writeAddress);
  return (other: Partial<ListAddress>, replace = false) =>
    step({ after: undefined, from: 1, ...other }, { replace, preventScrollReset: replace });
}
