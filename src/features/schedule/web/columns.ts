import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import type { ListColleagues, ReadUserChoices } from '#features/users/contract.ts';
import { addDays, type Day, formatDay, weekOf } from '#web/ui/calendar.ts';
import { scheduleWords as words } from '#web/words/schedule.ts';
import type { Schedule } from '../contract.ts';
import { bookableTypes } from '../rules.ts';
import type { Shown } from './address.ts';
import type { Slot } from './grid.ts';

export type Colleague = Output<typeof ListColleagues>['colleagues'][number];
export type Site = Pick<Output<typeof ReadUserChoices>['sites'][number], 'siteId' | 'name' | 'shortName' | 'colour'>;

/** One column of the board: a provider's day. */
export interface Column {
  readonly key: string;
  readonly day: Day;
  readonly providerId: Id<'user'> | undefined;
  readonly title: string;
  readonly detail: string;
  /** Where the provider works, when several sites are looked at. */
  readonly sites: readonly Site[];
  readonly deactivated: boolean;
  /** The last day on which the provider is away, on a day when they are. */
  readonly awayUntil: Day | undefined;
  /** Who covers for them then. */
  readonly coverers: readonly { readonly userId: Id<'user'>; readonly name: string }[];
  /** Somebody can be booked here: the provider works, and the day is not over. */
  readonly bookable: boolean;
  readonly slots: readonly Slot[];
}

/** Who can have a column: the active users of a type that sees patients, oneself first, then whoever one covers for. */
export function providersOf(
  colleagues: readonly Colleague[],
  me: Id<'user'>,
  covers: (colleague: Colleague) => boolean,
): Colleague[] {
  const place = (one: Colleague) => (one.userId === me ? 0 : covers(one) ? 1 : 2);
  return colleagues.filter(({ type }) => bookableTypes.includes(type)).toSorted((a, b) => place(a) - place(b));
}

export const worksAt = ({ siteIds }: Pick<Colleague, 'siteIds'>, siteId: Id<'site'> | undefined): boolean =>
  siteId === undefined || siteIds.includes(siteId);

/** The days that are shown. */
export const daysOf = ({ view, day }: Pick<Shown, 'view' | 'day'>): readonly Day[] =>
  view === 'week' ? weekOf(day) : [day];

/** The same view, so many days or weeks later. */
export const shifted = (shown: Shown, by: number): Shown => ({
  ...shown,
  day: addDays(shown.day, shown.view === 'week' ? by * 7 : by),
});

/** Appointments and taken times in one row, in the order of time. */
export const slotsOf = ({ appointments, taken }: Schedule): Slot[] =>
  [...appointments, ...taken].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : Number(a.startsAt > b.startsAt)));

/** The absence of a provider who is away on this day. */
export const awayOn = ({ away }: Pick<Schedule, 'away'>, providerId: string | undefined, day: Day) =>
  away.find(({ userId, from, until }) => userId === providerId && from <= day && day <= until);

/** What stands under a provider's name: the type, and whether locked. */
const detailOf = ({ type, locked }: Colleague): string =>
  [words.types[type], ...(locked ? [words.locked] : [])].join(', ');

/** Who can be booked by somebody who works at these sites, with the sites that they share. */
export const bookableBy = (ownSites: readonly Id<'site'>[], providers: readonly Colleague[]): Colleague[] =>
  providers
    .filter(({ locked }) => !locked)
    .map((provider) => ({ ...provider, siteIds: provider.siteIds.filter((id) => ownSites.includes(id)) }))
    .filter(({ siteIds }) => siteIds.length > 0);

interface Given {
  readonly shown: Shown;
  readonly schedule: Schedule;
  readonly providers: readonly Colleague[];
  /** Those of them whom the reader can book, and where. */
  readonly bookable: readonly Colleague[];
  readonly sites: readonly Site[];
  readonly today: Day;
  readonly locale: string;
}

/** One column a provider on one day, or one a day for the one provider of a week. */
export function columnsOf(given: Given): Column[] {
  const { shown, schedule, providers, bookable, sites, today, locale } = given;
  const slots = slotsOf(schedule);
  const known = new Map(providers.map((provider) => [provider.userId, provider]));
  const column = (day: Day, providerId: Id<'user'> | undefined): Column => {
    const mine = slots.filter((slot) => slot.day === day && slot.provider?.userId === providerId);
    const colleague = providerId && known.get(providerId);
    const person = colleague ?? mine[0]?.provider;
    const here = bookable.some((one) => one.userId === providerId && worksAt(one, shown.siteId));
    const absence = awayOn(schedule, providerId, day);
    return {
      key: `${day} ${providerId}`,
      day,
      providerId,
      title: shown.view === 'week' ? formatDay(day, locale, 'weekday') : (person?.name ?? words.nobody),
      detail: shown.view === 'week' || !colleague ? '' : detailOf(colleague),
      sites:
        shown.view === 'week' || shown.siteId || sites.length < 2
          ? []
          : sites.filter(({ siteId }) => colleague?.siteIds.includes(siteId)),
      deactivated: shown.view === 'day' && (person?.deactivated ?? false),
      awayUntil: absence?.until,
      coverers: absence?.coverers ?? [],
      bookable: schedule.may.book && here && day >= today,
      slots: mine,
    };
  };
  if (shown.view === 'week') return daysOf(shown).map((day) => column(day, shown.providerId));
  const here = providers.filter((provider) =>
    shown.providerId ? provider.userId === shown.providerId : worksAt(provider, shown.siteId),
  );
  // Whoever has left, or works elsewhere now, keeps the column of what stands in the schedule.
  const ids = new Set<Id<'user'> | undefined>(here.map(({ userId }) => userId));
  for (const { provider } of slots) ids.add(provider?.userId);
  if (ids.size === 0 && shown.providerId) ids.add(shown.providerId);
  return [...ids].map((providerId) => column(shown.day, providerId));
}
