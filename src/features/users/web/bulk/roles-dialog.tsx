import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { EffectList } from '#features/roles/web/public.tsx';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { bulkRoleWords as words } from '#web/words/bulk-roles.ts';
import { ChangeRoles, type RolesPreview, type turns } from '../../bulk-contract.ts';
import type { RoleChoice } from '../user-draft.ts';
import css from './bulk.module.css';
import { usePreview } from './use-preview.ts';

type Turn = (typeof turns)[number];
const MOST_NAMED = 8;

/** Who changes how, who stays as they are, and for whom it cannot be done. */
function Preview({ preview, turn }: { readonly preview: RolesPreview; readonly turn: Turn }) {
  const { changed, unchanged, hindered, effects } = preview;
  const names = unchanged.slice(0, MOST_NAMED).map(({ name }) => name);
  return (
    <>
      {hindered.length > 0 && (
        <Notice tone="warn" title={words.hindered[turn](hindered.length)}>
          <ul className={css.hindered}>
            {hindered.map(({ userId, name, why }) => (
              <li key={userId}>
                {name} {words.why[why]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {changed.length === 0 ? (
        <p>{words.nobody}</p>
      ) : effects.length === 0 ? (
        <p>{words.noEffect(changed.length)}</p>
      ) : (
        <EffectList effects={effects} />
      )}
      {names.length > 0 && <p className="dim">{words.unchanged[turn](names, unchanged.length - names.length)}</p>}
    </>
  );
}

interface RolesDialogProps {
  readonly turn: Turn;
  readonly userIds: readonly Id<'user'>[];
  readonly roles: readonly RoleChoice[];
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

/** Chooses a role, shows who would gain and lose what, and changes those for whom it can be done. */
export function RolesDialog({ turn, userIds, roles, onClose, onDone }: RolesDialogProps) {
  const [roleId, setRoleId] = useState<Id<'role'>>();
  const [round, setRound] = useState(0);
  const { preview, trouble } = usePreview(roleId && { userIds: [...userIds], turn, roleId }, round);
  const { attempt, busy, setback, setSetback } = useAttempt();
  const count = preview?.changed.length ?? 0;
  const submit = async () => {
    if (!roleId || !preview) return;
    const asked = { userIds: preview.changed, turn, roleId, planHash: preview.planHash };
    const answer = await attempt(() => call(ChangeRoles, asked));
    const name = roles.find((role) => role.roleId === roleId)?.name ?? '';
    if (answer?.ok) onDone(words.done[turn](name, answer.value.users));
  };
  const lookAgain = () => {
    setSetback(undefined);
    setRound(round + 1);
  };
  const isBarred = ({ mayGive }: RoleChoice) => turn === 'add' && !mayGive;
  return (
    <Dialog opened onClose={onClose} title={words.title[turn](userIds.length)} size={680} closeLabel={words.close}>
      <div className="stack">
        <NativeSelect
          label={words.role}
          value={roleId ?? ''}
          onChange={({ currentTarget: { value } }) => {
            setSetback(undefined);
            setRoleId(roles.find((role) => role.roleId === value)?.roleId);
          }}
          data={[
            ...(roleId ? [] : [{ value: '', label: words.choose }]),
            ...roles.map((role) => ({
              value: role.roleId as string,
              label: isBarred(role) ? words.notYours(role.name) : role.name,
              disabled: isBarred(role),
            })),
          ]}
        />
        {trouble && <Notice tone="bad" title={trouble} />}
        {roleId &&
          !trouble &&
          (preview ? <Preview preview={preview} turn={turn} /> : <LoadingFace label={words.waiting} rows={3} />)}
        {setback && (
          <Notice
            tone="bad"
            title={setback.says}
            action={
              <Button size="xs" variant="default" onClick={lookAgain}>
                {words.lookAgain}
              </Button>
            }
          />
        )}
        {count > 0 && <p className="small dim">{words.atOnce}</p>}
        <div className="row">
          <Button
            {...(turn === 'remove' ? { color: 'brick' } : {})}
            disabled={count === 0}
            loading={busy}
            onClick={() => void submit()}
          >
            {words.action[turn](count)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
