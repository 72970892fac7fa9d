import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { minutesOf, timeAt } from './clock.ts';
import { keyOf, type Slot } from './grid.ts';
import type { Against } from './use-overlaps.ts';

const words = scheduleWords.overlap;

const say = (slot: Slot) => {
  const end = timeAt((minutesOf(slot.start) + slot.durationMinutes) % 1_440);
  return slot.patient ? words.one(slot.start, end, slot.patient.name) : words.closed(slot.start, end);
};

/** Before anything is sent: what the chosen time overlaps with. It is allowed, so it is said and does not stand in the way. */
export function OverlapNotice({ against }: { readonly against: Against | undefined }) {
  const { locale } = useClinic();
  if (against === undefined) return null;
  const { overlaps, awayUntil } = against;
  return (
    <>
      {awayUntil && (
        <Notice tone="warn" title={words.away(formatDay(awayUntil, locale, 'weekday'))}>
          {words.awayAllowed}
        </Notice>
      )}
      <Overlapping overlaps={overlaps} />
    </>
  );
}

function Overlapping({ overlaps }: Pick<Against, 'overlaps'>) {
  if (overlaps === 'unknown') return <Notice tone="warn">{words.unknown}</Notice>;
  if (overlaps.length === 0) return <p className="small dim">{words.free}</p>;
  return (
    <Notice tone="warn" title={words.title(overlaps.length)}>
      <ul>
        {overlaps.map((slot) => (
          <li key={keyOf(slot)}>{say(slot)}</li>
        ))}
      </ul>
      {words.allowed}
    </Notice>
  );
}
