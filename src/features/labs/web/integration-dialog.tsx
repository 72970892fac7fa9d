import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import { useColleagues } from '#web/colleagues.ts';
import { newKey } from '#web/new-key.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { actWords } from '#web/words/acts.ts';
import { labWords } from '#web/words/labs.ts';
import { AddIntegration, type Integration, UpdateIntegration } from '../contract.ts';

const words = labWords.form;

interface IntegrationDialogProps {
  /** One that is there, a new one, or none. */
  readonly editing: Integration | 'new' | undefined;
  readonly onClose: () => void;
  /** Saved; says so in a sentence. */
  readonly onSaved: (says: string) => void;
}

/** Adds a connection, or changes, stops and starts one. */
export const IntegrationDialog = ({ editing, ...rest }: IntegrationDialogProps) => (
  <Dialog
    opened={editing !== undefined}
    onClose={rest.onClose}
    title={editing === undefined || editing === 'new' ? words.addTitle : words.editTitle(editing.name)}
    closeLabel={words.close}
    size={480}
  >
    {editing && <IntegrationForm integration={editing === 'new' ? undefined : editing} {...rest} />}
  </Dialog>
);

interface FormProps extends Omit<IntegrationDialogProps, 'editing'> {
  readonly integration: Integration | undefined;
}

function IntegrationForm({ integration, onClose, onSaved }: FormProps) {
  const { colleagues = [], failed } = useColleagues();
  const [draft, setDraft] = useState({
    name: integration?.name ?? '',
    laboratory: integration?.laboratory ?? '',
    account: integration?.account ?? '',
  });
  const [holderId, setHolderId] = useState<string | null>(integration?.holder.userId ?? null);
  const [running, setRunning] = useState(integration?.running ?? true);
  const [tried, setTried] = useState(false);
  const [stale, setStale] = useState(false);
  const { act, busy, trouble } = useAct();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read: other fields are another integration
  const key = useMemo(newKey, [draft, holderId]);
  const text = (field: keyof typeof draft, needed: boolean) => ({
    label: words[field],
    value: draft[field],
    maxLength: 200,
    autoComplete: 'off',
    required: needed,
    error: tried && needed && !draft[field].trim() ? actWords.needed : undefined,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [field]: value }),
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!draft.name.trim() || !draft.laboratory.trim() || holderId === null) return focusFirstWrong(event);
    const done = () => onSaved(words.saved(draft.name.trim()));
    if (!integration) {
      void act(AddIntegration, { ...draft, holderId: holderId as Id<'user'> }, { done, key });
      return;
    }
    const { integrationId, version } = integration;
    const refused = (code: string) => {
      setStale(code === 'request/version-stale');
      return code === 'request/version-stale';
    };
    void act(UpdateIntegration, { integrationId, ...draft, running, version }, { done, refused });
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <TextInput {...text('name', true)} data-autofocus />
      <TextInput {...text('laboratory', true)} />
      <TextInput {...text('account', false)} description={words.accountHelp} />
      {integration ? (
        <Checkbox
          label={words.running}
          description={words.runningHelp}
          checked={running}
          onChange={({ currentTarget: { checked } }) => setRunning(checked)}
        />
      ) : (
        <PersonSelect
          label={words.holder}
          required
          people={colleagues
            .filter(({ locked }) => !locked)
            .map(({ userId, name, type }) => ({ value: userId, label: name, type }))}
          value={holderId}
          error={tried && holderId === null ? actWords.needed : undefined}
          onChange={setHolderId}
        />
      )}
      {failed && !integration && <Notice tone="bad">{actWords.people.failed}</Notice>}
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      {stale && <Notice tone="warn">{words.changed}</Notice>}
      <div className="row">
        <Button type="submit" loading={busy}>
          {integration ? words.save : words.add}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
