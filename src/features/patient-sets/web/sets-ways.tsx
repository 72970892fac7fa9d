import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Tag } from '#web/ui/tag.tsx';
import { suggestionWords } from '#web/words/patient-set-suggestions.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { ListSuggestions } from '../suggestion-contract.ts';

/** How many families wait, as far as one page tells; nothing until it is known. */
function useWaiting(may: boolean): string | undefined {
  const [waiting, setWaiting] = useState<string>();
  useEffect(() => {
    if (!may) return undefined;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await call(ListSuggestions, {}, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted || !answer?.ok) return;
      const { suggestions, next } = answer.value;
      if (suggestions.length > 0) setWaiting(`${suggestions.length}${next ? '+' : ''}`);
    };
    void ask();
    return () => stop.abort();
  }, [may]);
  return waiting;
}

/** To where sets come from: the report, and families that a clinic would forget. */
export function SetsWays() {
  const may = useMay();
  const mayLook = may('patient-sets.list-suggestions');
  const waiting = useWaiting(mayLook);
  return (
    <>
      {may('demographic-report.run-report') && (
        <Button variant="default" component={Link} to="/admin/demographic-report">
          {patientSetWords.list.report}
        </Button>
      )}
      {mayLook && (
        <Button
          variant="default"
          component={Link}
          to="/admin/patient-sets/suggestions"
          aria-label={waiting && suggestionWords.waitingOf(waiting)}
          rightSection={waiting && <Tag tone="brand">{waiting}</Tag>}
        >
          {suggestionWords.title}
        </Button>
      )}
    </>
  );
}
