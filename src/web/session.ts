import { useRouteLoaderData } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import type { ReadSession } from '#features/sign-in/contract.ts';

export type Session = Output<typeof ReadSession>;

/** The route whose loader knows who is signed in. */
export const FRAME = 'frame';

/** Who is signed in. For pages inside the frame. */
export function useSession(): Session {
  return useRouteLoaderData(FRAME) as Session;
}

/** Whether the caller holds the permission; the server decides, this only spares a dead end. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
