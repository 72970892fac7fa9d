import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { roleWords } from '#web/words/roles.ts';
import { CopyRole } from '../contract.ts';
import { isRoleName } from '../rules.ts';
import { fieldOfName } from './role-draft.ts';

const words = roleWords.copy;

interface CopyRoleDialogProps {
  readonly role: { readonly roleId: Id<'role'>; readonly name: string; readonly description: string };
  readonly onClose: () => void;
  readonly onDone: (roleId: Id<'role'>, name: string) => void;
}

/** A new role that allows what another allows today. */
export function CopyRoleDialog({ role, onClose, onDone }: CopyRoleDialogProps) {
  const [name, setName] = useState(words.proposed(role.name));
  const [description, setDescription] = useState(role.description);
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback } = useAttempt(fieldOfName);
  const copy = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // it may have been opened out of a form of its own
    setTried(true);
    if (busy || !isRoleName(name)) return;
    const answer = await attempt(() => call(CopyRole, { roleId: role.roleId, name, description }), roleWords.away);
    if (answer?.ok) onDone(answer.value.roleId, name.trim());
  };
  const short = tried && !isRoleName(name) ? roleWords.form.nameShort : undefined;
  return (
    <Dialog opened onClose={onClose} title={words.title(role.name)} size={520} closeLabel={words.close} ownFocus>
      <form className="stack" onSubmit={(event) => void copy(event)} noValidate>
        <p className="dim">{words.lead(role.name)}</p>
        {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
        <TextInput
          label={roleWords.form.name}
          description={roleWords.form.nameHelp}
          required
          maxLength={200}
          data-autofocus
          value={name}
          error={short ?? (setback?.field === 'name' ? setback.says : undefined)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={roleWords.form.description}
          description={roleWords.form.descriptionHelp}
          maxLength={200}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={busy}>
            {words.action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {roleWords.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
