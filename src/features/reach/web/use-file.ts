import { useState } from 'react';
import type { Answer } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';

/** A file that the server makes, asked for once at a time. */
export function useFile(ask: () => Promise<Answer<Blob>>) {
  const { attempt, setback } = useAttempt();
  const [making, setMaking] = useState(false);
  const take = async (name: string) => {
    if (making) return;
    setMaking(true);
    const answer = await attempt(ask, actWords.awayLook);
    if (answer?.ok) saveFile(name, answer.value);
    setMaking(false);
  };
  return { take, making, setback };
}
