import { Button } from '@mantine/core';
import { Dialog } from '#web/ui/dialog.tsx';
import { outsideChecklistWords } from '#web/words/outside-checklist.ts';
import type { KeptFile } from './use-files.ts';

const words = outsideChecklistWords.files;

interface RemoveFileDialogProps {
  readonly file: KeptFile | undefined;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onRemove: (file: KeptFile) => void;
}

/** Asks before a file goes for good. */
export const RemoveFileDialog = ({ file, busy, onClose, onRemove }: RemoveFileDialogProps) => (
  <Dialog
    opened={file !== undefined}
    onClose={onClose}
    title={words.removeTitle(file?.name ?? '')}
    size={440}
    closeLabel={words.keep}
  >
    <div className="stack">
      <p>{words.removeWhy}</p>
      <div className="row">
        <Button color="brick" loading={busy} onClick={() => file && onRemove(file)}>
          {words.removeIt}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  </Dialog>
);
