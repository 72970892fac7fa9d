import { useRouteLoaderData } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import type { CoveredKind } from '#features/work/contract.ts';
import type { ReadSession } from '#features/sign-in/contract.ts';

export type Session = Output<typeof ReadSession>;

/** The route whose loader knows who is signed in. */
export const FRAME = 'frame';

/** Who is signed in. For pages inside the frame. */
export function useSession(): Session {
  return useRouteLoaderData(FRAME) as Session;
}

/** Whether the caller covers for somebody by a kind of work: what that person holds is the caller's to do. */
export const coversIn =
  ({ covering }: Pick<Session, 'covering'>, kind: CoveredKind) =>
  (holder: { readonly userId: string } | null): boolean =>
    covering.some(({ user, kinds }) => user.userId === holder?.userId && kinds.includes(kind));

export const useCovers = (kind: CoveredKind) => coversIn(useSession(), kind);

/** Whether the caller holds the permission; the server decides, this only spares a dead end. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
