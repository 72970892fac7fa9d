import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { outsideChecklistWords } from '#web/words/outside-checklist.ts';
import { type ChecklistLine, MarkLine } from '../contract.ts';

const words = outsideChecklistWords.dialog;

export interface Marking {
  readonly line: ChecklistLine;
  readonly state: 'done' | 'not-needed';
}

interface MarkDialogProps extends Marking {
  readonly userId: Id<'user'>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says of a line that it is done, with a note, or why it is not needed. */
export function MarkDialog({ userId, line, state, onClose, onDone }: MarkDialogProps) {
  const [note, setNote] = useState('');
  const { attempt, busy, setback } = useAttempt();
  const mustSay = state === 'not-needed';
  const save = async () => {
    const answer = await attempt(() => call(MarkLine, { userId, line: line.line, state, note }));
    if (answer?.ok) onDone();
  };
  return (
    <Dialog opened onClose={onClose} title={words[state]} size={480} closeLabel={words.close} ownFocus>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>{line.says}</p>
        <Textarea
          label={mustSay ? words.why : words.note}
          description={mustSay ? undefined : words.noteHelp}
          required={mustSay}
          data-autofocus

          rows={2}
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <SetbackNotice setback={setback} />
        <div className="row">
          <Button type="submit" loading={busy} disabled={mustSay && note.trim() === ''}>
            {words.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
