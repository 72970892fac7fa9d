import { useLocation, useNavigate, useNavigation } from 'react-router';
import { useSteps } from '#web/use-steps.ts';
import { type ListAddress, unfiltered, writeAddress } from './list-address.ts';

/** The ways from one view of a list to another; a page further knows the way back. */
export function useList(address: ListAddress, shown: number, next: string | null) {
  const go = useNavigate();
  const { state } = useLocation() as { state: { fromPageBefore?: boolean } | null };
  const isLoading = useNavigation().state === 'loading';
  const step = useSteps(address, (wanted) => writeAddress(wanted, {}));
  const show = (other: Partial<ListAddress>) => step({ after: undefined, place: 1, ...other });
  const onNext = () =>
    void (
      next &&
      go(writeAddress(address, { after: next, place: address.place + shown }), { state: { fromPageBefore: true } })
    );
  // A cursor leads only forward; back is where the reader came from, or the first page.
  const onPrevious = () => (state?.fromPageBefore ? void go(-1) : show({}));
  const paged = next !== null || address.after !== undefined;
  const pager = {
    from: address.place,
    to: address.place + shown - 1,
    onPrevious: address.after ? onPrevious : undefined,
    onNext: next ? onNext : undefined,
  };
  return { show, clear: () => void go(unfiltered(address)), isLoading, pager: paged ? pager : undefined };
}
