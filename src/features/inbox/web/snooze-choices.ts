import { addDays, type Day, dayOf, timeOf, weekOf } from '#web/ui/calendar.ts';

/** The instant at which the clinic's clocks show this day and time; where they jump over it, the time after the jump. */
export function instantAt(day: Day, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = (at: number) => Date.parse(`${dayOf(new Date(at), zone)}T${timeOf(new Date(at), zone)}:00Z`);
  const first = wanted - (shown(wanted) - wanted);
  const second = first - (shown(first) - wanted);
  return new Date(shown(second) === wanted ? second : Math.max(first, second)).toISOString();
}

type Name = 'laterToday' | 'tomorrow' | 'monday';

export interface SnoozeChoice {
  readonly name: Name;
  readonly until: string;
}

const MORNING = '08:00';
const LATER_MINUTES = 180;
const LAST_HOUR = 19;

/** What is usually chosen: later today while the clinic is open, tomorrow morning, Monday morning. */
export function snoozeChoices(now: Date, zone: string): SnoozeChoice[] {
  const today = dayOf(now, zone);
  const [hours = 0, minutes = 0] = timeOf(now, zone).split(':').map(Number);
  const hour = Math.ceil((hours * 60 + minutes + LATER_MINUTES) / 60);
  const tomorrow = addDays(today, 1);
  const monday = addDays(weekOf(today)[0] ?? today, 7);
  return [
    ...(hour <= LAST_HOUR
      ? [{ name: 'laterToday' as const, until: instantAt(today, `${String(hour).padStart(2, '0')}:00`, zone) }]
      : []),
    { name: 'tomorrow', until: instantAt(tomorrow, MORNING, zone) },
    ...(monday === tomorrow ? [] : [{ name: 'monday' as const, until: instantAt(monday, MORNING, zone) }]),
  ];
}
