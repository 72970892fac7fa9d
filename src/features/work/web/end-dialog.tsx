import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { workWords } from '#web/words/work.ts';
import css from './work.module.css';

const words = workWords.ending;

interface EndDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel: string;
  /** What it does. */
  readonly why: string;
  /** Names the act. */
  readonly action: string;
  readonly busy: boolean;
  readonly trouble: string | undefined;
  readonly onEnd: (reason: string) => void;
}

/** Ends a piece of work without its being done, with a reason. */
export function EndDialog({ opened, onClose, title, closeLabel, why, action, busy, trouble, onEnd }: EndDialogProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const end = () => {
    setTried(true);
    if (reason.trim()) onEnd(reason.trim());
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={title} closeLabel={closeLabel} size={480}>
      <div className="stack">
        <p>{why}</p>
        <TextInput
          label={words.reason}
          required
          withAsterisk={false}
          data-autofocus
          maxLength={500}
          value={reason}
          error={tried && !reason.trim() ? words.missing : undefined}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {trouble && <Notice tone="bad">{trouble}</Notice>}
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button loading={busy} onClick={end}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
