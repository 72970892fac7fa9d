import type { ClinicTime } from '#web/ui/clinic-context.ts';
import { dayOf, formatDay, timeOf } from '#web/ui/calendar.ts';
import { auditWords as words } from '#web/words/audit.ts';
import { sayField } from './saying.ts';

type Facts = Readonly<Record<string, unknown>>;

export interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

interface Fact {
  readonly field: string;
  readonly value: unknown;
}

const isRecord = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an entry says was changed, field by field, and what else it tells. */
export function readFacts({ before, after, ...others }: Facts): { changes: Change[]; more: Fact[] } {
  const was = isRecord(before) ? before : {};
  const is = isRecord(after) ? after : {};
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changes = names.map((field) => ({ field, before: was[field], after: is[field] }));
  const unread = { ...(isRecord(before) ? {} : { before }), ...(isRecord(after) ? {} : { after }) };
  const more = Object.entries({ ...unread, ...others }).filter(([, value]) => value !== undefined);
  // The filters of a reading are told one by one, beside the rest.
  const flat = more.flatMap(([field, value]) =>
    field === 'filters' && isRecord(value) ? Object.entries(value) : [[field, value] as const],
  );
  return { changes, more: flat.map(([field, value]) => ({ field, value })) };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

interface Saying {
  readonly names: Readonly<Record<string, string>>;
  readonly clinic: ClinicTime;
}

/** A value of the facts in words; undefined where only its JSON says it. */
export function sayValue(value: unknown, saying: Saying): string | undefined {
  if (value === undefined || value === null || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return sayText(value, saying);
  if (Array.isArray(value)) return sayAll(value, saying);
  return isRecord(value) ? sayRecord(value, saying) : undefined;
}

function sayText(text: string, { names, clinic: { timeZone, locale } }: Saying): string {
  if (INSTANT.test(text)) return `${formatDay(dayOf(text, timeZone), locale)} ${timeOf(text, timeZone)}`;
  if (DAY.test(text)) return formatDay(text, locale);
  // The line of a plan names its successor between colons.
  const parts = text.split(':');
  if (parts.some((part) => names[part] !== undefined)) return parts.map((part) => names[part] ?? part).join(', ');
  return text;
}

function sayAll(values: readonly unknown[], saying: Saying): string | undefined {
  if (values.length === 0) return words.none;
  const said = values.map((value) => sayValue(value, saying));
  return said.every((one) => one !== undefined) ? said.join(isRecord(values[0]) ? '; ' : ', ') : undefined;
}

/** A flat record reads as `task: 3` or `Kind task, Items 3`; a deeper one is left to its JSON. */
function sayRecord(value: Facts, saying: Saying): string | undefined {
  const entries = Object.entries(value);
  if (entries.length === 0) return words.none;
  if (entries.some(([, one]) => typeof one === 'object' && one !== null)) return undefined;
  return entries.map(([field, one]) => `${sayField(field)} ${sayValue(one, saying) ?? ''}`).join(', ');
}
