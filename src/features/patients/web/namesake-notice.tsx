import { IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { call } from '#web/api.ts';
import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { listName } from '#web/ui/patient-head.tsx';
import { patientWords } from '#web/words/patients.ts';
import { type ClosedLine, type PatientLine, SearchPatients } from '../contract.ts';

const PAUSE_MS = 400;
const MOST = 5;

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Patients who bear this name already, found while it is typed, so that nobody is added twice. */
export function NamesakeNotice({ lastName, firstName }: Pick<PatientLine, 'lastName' | 'firstName'>) {
  const { locale } = useClinic();
  const [looked, setLooked] = useState<{
    readonly wanted: string;
    readonly found: readonly PatientLine[];
    readonly closed: readonly ClosedLine[];
  }>();
  const wanted = lastName.trim() && firstName.trim() ? `${lastName.trim()}, ${firstName.trim()}` : '';
  useEffect(() => {
    if (wanted === '') return undefined;
    const stop = new AbortController();
    const look = async () => {
      const answer = await call(SearchPatients, { query: wanted.slice(0, 100) }, { signal: stop.signal }).catch(
        () => undefined,
      );
      // Only a hint: where it cannot be had, the page does without.
      if (!answer?.ok || stop.signal.aborted) return;
      const found = answer.value.patients.filter((one) => same(listName(one), wanted));
      const closed = answer.value.closed.filter((one) => same(listName(one), wanted));
      setLooked({ wanted, found: found.slice(0, MOST), closed: closed.slice(0, MOST) });
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  const { found = [], closed = [] } = looked?.wanted === wanted ? looked : {};
  if (found.length + closed.length === 0) return null;
  return (
    <Notice tone="warn" title={patientWords.namesakes.title(found.length + closed.length)}>
      {patientWords.namesakes.why}
      <ul>
        {found.map((one) => (
          <li key={one.patientId}>
            <Link to={`/patients/${one.patientId}`}>
              {listName(one)}, {patientWords.number(one.demographicNumber)}
            </Link>
            {one.dateOfBirth && `, ${patientWords.head.born(formatKnownDay(one.dateOfBirth, locale))}`}
          </li>
        ))}
        {closed.map((one) => (
          <li key={one.patientId}>
            <IconLock size={13} aria-hidden /> {patientWords.namesakes.closed(listName(one))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
