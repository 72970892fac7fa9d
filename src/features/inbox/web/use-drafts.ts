import { useState } from 'react';
import type { Draft } from './draft.ts';

/** The messages being written. A draft that is closed is kept until it is sent, discarded, or the inbox is left. */
export interface Drafts {
  readonly current: Draft | undefined;
  /** Begins this draft, or goes on with it where it was begun before. */
  readonly open: (draft: Draft) => void;
  readonly change: (draft: Draft) => void;
  readonly close: () => void;
  /** Sent or discarded: it is gone. */
  readonly end: () => void;
}

export function useDrafts(): Drafts {
  const [kept, setKept] = useState<ReadonlyMap<string, Draft>>(new Map());
  const [openId, setOpenId] = useState<string>();
  const change = (draft: Draft) => setKept((before) => new Map(before).set(draft.draftId, draft));
  return {
    current: openId === undefined ? undefined : kept.get(openId),
    open: (draft) => {
      if (!kept.has(draft.draftId)) change(draft);
      setOpenId(draft.draftId);
    },
    change,
    close: () => setOpenId(undefined),
    end: () => {
      setKept((before) => new Map([...before].filter(([draftId]) => draftId !== openId)));
      setOpenId(undefined);
    },
  };
}
