import { Button } from '@mantine/core';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { chartWords } from '#web/words/charts.ts';
import { type ChartNote, SignNote } from '../contract.ts';
import css from './chart-page.module.css';

const words = chartWords.signing;

interface SignDialogProps {
  readonly note: ChartNote;
  readonly onClose: () => void;
  readonly onSigned: () => void;
  /** The draft is not any more what the signer has read. */
  readonly onStale: () => void;
}

/** Asks once more, with the words that are signed in sight. */
export function SignDialog({ note, onClose, onSigned, onStale }: SignDialogProps) {
  const { attempt, busy, setback } = useAttempt();
  const sign = async () => {
    const answer = await attempt(() => call(SignNote, { noteId: note.noteId, version: note.version }));
    if (answer?.ok) onSigned();
    else if (answer?.code === 'request/version-stale') onStale();
  };
  return (
    <Dialog opened onClose={onClose} title={words.title(note.title)} size={560} closeLabel={words.close}>
      <div className="stack">
        {setback && <Notice tone="bad" title={setback.says} />}
        <p>{words.why}</p>
        {note.body && <p className={css.toSign}>{note.body}</p>}
        <div className="row">
          <Button loading={busy} onClick={() => void sign()}>
            {chartWords.sign}
          </Button>
          <Button variant="default" onClick={onClose}>
            {chartWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
