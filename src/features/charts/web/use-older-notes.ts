import { useState } from 'react';
import { call } from '#web/api.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { type Chart, type ChartNote, OpenChart } from '../contract.ts';

interface Older {
  /** The chart they continue; a chart that is read anew begins on its first page. */
  readonly of: Chart;
  readonly notes: readonly ChartNote[];
  readonly next: string | null;
}

/** The signed notes of a chart, with the older pages the reader has asked for. */
export function useOlderNotes(chart: Chart) {
  const [older, setOlder] = useState<Older>();
  const { attempt, busy, setback } = useAttempt();
  const { notes, next } = older?.of === chart ? older : { notes: [], next: chart.next };
  const showMore = async () => {
    if (!next || busy) return;
    const { patientId } = chart.patient;
    const answer = await attempt(() => call(OpenChart, { patientId, after: next }), actWords.awayLook);
    if (answer?.ok) setOlder({ of: chart, notes: [...notes, ...answer.value.notes], next: answer.value.next });
  };
  return { notes: [...chart.notes, ...notes], hasMore: next !== null, showMore, busy, setback };
}
