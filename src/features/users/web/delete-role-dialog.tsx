import { Button } from '@mantine/core';
import { useState } from 'react';
import { EffectList } from '#features/roles/web/public.tsx';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { bulkRoleWords } from '#web/words/bulk-roles.ts';
import { userRecordWords } from '#web/words/user-records.ts';
import { ChangeRoles, type RolesPreview } from '../bulk-contract.ts';
import { usePreview } from './bulk/use-preview.ts';

const words = userRecordWords.records.roles;

/** What the user loses, or why the role stays. */
function Shown({ preview, name }: { readonly preview: RolesPreview; readonly name: string }) {
  const [hindered] = preview.hindered;
  if (hindered) {
    return (
      <Notice tone="warn" title={words.keeps(name)}>
        {name} {bulkRoleWords.why[hindered.why]}
      </Notice>
    );
  }
  if (preview.changed.length === 0) return <p>{words.hasNot(name)}</p>;
  if (preview.effects.length === 0) return <p>{bulkRoleWords.noEffect(1)}</p>;
  return <EffectList effects={preview.effects} />;
}

interface DeleteRoleDialogProps {
  readonly user: { readonly userId: Id<'user'>; readonly name: string };
  readonly role: { readonly roleId: Id<'role'>; readonly name: string };
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Delete: what the user loses with this role, or why it stays, and the question. What was shown is what is done. */
export function DeleteRoleDialog({ user, role, onClose, onDeleted }: DeleteRoleDialogProps) {
  const [round, setRound] = useState(0);
  const { roleId } = role;
  const asked = { userIds: [user.userId], turn: 'remove' as const, roleId };
  const { preview, trouble } = usePreview(asked, round);
  const { attempt, busy, setback, setSetback } = useAttempt();
  const submit = async () => {
    if (!preview) return;
    const answer = await attempt(() => call(ChangeRoles, { ...asked, planHash: preview.planHash }));
    if (answer?.ok) onDeleted();
  };
  const lookAgain = (
    <Button
      size="xs"
      variant="default"
      onClick={() => {
        setSetback(undefined);
        setRound(round + 1);
      }}
    >
      {bulkRoleWords.lookAgain}
    </Button>
  );
  const can = preview !== undefined && preview.changed.length > 0;
  return (
    <Dialog opened onClose={onClose} title={words.deleteOf(role.name, user.name)} size={560} closeLabel={words.keep}>
      <div className="stack">
        {trouble && <Notice tone="bad" title={trouble} />}
        {preview && <Shown preview={preview} name={user.name} />}
        {!preview && !trouble && <LoadingFace label={bulkRoleWords.waiting} rows={3} />}
        {setback && <Notice tone="bad" title={setback.says} action={lookAgain} />}
        {can && <p className="small dim">{words.atOnce(user.name)}</p>}
        <div className="row">
          <Button color="brick" disabled={!can} loading={busy} onClick={() => void submit()}>
            {words.deleteNamed(role.name)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {bulkRoleWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
