import { useEffect, useState } from 'react';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { type Group, ListGroups } from '../group-contract.ts';

const none: readonly Group[] = [];

/** The groups that can be written to, asked for when a form opens: `undefined` until they are there, none for whoever may not see them. */
export function useGroups() {
  const may = useMay()('inbox.list-groups');
  const [groups, setGroups] = useState<readonly Group[]>();
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await call(ListGroups, {}, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setGroups(answer.value.groups);
      else setFailed(true);
    };
    if (may) void ask();
    return () => stop.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- asked again each time the reader tries again
  }, [may, tries]);
  const again = () => {
    setFailed(false);
    setTries(tries + 1);
  };
  return { groups: may ? groups : none, failed, again };
}
