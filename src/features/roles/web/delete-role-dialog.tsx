import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { roleWords } from '#web/words/roles.ts';
import { DeleteRole, ListRoles, type RoleLine, type RoleRecord } from '../contract.ts';
import { ChangeEffects } from './change-effects.tsx';
import { useRoleChange } from './use-role-change.ts';

const words = roleWords.remove;

/** The roles that can be given instead: others than this one, of which the reader holds everything. */
function useReplacements(roleId: Id<'role'>): readonly RoleLine[] {
  const [roles, setRoles] = useState<readonly RoleLine[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await call(ListRoles, {}, { signal: stop.signal }).catch(() => undefined);
      if (answer?.ok) setRoles(answer.value.roles.filter((one) => one.mayCopy && one.roleId !== roleId));
    };
    void ask();
    return () => stop.abort();
  }, [roleId]);
  return roles;
}

interface DeleteRoleDialogProps {
  readonly role: RoleRecord;
  readonly onClose: () => void;
  readonly onDone: (usersMoved: number) => void;
}

/** Asks what the users of a role get instead, shows what that comes to, and deletes it. */
export function DeleteRoleDialog({ role: { roleId, name, version, users }, onClose, onDone }: DeleteRoleDialogProps) {
  const [chosen, setChosen] = useState<Id<'role'> | ''>('');
  const replacements = useReplacements(roleId);
  const instead = chosen === '' ? {} : { replacementId: chosen };
  const [round, setRound] = useState(0);
  const { change, trouble } = useRoleChange({ roleId, deleted: true, ...instead }, round);
  const { attempt, busy, setback } = useAttempt();
  const alone = change?.leftWithout.users ?? 0;
  const remove = async () => {
    if (!change) return;
    const { changeHash } = change;
    const answer = await attempt(() => call(DeleteRole, { roleId, version, changeHash, ...instead }), roleWords.away);
    if (answer && !answer.ok && answer.code === 'role/change-outdated') setRound(round + 1);
    if (answer?.ok) onDone(answer.value.usersMoved);
  };
  return (
    <Dialog opened onClose={onClose} title={words.title(name)} size={680} closeLabel={words.close}>
      <div className="stack">
        {users > 0 && (
          <NativeSelect
            label={words.instead}
            value={chosen}
            onChange={({ currentTarget: { value } }) => setChosen(value as Id<'role'> | '')}
            data={[
              { value: '', label: alone > 0 ? words.choose : words.nothing },
              ...replacements.map((one) => ({ value: one.roleId, label: one.name })),
            ]}
          />
        )}
        {change && alone > 0 && (
          <Notice
            tone="warn"
            title={words.needed(
              alone,
              change.leftWithout.named.map((one) => one.name),
            )}
          />
        )}
        {trouble ? (
          <Notice tone="bad" title={trouble} />
        ) : change ? (
          <ChangeEffects change={change} />
        ) : (
          <LoadingFace label={roleWords.preview.waiting} rows={3} />
        )}
        {setback && <Notice tone="bad" title={setback.says} />}
        <p className="small dim">{words.gone}</p>
        <div className="row">
          <Button color="brick" onClick={() => void remove()} loading={busy} disabled={!change || alone > 0}>
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
