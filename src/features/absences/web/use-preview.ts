import { useEffect, useState } from 'react';
import { type Answer, call } from '#web/api.ts';
import { isDay } from '#web/ui/calendar.ts';
import { type Preview, PreviewAbsence, PreviewOwnAbsence } from '../contract.ts';
import { type AbsenceDraft, coversOf } from './absence-draft.ts';
import type { Id } from '#kernel/brand.ts';

const PAUSE_MS = 400;

/** What waits while a user is away, asked for once the days and who covers stand still; `own` is the reader. */
export function usePreview(whose: Id<'user'> | 'own' | null, draft: AbsenceDraft) {
  const [found, setFound] = useState<{ readonly asked: string; readonly preview?: Preview }>();
  const { from, until } = draft;
  const fits = whose !== null && isDay(from) && isDay(until) && from <= until;
  const asked = fits ? JSON.stringify({ whose, from, until, covers: coversOf(draft) }) : '';
  useEffect(() => {
    if (asked === '') return undefined;
    const stop = new AbortController();
    const ask = async () => {
      const { whose: of, ...days } = JSON.parse(asked) as { whose: Id<'user'> | 'own' } & Pick<
        Parameters<typeof call<typeof PreviewOwnAbsence>>[1],
        'from' | 'until' | 'covers'
      >;
      const signal = { signal: stop.signal };
      const sent: Promise<Answer<Preview>> =
        of === 'own' ? call(PreviewOwnAbsence, days, signal) : call(PreviewAbsence, { userId: of, ...days }, signal);
      const answer = await sent.catch(() => undefined);
      if (stop.signal.aborted) return;
      setFound({ asked, ...(answer?.ok ? { preview: answer.value } : {}) });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  const isAnswered = asked !== '' && found?.asked === asked;
  return { fits, looking: fits && !isAnswered, preview: isAnswered ? found.preview : undefined };
}
