import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Notice } from '#web/ui/notice.tsx';
import { userWords } from '#web/words/users.ts';
import css from './at-start.module.css';
import { type Found, lookUpWhatWaits, WhatWaits } from './what-waits.tsx';

const words = userWords.manage.waits;

/** Above the page on which an administrator starts: what waits for one, looked up once the page itself stands. */
export function AtStart() {
  const [found, setFound] = useState<Found | 'failed'>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const answer = await lookUpWhatWaits(stop.signal).catch(() => undefined);
      if (!stop.signal.aborted) setFound(answer && !('ok' in answer) ? answer : 'failed');
    };
    void look();
    return () => stop.abort();
  }, [tries]);
  if (found === undefined || (found !== 'failed' && Object.values(found).every(({ length }) => length === 0)))
    return null;
  return (
    <section className={`${css.start} no-print`} aria-label={words.region}>
      {found === 'failed' ? (
        <Notice
          tone="warn"
          title={words.failed}
          action={
            <Button size="xs" variant="default" onClick={() => setTries(tries + 1)}>
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
