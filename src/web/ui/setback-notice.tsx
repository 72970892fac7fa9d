import { useEffect, useRef } from 'react';
import type { Setback } from '../use-attempt.ts';
import { actWords } from '../words/acts.ts';
import { Notice } from './notice.tsx';

/** Why an attempt was turned down, where no field of the page can say it; brought into sight. */
export function SetbackNotice({ setback }: { readonly setback: Setback | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  const stands = setback && !setback.field;
  useEffect(() => {
    if (stands) box.current?.scrollIntoView({ block: 'center' });
  }, [stands]);
  if (!stands) return null;
  return (
    <div ref={box}>
      <Notice tone="bad" title={setback.says}>
        {setback.code === 'request/key-reused' && actWords.arrivedAfterAll}
        {setback.code === 'session/ended' && (
          <a href="/sign-in" target="_blank" rel="noreferrer">
            {actWords.signInElsewhere}
          </a>
        )}
      </Notice>
    </div>
  );
}
