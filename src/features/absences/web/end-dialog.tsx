import { Button } from '@mantine/core';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { absenceWords } from '#web/words/absences.ts';
import type { Absence } from '../contract.ts';

const words = absenceWords.ending;

interface EndDialogProps {
  readonly absence: Absence;
  readonly busy: boolean;
  readonly trouble: string | undefined;
  readonly onEnd: () => void;
  readonly onClose: () => void;
}

/** Asks once more before an absence ends, and with it every cover. */
export const EndDialog = ({ absence: { user, covers }, busy, trouble, onEnd, onClose }: EndDialogProps) => (
  <Dialog opened onClose={onClose} title={words.title(user.name)} closeLabel={words.close} size={440}>
    <div className="stack">
      {covers.length > 0 && <p>{words.why}</p>}
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className="row">
        <Button loading={busy} onClick={onEnd}>
          {words.end}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </div>
  </Dialog>
);
