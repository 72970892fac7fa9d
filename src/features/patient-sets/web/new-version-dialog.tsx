import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { reportWords } from '#web/words/demographic-report.ts';

const words = reportWords.set;

/** The set that has the name already, and what a new version of it would mean. */
export interface Taken {
  readonly setId: Id<'set'>;
  readonly name: string;
  readonly version: number;
  readonly joined: number;
  readonly departed: number;
}

interface NewVersionDialogProps {
  readonly taken: Taken;
  readonly busy: boolean;
  readonly onMake: (reason: string) => void;
  readonly onClose: () => void;
}

/** An existing name is not added to silently: who comes and who goes is said first, and why is asked. */
export function NewVersionDialog({ taken, busy, onMake, onClose }: NewVersionDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog opened onClose={onClose} title={words.taken(taken.name)} closeLabel={words.closeLabel} size={520}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) onMake(reason);
        }}
      >
        <p>{words.takenWhy(taken.joined, taken.departed)}</p>
        <TextInput
          label={words.reason}
          withAsterisk
          maxLength={500}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.otherName}
          </Button>
          <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
            {words.newVersion}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
