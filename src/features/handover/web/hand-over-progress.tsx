import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { call } from '#web/api.ts';
import { handoverWords } from '#web/words/handover.ts';
import { StopHandOver } from '../progress-contract.ts';
import type { Id } from '#kernel/brand.ts';
import css from './hand-over-progress.module.css';
import { labelOf } from './plan.ts';
import { useProgress } from './use-progress.ts';

const words = handoverWords.deactivate.progress;

interface HandOverProgressProps {
  readonly leaverId: Id<'user'>;
  /** What moves of each kind, in the order in which it does. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** What is said when all has moved and the rest is done. */
  readonly sealing: string;
}

/** How far a hand-over or its undo is while it runs, kind by kind, and the way to stop it. Nothing at first: most are done before one could read it. */
export function HandOverProgress({ leaverId, kinds, sealing }: HandOverProgressProps) {
  const step = useProgress(leaverId);
  const [stopping, setStopping] = useState(false);
  const labelId = useId();
  if (step === undefined) return null;
  const moving = kinds.filter(({ count }) => count > 0);
  const all = moving.reduce((sum, { count }) => sum + count, 0);
  const done = moving.slice(0, Math.max(0, step - 1)).reduce((sum, { count }) => sum + count, 0);
  const now = moving[step - 1];
  const says = now ? words.moving(labelOf(now.kind), step, moving.length) : step === 0 ? words.counting : sealing;
  const stop = async () => {
    setStopping(true);
    // What comes of it the hand-over itself answers: stopped, or done before.
    await call(StopHandOver, { userId: leaverId }).catch(() => undefined);
    setStopping(false);
  };
  return (
    <div className={css.box}>
      <output id={labelId}>{says}</output>
      <progress className={css.bar} aria-labelledby={labelId} max={all} value={done} />
      <div className={css.foot}>
        <span className="small dim num">{words.items(done, all)}</span>
        <Button size="xs" variant="default" loading={stopping} onClick={() => void stop()}>
          {words.stop}
        </Button>
      </div>
    </div>
  );
}
