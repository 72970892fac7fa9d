import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useRevalidator } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import { call, type Refused } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { uiWords } from '#web/words/ui.ts';
import { type PreviewUndo, UndoHandOver } from '../receipt-contract.ts';
import { HandOverProgress } from './hand-over-progress.tsx';
import css from './kept-plan.module.css';
import { labelOf } from './plan.ts';
import { ReasonedConfirm } from './reasoned-confirm.tsx';
import type { Receipt } from './receipt-sums.ts';

const words = handoverWords.receipt.undo;
type Undo = Output<typeof PreviewUndo>;

interface UndoPanelProps {
  readonly receipt: Receipt;
  readonly undo: Undo;
}

/** Whether a hand-over can still be undone, what that would give back, and the way to it. */
export function UndoPanel({ receipt, undo }: UndoPanelProps) {
  const may = useMay()('handover.undo-hand-over');
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { undone, until, kinds, undoHash } = undo;
  const { handoverId, leaver } = receipt;
  if (undone) {
    return (
      <Notice tone="info" title={words.undone(undone.items)}>
        <TimeText instant={undone.at} />, {uiWords.named(undone.by)}: {undone.reason}
      </Notice>
    );
  }
  // Once it is too late there is nothing to say: the receipt is what it is.
  if (!may || undo.refused === 'handover/undo-too-late') return null;
  const untouched = kinds.reduce((sum, one) => sum + one.untouched, 0);
  const turnedDown = (answer: Refused) => {
    setRefused(sayRefusal(answer.code, answer.facts));
    void revalidate();
  };
  return (
    <Panel title={words.title} id="undo">
      <div className={css.kept}>
        {refused && <Notice tone="bad">{refused}</Notice>}
        <p>
          {words.until} <TimeText instant={until} within />. {words.what}
        </p>
        {undo.refused ? (
          <p>
            {sayRefusal(undo.refused in refusals ? (undo.refused as RefusalCode) : 'actor/not-permitted')}{' '}
            {undo.refused === 'handover/leaver-still-out' && (
              <Link to={`/admin/users/${leaver.userId}/activate`}>{words.activate(leaver.name)}</Link>
            )}
          </p>
        ) : (
          <>
            <ul>
              {kinds.map(({ kind, items, untouched: free }) => (
                <li key={kind}>{words.ofKind(labelOf(kind), free, items)}</li>
              ))}
            </ul>
            <Button variant="default" onClick={() => setAsking(true)}>
              {words.button}
            </Button>
          </>
        )}
      </div>
      <ReasonedConfirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.confirm(leaver.name)}
        does={[words.gives(untouched, leaver.name), words.stays]}
        action={words.button}
        meanwhile={
          <HandOverProgress
            leaverId={leaver.userId}
            kinds={kinds.map((one) => ({ kind: one.kind, count: one.untouched }))}
            sealing={words.sealing}
          />
        }
        act={(reason, beside) => call(UndoHandOver, { handoverId, undoHash, reason }, beside)}
        onDone={async () => {
          setAsking(false);
          await revalidate();
        }}
        onTurnedDown={turnedDown}
      />
    </Panel>
  );
}
