import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { reportWords } from '#web/words/demographic-report.ts';
import { type Asked } from '../contract.ts';
import { type SavedQuery, SaveQuery, UpdateQuery } from '../queries-contract.ts';

const words = reportWords.queries;

interface SaveQueryDialogProps {
  readonly asked: Asked;
  /** The query of one's own that was loaded; under its name it is changed, under another a new one is made. */
  readonly loaded: SavedQuery | undefined;
  readonly onSaved: (query: SavedQuery) => void;
  readonly onClose: () => void;
}

/** Gives what the form asks for a name. */
export function SaveQueryDialog({ asked, loaded, onSaved, onClose }: SaveQueryDialogProps) {
  const own = loaded?.own ? loaded : undefined;
  const [name, setName] = useState(own?.name ?? '');
  const [shared, setShared] = useState(own?.shared ?? false);
  const { busy, setback, attempt } = useAttempt();
  const again = own && own.name.toLowerCase() === name.trim().toLowerCase() ? own : undefined;
  const save = async () => {
    const kept = { name, shared, asked };
    const answer = await attempt(() =>
      again ? call(UpdateQuery, { queryId: again.queryId, version: again.version, ...kept }) : call(SaveQuery, kept),
    );
    if (answer?.ok) onSaved(answer.value);
  };
  return (
    <Dialog opened onClose={onClose} title={words.save} closeLabel={words.closeLabel} size={440}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) void save();
        }}
      >
        <TextInput
          label={words.name}
          withAsterisk
          maxLength={100}
          autoComplete="off"
          value={name}
          error={setback?.says}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <Checkbox
          label={words.shared}
          checked={shared}
          onChange={({ currentTarget: { checked } }) => setShared(checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {again ? words.overwrite(again.name) : words.save}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
