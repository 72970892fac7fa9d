import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Notice } from '#web/ui/notice.tsx';
import { whatWaitsWords as words } from '#web/words/what-waits.ts';
import css from './at-start.module.css';
import { type Found, lookUpWhatWaits, WhatWaits } from './what-waits.tsx';

/** Above the page on which an administrator starts: what waits for one, looked up once the page itself stands. */
export function AtStart() {
  const [tries, setTries] = useState(0);
  return <LookedUp key={tries} onAgain={() => setTries(tries + 1)} />;
}

function LookedUp({ onAgain }: { readonly onAgain: () => void }) {
  const [found, setFound] = useState<Found | 'failed'>();
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const answer = await lookUpWhatWaits(stop.signal).catch(() => undefined);
      if (!stop.signal.aborted) setFound(answer && !('ok' in answer) ? answer : 'failed');
    };
    void look();
    return () => stop.abort();
  }, []);
  if (found === undefined || (found !== 'failed' && Object.values(found).every(({ length }) => length === 0)))
    return null;
  return (
    <section className={`${css.start} no-print`} aria-label={words.region}>
      {found === 'failed' ? (
        <Notice
          tone="warn"
          title={words.failed}
          action={
            <Button size="xs" variant="default" onClick={onAgain}>
              {words.again}
            </Button>
          }
        />
      ) : (
        <WhatWaits {...found} />
      )}
    </section>
  );
}
