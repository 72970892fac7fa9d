import { ActionIcon, Tooltip } from '@mantine/core';
import { type Icon, IconEye, IconLock, IconLockOpen, IconPencil } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { useMay, useSession } from '#web/session.ts';
import { userWords } from '#web/words/users.ts';
import type { UserLine } from '../contract.ts';
import css from './manage-users-page.module.css';

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
      {may('handover.deactivate-user') &&
        !left &&
        (own ? (
          <Greyed icon={IconLock} says={words.notYourself} label={words.deactivateNamed(name)} />
        ) : (
          <Action
            icon={IconLock}
            says={userWords.deactivate}
            label={words.deactivateNamed(name)}
            to={`${at}/deactivate`}
          />
        ))}
      {pointedAt && <Tooltip opened target={pointedAt} label={pointedAt.dataset['says']} multiline maw={260} />}
    </span>
  );
}
