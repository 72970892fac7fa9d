import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Decisions } from './use-decisions.ts';

const words = accessReviewWords.closing;

interface CloseReviewDialogProps {
  readonly name: string;
  readonly waiting: number;
  readonly decisions: Decisions;
  readonly onClose: () => void;
}

/** Closed is final; where something is left, it needs a reason. */
export function CloseReviewDialog({ name, waiting, decisions, onClose }: CloseReviewDialogProps) {
  const [reason, setReason] = useState('');
  const missing = waiting > 0 && !reason.trim();
  const close = async () => {
    await decisions.close(waiting > 0 ? reason.trim() : undefined);
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={words.title(name)} size={500} closeLabel={words.close}>
      <div className="stack">
        <p>{words.lead}</p>
        {waiting > 0 && (
          <>
            <Notice tone="warn" title={words.early(waiting)}>
              {words.earlyWhy}
            </Notice>
            <TextInput
              label={words.reason}
              required
              maxLength={500}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
          </>
        )}
        <div className="row">
          <Button disabled={missing} loading={decisions.busy} onClick={() => void close()}>
            {words.action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {accessReviewWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
