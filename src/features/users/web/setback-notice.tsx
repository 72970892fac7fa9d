import { useEffect, useRef } from 'react';
import { Notice } from '#web/ui/notice.tsx';
import { userWords } from '#web/words/users.ts';
import type { Setback } from './use-attempt.ts';

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
        {setback.code === 'request/key-reused' && userWords.form.addedBefore}
        {setback.code === 'session/ended' && (
          <a href="/sign-in" target="_blank" rel="noreferrer">
            {userWords.form.signInElsewhere}
          </a>
        )}
      </Notice>
    </div>
  );
}
