import { ActionIcon, Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { DayField } from '#web/ui/day-field.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { useSmallScreen } from '#web/ui/small-screen.ts';
import { scheduleWords as words } from '#web/words/schedule.ts';
import type { AppointmentStatus } from '../contract.ts';
import { addressOf, type Shown } from './address.ts';
import { type Colleague, type Column, daysOf, shifted, type Site, worksAt } from './columns.ts';
import css from './schedule-page.module.css';
import { statusIcons } from './slot-card.tsx';

const counted: readonly AppointmentStatus[] = ['seen', 'arrived', 'booked', 'no-show'];

/** How many of each status are on the board, at the site that is looked at. */
function Counts({ columns, siteId }: { readonly columns: readonly Column[]; readonly siteId: Shown['siteId'] }) {
  const here = columns.flatMap(({ slots }) => slots).filter((slot) => siteId === undefined || slot.siteId === siteId);
  const statuses = here.map((slot) => (slot.patient ? slot.status : undefined));
  return (
    <span className={css.counts}>
      {counted.map((status) => {
        const StatusIcon = statusIcons[status];
        return (
          <span key={status}>
            <StatusIcon size={14} aria-hidden />{' '}
            {words.counted(statuses.filter((one) => one === status).length, status)}
          </span>
        );
      })}
    </span>
  );
}

function Days({ shown, onGo }: Pick<ScheduleBarProps, 'shown' | 'onGo'>) {
  const { today } = useClinic();
  const week = shown.view === 'week';
  return (
    <span className={css.days}>
      <ActionIcon
        component={Link}
        to={addressOf(shifted(shown, -1))}
        variant="default"
        size={32}
        aria-label={week ? words.weekBefore : words.dayBefore}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <Button component={Link} to={addressOf({ ...shown, day: today })} variant="default" size="xs">
        {words.today}
      </Button>
      <ActionIcon
        component={Link}
        to={addressOf(shifted(shown, 1))}
        variant="default"
        size={32}
        aria-label={week ? words.weekAfter : words.dayAfter}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      <DayField
        aria-label={words.goToDay}
        size="xs"
        className={css.day ?? ''}
        day={shown.day}
        onDay={(day) => day && onGo({ ...shown, day })}
      />
    </span>
  );
}

function titleOf(shown: Shown, provider: string | undefined, locale: string): string {
  const days = daysOf(shown);
  const [first = shown.day, last = shown.day] = [days.at(0), days.at(-1)];
  if (shown.view === 'day') return formatDay(shown.day, locale, 'full');
  const [from, to] = [formatDay(first, locale, 'short'), formatDay(last, locale, 'year')];
  return provider ? words.week(from, to, provider) : words.weekBare(from, to);
}

interface ScheduleBarProps {
  readonly shown: Shown;
  readonly columns: readonly Column[];
  readonly providers: readonly Colleague[];
  readonly sites: readonly Site[];
  readonly onGo: (shown: Shown) => void;
  /** Left out for who may not book. */
  readonly onBook: (() => void) | undefined;
}

/** The top of the schedule: which day, whose and where, and the way to book. */
export function ScheduleBar({ shown, columns, providers, sites, onGo, onBook }: ScheduleBarProps) {
  const { locale } = useClinic();
  const small = useSmallScreen();
  const here = providers.filter((one) => worksAt(one, shown.siteId) || one.userId === shown.providerId);
  const provider = providers.find(({ userId }) => userId === shown.providerId) ?? {
    name: columns.flatMap(({ slots }) => slots).find((slot) => slot.provider?.userId === shown.providerId)?.provider
      ?.name,
  };
  return (
    <PageHeader
      title={titleOf(shown, provider.name, locale)}
      lead={<Counts columns={columns} siteId={shown.siteId} />}
      beside={<Days shown={shown} onGo={onGo} />}
      actions={
        <>
          {sites.length > 1 && (
            <NativeSelect
              aria-label={words.site}
              className={css.site}
              value={shown.siteId ?? ''}
              onChange={({ currentTarget: { value } }) => {
                const siteId = (value || undefined) as Id<'site'> | undefined;
                onGo({ ...shown, siteId, group: 0, providerId: shown.view === 'week' ? shown.providerId : undefined });
              }}
              data={[
                { value: '', label: words.allSites },
                ...sites.map(({ siteId, name }) => ({ value: siteId, label: name })),
              ]}
            />
          )}
          {!small && (
            <PersonSelect
              aria-label={words.provider}
              className={css.provider ?? ''}
              placeholder={words.allProviders}
              clearable={shown.view === 'day'}
              people={here.map(({ userId, name, type }) => ({
                value: userId,
                label: name,
                type,
                detail: words.types[type],
              }))}
              value={shown.providerId ?? null}
              onChange={(value) =>
                onGo({ ...shown, providerId: (value ?? undefined) as Id<'user'> | undefined, group: 0 })
              }
            />
          )}
          <SegmentedControl
            aria-label={words.view}
            size="sm"
            className={css.view ?? ''}
            value={shown.view}
            onChange={(view) => onGo({ ...shown, view, providerId: shown.providerId ?? columns[0]?.providerId })}
            data={[
              { value: 'day', label: words.views.day },
              { value: 'week', label: words.views.week },
            ]}
          />
          {onBook && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onBook}>
              {words.book}
            </Button>
          )}
        </>
      }
    />
  );
}
