import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { type Day, formatDay } from '#web/ui/calendar.ts';
import { scheduleWords as words } from '#web/words/schedule.ts';
import type { ReadAppointment } from '../contract.ts';
import { type Colleague, worksAt } from './columns.ts';

/** What a booking or a move leaves to choose. */
export interface TimeChoice {
  readonly providerId: Id<'user'> | null;
  readonly siteId: Id<'site'> | null;
  readonly day: Day;
  readonly start: string;
  readonly durationMinutes: number;
}

export type Chosen = TimeChoice & { readonly providerId: Id<'user'>; readonly siteId: Id<'site'> };

export type Missing = Partial<Record<'provider' | 'site' | 'day' | 'start', string>>;

/** What still has to be chosen, said at its field. */
export function missingOf({ providerId, siteId, day, start }: TimeChoice): Missing {
  const { missing } = words.form;
  return {
    ...(providerId ? {} : { provider: missing.provider }),
    ...(siteId ? {} : { site: missing.site }),
    ...(day ? {} : { day: missing.day }),
    ...(start ? {} : { start: missing.start }),
  };
}

export const isChosen = (choice: TimeChoice): choice is Chosen => Object.keys(missingOf(choice)).length === 0;

/** Another provider; the site stays where the provider works there too. */
export function withProvider(choice: TimeChoice, provider: Colleague | undefined): TimeChoice {
  if (!provider) return { ...choice, providerId: null };
  const stays = choice.siteId && worksAt(provider, choice.siteId);
  return { ...choice, providerId: provider.userId, siteId: stays ? choice.siteId : (provider.siteIds[0] ?? null) };
}

type Line = Output<typeof ReadAppointment>;

/** An appointment's time as it is chosen from. */
export const choiceOf = ({ provider, siteId, day, start, durationMinutes }: Line): TimeChoice => ({
  providerId: provider?.userId ?? null,
  siteId,
  day,
  start,
  durationMinutes,
});

/** `Fri 30 Oct 09:20 with Bo Castellane`. */
export const sayWhen = (
  choice: Pick<TimeChoice, 'day' | 'start'>,
  provider: string | undefined,
  locale: string,
): string => words.moving.when(formatDay(choice.day, locale, 'weekday'), choice.start, provider ?? words.nobody);
