import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useSession } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { workWords } from '#web/words/work.ts';
import { ReadDoubts } from '../../handover/pool-contract.ts';
import { DoubtsNotice } from '../../handover/web/public.tsx';
import css from './work.module.css';

const words = workWords.taking;

/** A piece of work that waits in the pool. */
interface Pooled {
  readonly kind: string;
  readonly itemId: string;
  readonly name: string;
}

interface Asked {
  readonly name: string;
  readonly doubts: readonly string[];
  readonly take: () => void;
}

/**
 * Before a piece of work is taken out of the pool: what its taker should think of is asked for, and stands in a dialog
 * where there is something. It only warns: with nothing to say, or where it cannot be had, it is taken at once.
 */
export function useBeforeTaking(): {
  readonly before: (item: Pooled, take: () => void) => void;
  readonly dialog: ReactNode;
} {
  const { userId, firstName, lastName } = useSession();
  const [asked, setAsked] = useState<Asked>();
  const asking = useRef(false);
  const before = ({ kind, itemId, name }: Pooled, take: () => void) => {
    const ask = async () => {
      if (asking.current) return;
      asking.current = true;
      const answer = await call(ReadDoubts, { userId, kind, itemId: itemId as Id<'work'> }).catch(() => undefined);
      asking.current = false;
      const doubts = answer?.ok ? answer.value.doubts : [];
      if (doubts.length === 0) take();
      else setAsked({ name, doubts, take });
    };
    void ask();
  };
  const close = () => setAsked(undefined);
  const dialog = (
    <Dialog
      opened={asked !== undefined}
      onClose={close}
      title={words.title(asked?.name ?? '')}
      closeLabel={words.close}
      size={480}
    >
      {asked && (
        <div className="stack">
          <DoubtsNotice name={`${firstName} ${lastName}`} doubts={asked.doubts} />
          <div className={css.actions}>
            <Button variant="default" onClick={close}>
              {words.leave}
            </Button>
            <Button
              onClick={() => {
                close();
                asked.take();
              }}
            >
              {workWords.take}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
  return { before, dialog };
}
