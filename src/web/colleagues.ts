import { useEffect, useState } from 'react';
import type { Output } from '#kernel/contract.ts';
import { ListColleagues } from '#features/users/contract.ts';
import { call } from './api.ts';

export type Colleague = Output<typeof ListColleagues>['colleagues'][number];

/** The active users, asked for when a form opens: `undefined` until they are there, `failed` when they did not come. */
export function useColleagues() {
  const [colleagues, setColleagues] = useState<readonly Colleague[]>();
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await call(ListColleagues, {}, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setColleagues(answer.value.colleagues);
      else setFailed(true);
    };
    void ask();
    return () => stop.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- asked again each time the reader tries again
  }, [tries]);
  const again = () => {
    setFailed(false);
    setTries(tries + 1);
  };
  return { colleagues, failed, again };
}
