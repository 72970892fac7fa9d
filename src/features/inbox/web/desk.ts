import { useOutletContext } from 'react-router';
import type { Did } from '#web/ui/did-notice.tsx';
import type { Draft } from './draft.ts';

/** What the inbox offers to the message that is open in it. */
export interface Desk {
  readonly compose: (draft: Draft) => void;
  readonly did: (did: Did) => void;
  /** The list, in the folder that is looked at. */
  readonly listAddress: string;
}

export const useDesk = () => useOutletContext<Desk>();
