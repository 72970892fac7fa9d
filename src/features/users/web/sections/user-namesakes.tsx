import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { userWords } from '#web/words/users.ts';
import { ListUsers, type UserLine } from '../../contract.ts';
import type { UserDraft } from '../user-draft.ts';

const words = userWords.form.namesakes;
const PAUSE_MS = 400;
const MOST = 5;

const listName = ({ lastName, firstName }: Pick<UserDraft, 'lastName' | 'firstName'>) =>
  `${lastName.trim()}, ${firstName.trim()}`;
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Users who bear this name already, here or gone, found while it is typed, so that nobody is added twice. */
export function UserNamesakes({ draft }: { readonly draft: UserDraft }) {
  const may = useMay();
  const [looked, setLooked] = useState<{ readonly wanted: string; readonly found: readonly UserLine[] }>();
  const wanted = may('users.list-users') && draft.lastName.trim() && draft.firstName.trim() ? listName(draft) : '';
  useEffect(() => {
    if (wanted === '') return undefined;
    const stop = new AbortController();
    const look = async () => {
      const asked = { keyword: wanted.slice(0, 100), status: 'all' as const };
      const answer = await call(ListUsers, asked, { signal: stop.signal }).catch(() => undefined);
      // Only a hint: where it cannot be had, the page does without.
      if (!answer?.ok || stop.signal.aborted) return;
      setLooked({ wanted, found: answer.value.users.filter((one) => same(listName(one), wanted)).slice(0, MOST) });
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  const found = looked?.wanted === wanted ? looked.found : [];
  if (found.length === 0) return null;
  return (
    <Notice tone="warn" title={words.title(found.length)}>
      {words.why}
      <ul>
        {found.map((one) => (
          <li key={one.userId}>
            <Link to={`/admin/users/${one.userId}`}>{listName(one)}</Link>
            {`, ${userWords.types[one.type]}, ${words.number(one.userNumber)}${one.status === 'inactive' ? `, ${words.left}` : ''}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
