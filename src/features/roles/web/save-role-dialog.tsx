import { Button } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { roleWords } from '#web/words/roles.ts';
import { ChangeEffects } from './change-effects.tsx';
import { useRoleChange } from './use-role-change.ts';

const words = roleWords.preview;

interface SaveRoleDialogProps {
  readonly roleId: Id<'role'>;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly busy: boolean;
  readonly trouble: string | undefined;
  /** Counts up when what was shown has become out of date. */
  readonly round: number;
  readonly onSave: (changeHash: string) => void;
  readonly onClose: () => void;
}

/** Before a role is saved: which users gain and lose what. */
export function SaveRoleDialog({
  roleId,
  name,
  permissions,
  busy,
  trouble,
  round,
  onSave,
  onClose,
}: SaveRoleDialogProps) {
  const { change, trouble: turnedDown } = useRoleChange({ roleId, permissions: [...permissions] }, round);
  return (
    <Dialog opened onClose={onClose} title={words.title(name)} size={680} closeLabel={words.close}>
      <div className="stack">
        {turnedDown ? (
          <Notice tone="bad" title={turnedDown} />
        ) : change ? (
          <ChangeEffects change={change} />
        ) : (
          <LoadingFace label={words.waiting} rows={3} />
        )}
        {change && change.effects.length > 0 && <Notice tone="warn" title={words.warning} />}
        {trouble && <Notice tone="bad" title={trouble} />}
        <div className="row">
          <Button onClick={() => change && onSave(change.changeHash)} loading={busy} disabled={!change}>
            {words.action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {roleWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
