import { Button } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useMay } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { roleWords } from '#web/words/roles.ts';
import type { RoleRecord } from '../contract.ts';
import css from './role-users.module.css';

const words = roleWords.role;

interface RoleUsersProps {
  readonly role: RoleRecord;
  /** This is not the first page of them. */
  readonly later: boolean;
}

/** Who has the role, and for whom it is the only one. */
export function RoleUsers({ role: { holders, users, next }, later }: RoleUsersProps) {
  const may = useMay();
  const go = useNavigate();
  const show = (after?: string) => void go(after ? `?after=${after}` : '?', { preventScrollReset: true });
  return (
    <Panel title={words.whoHas} lead={users > 0 ? roleWords.users(users) : undefined}>
      {users === 0 ? (
        <EmptyFace title={words.nobody} level={3}>
          {words.nobodyWhy}
        </EmptyFace>
      ) : (
        <ul className={css.users}>
          {holders.map(({ userId, name, onlyRole }) => (
            <li key={userId}>
              {may('users.read-user') ? <Link to={`/admin/users/${userId}`}>{name}</Link> : name}
              {onlyRole && <Tag>{words.onlyRole}</Tag>}
            </li>
          ))}
        </ul>
      )}
      {(later || next) && (
        <div className={`${css.pages} row`}>
          {later && (
            <Button size="xs" variant="default" onClick={() => show()}>
              {words.firstUsers}
            </Button>
          )}
          {next && (
            <Button size="xs" variant="default" onClick={() => show(next)}>
              {words.moreUsers}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}
