import { ActionIcon, Tooltip } from '@mantine/core';
import { type Icon, IconEye, IconLock, IconLockOpen, IconLockX, IconPencil } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { useMay, useSession } from '#web/session.ts';
import { userWords } from '#web/words/users.ts';
import type { UserLine } from '../contract.ts';
import { LockDialog } from './lock-dialog.tsx';
import css from './manage-users-page.module.css';
import { UnlockDialog } from './unlock-dialog.tsx';

const words = userWords.manage;

interface ActionProps {
  readonly icon: Icon;
  /** One word, for whoever points at it. */
  readonly says: string;
  /** With the person's name, for whoever hears it. */
  readonly label: string;
  readonly to: string;
}

const Action = ({ icon: ActionSign, says, label, to }: ActionProps) => (
  <ActionIcon component={Link} to={to} variant="subtle" size={30} aria-label={label} data-says={says}>
    <ActionSign size={17} aria-hidden />
  </ActionIcon>
);

/** An action that is there and cannot be done, with the reason. */
const Greyed = ({ icon: ActionSign, says, label }: Omit<ActionProps, 'to'>) => (
  <ActionIcon
    variant="subtle"
    size={30}
    aria-disabled="true"
    className={css.off}
    aria-label={`${label}: ${says}`}
    data-says={says}
  >
    <ActionSign size={17} aria-hidden />
  </ActionIcon>
);

/** The padlock: who must not get in any more is out after a reason and a password; who is locked is let in again. */
function LockAction({ user, name, own }: { readonly user: UserLine; readonly name: string; readonly own: boolean }) {
  const [asking, setAsking] = useState(false);
  const { search } = useLocation();
  const go = useNavigate();
  const locked = user.status === 'locked';
  if (own) return <Greyed icon={IconLock} says={words.notLockYourself} label={words.lockNamed(name)} />;
  const Ask = locked ? UnlockDialog : LockDialog;
  const Sign = locked ? IconLockOpen : IconLock;
  const title = (locked ? userWords.record.unlocked : userWords.record.lockedNow)(name);
  const done = () => {
    setAsking(false);
    void go({ search }, { replace: true, state: { done: { title } } });
  };
  return (
    <>
      <ActionIcon
        variant="subtle"
        size={30}
        aria-label={(locked ? words.unlockNamed : words.lockNamed)(name)}
        data-says={locked ? userWords.record.unlock : userWords.record.lock}
        onClick={() => setAsking(true)}
      >
        <Sign size={17} aria-hidden />
      </ActionIcon>
      {asking && <Ask userId={user.userId} name={name} onClose={() => setAsking(false)} onDone={done} />}
    </>
  );
}

/** What can be done with a user, as far as the caller may. */
export function RowActions({ user }: { readonly user: UserLine }) {
  const may = useMay();
  const own = useSession().userId === user.userId;
  // One bubble for whichever is pointed at or has the focus: a page has a hundred of these icons.
  const [pointedAt, setPointedAt] = useState<HTMLElement>();
  const point = ({ target }: SyntheticEvent) =>
    setPointedAt((target as Element).closest<HTMLElement>('[data-says]') ?? undefined);
  const leave = () => setPointedAt(undefined);
  const name = `${user.firstName} ${user.lastName}`;
  const at = `/admin/users/${user.userId}`;
  const left = user.status === 'inactive';
  return (
    <span className={css.actions} onPointerOver={point} onPointerLeave={leave} onFocus={point} onBlur={leave}>
      {may('users.read-user') && <Action icon={IconEye} says={userWords.view} label={words.viewNamed(name)} to={at} />}
      {may('users.update-user') && !left && (
        <Action icon={IconPencil} says={userWords.edit} label={words.editNamed(name)} to={`${at}/edit`} />
      )}
      {may('users.activate-user') && left && (
        <Action icon={IconLockOpen} says={userWords.activate} label={words.activateNamed(name)} to={`${at}/activate`} />
      )}
      {!left && may(user.status === 'locked' ? 'users.unlock-user' : 'users.lock-user') && (
        <LockAction user={user} name={name} own={own} />
      )}
      {may('handover.deactivate-user') &&
        !left &&
        (own ? (
          <Greyed icon={IconLockX} says={words.notYourself} label={words.deactivateNamed(name)} />
        ) : (
          <Action
            icon={IconLockX}
            says={userWords.deactivate}
            label={words.deactivateNamed(name)}
            to={`${at}/deactivate`}
          />
        ))}
      {pointedAt && <Tooltip opened target={pointedAt} label={pointedAt.dataset['says']} multiline maw={260} />}
    </span>
  );
}
