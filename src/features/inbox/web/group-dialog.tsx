import { Button, MultiSelect, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useAct } from '#web/act.ts';
import { type Colleague, useColleagues } from '#web/colleagues.ts';
import { newKey } from '#web/new-key.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { NotAnOption } from '#web/ui/not-an-option.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { byType, matching } from '#web/ui/people-by-type.ts';
import { actWords } from '#web/words/acts.ts';
import { groupWords } from '#web/words/message-groups.ts';
import { uiWords } from '#web/words/ui.ts';
import { AddGroup, type Group, UpdateGroup } from '../group-contract.ts';
import css from './groups.module.css';

const words = groupWords.form;

interface GroupDialogProps {
  /** One that is there, a new one, or none. */
  readonly editing: Group | 'new' | undefined;
  readonly onClose: () => void;
  /** Saved; says so in a sentence. */
  readonly onSaved: (says: string) => void;
}

/** Makes a group, renames it, or says who is in it. */
export const GroupDialog = ({ editing, ...rest }: GroupDialogProps) => (
  <Dialog
    opened={editing !== undefined}
    onClose={rest.onClose}
    title={editing === undefined || editing === 'new' ? words.addTitle : words.editTitle(editing.name)}
    closeLabel={words.close}
    size={520}
  >
    {editing && <WithColleagues group={editing === 'new' ? undefined : editing} {...rest} />}
  </Dialog>
);

interface FormProps extends Omit<GroupDialogProps, 'editing'> {
  readonly group: Group | undefined;
}

function WithColleagues(props: FormProps) {
  const { colleagues, failed, again } = useColleagues();
  if (colleagues) return <GroupForm colleagues={colleagues} {...props} />;
  if (!failed) return <LoadingFace label={words.loading} />;
  const retry = (
    <Button variant="default" size="xs" onClick={again}>
      {uiWords.tryAgain}
    </Button>
  );
  return (
    <Notice tone="bad" action={retry}>
      {actWords.people.failed}
    </Notice>
  );
}

function GroupForm({ group, colleagues, onClose, onSaved }: FormProps & { readonly colleagues: readonly Colleague[] }) {
  const [name, setName] = useState(group?.name ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(group?.members.map(({ userId }) => userId) ?? []);
  const [tried, setTried] = useState(false);
  const [stale, setStale] = useState(false);
  const { act, busy, trouble } = useAct();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read: other fields are another group
  const key = useMemo(newKey, [name, chosen]);
  const was = new Set<string>(group?.members.map(({ userId }) => userId));
  const offered = colleagues.filter(({ userId, locked }) => !locked || was.has(userId));
  const people = offered.map(({ userId, name: label, type }) => ({ value: userId as string, label, type }));
  const byId = new Map<string, Colleague>(offered.map((one) => [one.userId, one]));
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const memberIds = chosen.flatMap((id) => byId.get(id)?.userId ?? []);
    if (!name.trim() || memberIds.length === 0) return focusFirstWrong(event);
    const done = () => onSaved(groupWords.saved(name.trim()));
    if (!group) {
      void act(AddGroup, { name, memberIds }, { done, key });
      return;
    }
    const refused = (code: string) => {
      setStale(code === 'request/version-stale');
      return code === 'request/version-stale';
    };
    void act(UpdateGroup, { groupId: group.groupId, name, memberIds, version: group.version }, { done, refused });
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <TextInput
        label={words.name}
        required
        maxLength={200}
        data-autofocus
        value={name}
        error={tried && !name.trim() ? actWords.needed : undefined}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <MultiSelect
        label={words.members}
        description={words.membersHelp}
        required
        searchable
        maxValues={200}
        limit={50}
        selectFirstOptionOnChange
        nothingFoundMessage={<NotAnOption>{uiWords.personSelect.nobody}</NotAnOption>}
        data={byType(people)}
        filter={({ search }) => byType(matching(people, search))}
        value={chosen.filter((id) => byId.has(id))}
        error={tried && chosen.length === 0 ? words.membersMissing : undefined}
        onChange={setChosen}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      {stale && <Notice tone="warn">{words.changed}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
