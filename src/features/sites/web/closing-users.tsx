import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { Panel } from '#web/ui/panel.tsx';
import { siteWords } from '#web/words/sites.ts';
import type { Closing } from '../contract.ts';
import css from './sites.module.css';

const words = siteWords.closing;

/** Whose assignment ends with the site; those who have no other stand there by name. */
export function ClosingUsers({ users, others }: Pick<Closing, 'users' | 'others'>) {
  const may = useMay();
  const onlyHere = users.filter(({ elsewhere }) => !elsewhere);
  const [only] = others.length === 1 ? others : [];
  if (users.length === 0) return <Panel title={words.users}>{words.noUsers}</Panel>;
  return (
    <Panel title={words.users} lead={words.ends(users.length)}>
      {only ? (
        <p>{words.everybodyAt(only.name)}</p>
      ) : onlyHere.length === 0 ? (
        <p>{words.allElsewhere}</p>
      ) : (
        <>
          <p>{words.onlyHere(onlyHere.length)}</p>
          <ul className={css.people}>
            {onlyHere.map(({ userId, name }) => (
              <li key={userId}>
                {may('users.update-user') ? <Link to={`/admin/users/${userId}/edit`}>{name}</Link> : name}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
