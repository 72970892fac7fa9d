import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import { isDay } from '#web/ui/calendar.ts';
import type { ReadLog } from '../contract.ts';

/** What the address of the page says: which entries, from where on. */
export interface LogAddress {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly actorId: Id<'user'> | undefined;
  readonly onBehalfOfId: Id<'user'> | undefined;
  readonly subjectUserId: Id<'user'> | undefined;
  readonly patientId: Id<'patient'> | undefined;
  readonly action: string | undefined;
  readonly outcome: 'done' | 'refused' | undefined;
  readonly after: string | undefined;
  /** Place of the first entry shown, from 1; only counts for the eye. */
  readonly place: number;
}

export const everything: LogAddress = {
  from: undefined,
  to: undefined,
  actorId: undefined,
  onBehalfOfId: undefined,
  subjectUserId: undefined,
  patientId: undefined,
  action: undefined,
  outcome: undefined,
  after: undefined,
  place: 1,
};

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ACTION = /^[a-z][a-z-]*\.[a-z-]*$/;

const idIn = <Of extends string>(text: string | null) => (text && UUID.test(text) ? (text as Id<Of>) : undefined);

/** Reads the address; what is not understood there says nothing. */
export function readAddress(search: URLSearchParams): LogAddress {
  const dayIn = (name: string) => [search.get(name) ?? ''].find(isDay);
  const action = search.get('action') ?? '';
  const outcome = search.get('outcome');
  const place = Number(search.get('place'));
  const after = search.get('after') ?? undefined;
  return {
    from: dayIn('from'),
    to: dayIn('to'),
    actorId: idIn(search.get('actor')),
    onBehalfOfId: idIn(search.get('behalf')),
    subjectUserId: idIn(search.get('user')),
    patientId: idIn(search.get('patient')),
    action: ACTION.test(action) ? action : undefined,
    outcome: outcome === 'done' || outcome === 'refused' ? outcome : undefined,
    after,
    place: after && Number.isInteger(place) && place > 0 ? place : 1,
  };
}

/** The address of another view of the log. A new filter begins on the first page. */
export function writeAddress(now: LogAddress, other: Partial<LogAddress>): string {
  const next = { ...now, after: undefined, place: 1, ...other };
  const { from, to, actorId: actor, onBehalfOfId: behalf, subjectUserId: user, patientId: patient } = next;
  const { action, outcome, after } = next;
  const said = {
    from,
    to,
    actor,
    behalf,
    user,
    patient,
    action,
    outcome,
    after,
    place: after ? String(next.place) : undefined,
  };
  const search = new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return search.size > 0 ? `?${search}` : '';
}

/** The question that this address asks of the server. */
export function askedBy({ place: _place, ...filters }: LogAddress): Input<typeof ReadLog> {
  const said = Object.entries(filters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said);
}

/** Whether the address leaves anything out of the log. */
export const narrows = ({ after: _after, place: _place, ...filters }: LogAddress): boolean =>
  Object.values(filters).some((value) => value !== undefined);
