import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import {
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useNavigate,
  useNavigation,
  useRevalidator,
} from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { ReadSession } from '#features/sign-in/contract.ts';
import { ListColleagues, ReadUserChoices } from '#features/users/contract.ts';
import { load } from '#web/load.ts';
import { coversIn, useCovers, useMay, useSession } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useSmallScreen } from '#web/ui/small-screen.ts';
import { scheduleWords as words } from '#web/words/schedule.ts';
import { visitWords } from '#web/words/visits.ts';
import { type Appointment, ListAppointments } from '../contract.ts';
import { writeWhich } from './cancel-day-address.ts';
import { addressOf, readAddress, type Shown } from './address.ts';
import { AppointmentDialog } from './appointment-dialog.tsx';
import { Board } from './board.tsx';
import { BookingDialog } from './booking-dialog.tsx';
import { bookableBy, type Colleague, type Column, columnsOf, daysOf, providersOf, worksAt } from './columns.ts';
import type { Slot } from './grid.ts';
import { ScheduleBar } from './schedule-bar.tsx';
import css from './schedule-page.module.css';
import { SlotList } from './slot-list.tsx';
import { isWhole, startingAt } from './starting.ts';
import type { TimeChoice } from './time-choice.ts';

/** More columns than this are shown in groups. */
const MOST_COLUMNS = 12;
const USUAL_MINUTES = 20;

export async function loader({ request }: LoaderFunctionArgs) {
  const asked = readAddress(new URL(request.url).searchParams);
  const choices = () => Promise.all([load(ListColleagues, {}, request), load(ReadUserChoices, {}, request)]);
  if (!isWhole(asked)) {
    const [session, [{ colleagues }, { sites }]] = await Promise.all([load(ReadSession, {}, request), choices()]);
    const { userId, clinic } = session;
    const covers = coversIn(session, 'appointment');
    const shown = startingAt(asked, { userId, today: clinic.today, colleagues, sites, covers });
    // A week of nobody is not asked for.
    return redirect(`/schedule${addressOf(shown.providerId ? shown : { ...shown, view: 'day' })}`);
  }
  const shown: Shown = { ...asked, day: asked.day ?? '' };
  const { siteId, providerId, cancelled } = shown;
  const days = daysOf(shown);
  const [[{ colleagues }, { sites }], schedule] = await Promise.all([
    choices(),
    load(
      ListAppointments,
      {
        from: days[0] ?? shown.day,
        to: days.at(-1) ?? shown.day,
        ...(providerId ? { providerId } : {}),
        ...(siteId ? { siteId, elsewhere: true } : {}),
        ...(cancelled ? { cancelled } : {}),
      },
      request,
    ),
  ]);
  return { shown, colleagues, sites, schedule };
}

type Loaded = Exclude<Awaited<ReturnType<typeof loader>>, Response>;

/** Which columns fit on the board, and the way to the others. */
function useGroup(columns: readonly Column[], shown: Shown, go: (shown: Shown) => void) {
  const from = Math.min(shown.group, Math.max(0, Math.ceil(columns.length / MOST_COLUMNS) - 1)) * MOST_COLUMNS;
  const inGroup = columns.slice(from, from + MOST_COLUMNS);
  const step = (by: number) => () => go({ ...shown, group: from / MOST_COLUMNS + by });
  const others = columns.length > MOST_COLUMNS && (
    <div className={css.groups}>
      <span>{words.groups(from + 1, from + inGroup.length, columns.length)}</span>
      <Button size="xs" variant="default" disabled={from === 0} onClick={step(-1)}>
        {words.groupBefore}
      </Button>
      <Button size="xs" variant="default" disabled={from + inGroup.length >= columns.length} onClick={step(1)}>
        {words.groupAfter}
      </Button>
    </div>
  );
  return { inGroup, others };
}

/** What a booking begins with: the time that was pressed, or the provider who is looked at. */
function proposal(
  { shown, bookable }: Pick<Loaded, 'shown'> & { readonly bookable: readonly Colleague[] },
  column: Column | undefined,
  start: string,
): TimeChoice {
  const providerId = column?.providerId ?? shown.providerId;
  const provider = bookable.find(({ userId }) => userId === providerId);
  const siteId = provider && (shown.siteId && worksAt(provider, shown.siteId) ? shown.siteId : provider.siteIds[0]);
  return {
    providerId: provider?.userId ?? null,
    siteId: siteId ?? null,
    day: column?.day ?? shown.day,
    start,
    durationMinutes: USUAL_MINUTES,
  };
}

/** The day that is looked at, of the provider and at the site that are, where one is. */
const cancelDayOf = ({ day, siteId, providerId }: Shown, one: Id<'user'> | undefined): string =>
  writeWhich({ day, siteId, providerId: providerId ?? one });

interface ColumnChoiceProps {
  readonly columns: readonly Column[];
  readonly providers: readonly Colleague[];
  readonly shown: Shown;
  readonly onGo: (shown: Shown) => void;
}

/** On a small screen one provider is shown at a time. */
function ColumnChoice({ columns, providers, shown, onGo }: ColumnChoiceProps) {
  const covers = useCovers('appointment');
  const here = providers
    .filter((one) => worksAt(one, shown.siteId))
    .map((one) => ({ value: one.userId, label: covers(one) ? words.coveredName(one.name) : one.name }));
  const others = columns.filter(({ providerId }) => providerId && !here.some(({ value }) => value === providerId));
  const data = [...here, ...others.map(({ providerId = '', title }) => ({ value: providerId, label: title }))];
  return (
    <NativeSelect
      label={words.scheduleOf}
      value={shown.providerId ?? columns[0]?.providerId ?? ''}
      onChange={({ currentTarget: { value } }) => onGo({ ...shown, providerId: value as Id<'user'> })}
      data={data}
    />
  );
}

export function SchedulePage() {
  const { shown, colleagues, sites, schedule } = useLoaderData<Loaded>();
  const { userId: me } = useSession();
  const covers = useCovers('appointment');
  const providers = providersOf(colleagues, me, covers);
  const { locale } = useClinic();
  const small = useSmallScreen();
  const navigate = useNavigate();
  const navigation = useNavigation();
  const { revalidate, state } = useRevalidator();
  const [opened, setOpened] = useState<Appointment>();
  const [booking, setBooking] = useState<TimeChoice>();
  const [said, setSaid] = useState<string>();

  // What was chosen shows as chosen while the server is still asked.
  const coming = navigation.location && readAddress(new URLSearchParams(navigation.location.search));

  const go = (to: Shown) => {
    setSaid(undefined);
    void navigate(addressOf(to));
  };
  const done = (sentence: string) => {
    setOpened(undefined);
    setBooking(undefined);
    setSaid(sentence);
    void revalidate();
  };
  const ownSites = colleagues.find(({ userId }) => userId === me)?.siteIds ?? [];
  const bookable = bookableBy(ownSites, providers);
  const columns = columnsOf({ shown, schedule, providers, bookable, sites, today: schedule.now.day, locale });
  const { inGroup, others } = useGroup(columns, shown, go);
  const siteOf = ({ siteId }: Slot) =>
    siteId === shown.siteId || (sites.length === 1 && !shown.siteId)
      ? undefined
      : sites.find((site) => site.siteId === siteId);
  const lookedAt = sites.find(({ siteId }) => siteId === shown.siteId && !ownSites.includes(siteId));
  // As it is now; as it was opened where it no longer stands on these days.
  const current =
    opened && (schedule.appointments.find(({ appointmentId }) => appointmentId === opened.appointmentId) ?? opened);
  const may = useMay();
  const one = small || columns.length === 1 ? columns[0]?.providerId : undefined;
  const book = () =>
    setBooking(proposal({ shown: { ...shown, providerId: shown.providerId ?? one }, bookable }, undefined, ''));
  const inSmall = shown.view === 'week' || shown.providerId ? columns : columns.slice(0, 1);
  return (
    <Main>
      <ScheduleBar
        shown={shown}
        columns={columns}
        providers={providers}
        sites={sites}
        onGo={go}
        onBook={schedule.may.book ? book : undefined}
      />
      <div className="stack">
        {said && <Notice tone="ok">{said}</Notice>}
        {!said && schedule.may.book && lookedAt && <Notice>{words.notYours(lookedAt.name)}</Notice>}
        {small && <ColumnChoice columns={columns} providers={providers} shown={shown} onGo={go} />}
        {columns.length === 0 && <EmptyFace title={words.empty.providers}>{words.empty.providersWhy}</EmptyFace>}
        {columns.length > 0 && small && (
          <SlotList columns={inSmall} now={schedule.now} onOpen={setOpened} siteOf={siteOf} />
        )}
        {columns.length > 0 && !small && (
          <Board
            view={shown.view}
            columns={inGroup}
            now={schedule.now}
            busy={navigation.state === 'loading' || state === 'loading'}
            onOpen={setOpened}
            onBook={(column, time) => setBooking(proposal({ shown, bookable }, column, time))}
            siteOf={siteOf}
          />
        )}
        <div className={css.foot}>
          <Checkbox
            label={words.cancelled}
            checked={(coming ?? shown).cancelled}
            onChange={({ currentTarget: { checked } }) => go({ ...shown, cancelled: checked })}
          />
          {!small && others}
          <nav className={css.ways} aria-label={visitWords.ways}>
            {may('schedule.list-past-visits') && <Link to="/schedule/past">{visitWords.title}</Link>}
            {may('schedule.cancel-appointments') && (
              <Link to={`/schedule/cancel-day${cancelDayOf(shown, one)}`}>{visitWords.day.title}</Link>
            )}
          </nav>
        </div>
      </div>
      <AppointmentDialog
        appointment={current}
        providers={bookable}
        sites={sites}
        onClose={() => setOpened(undefined)}
        onDone={done}
      />
      <BookingDialog
        opened={booking}
        providers={bookable}
        sites={sites}
        onClose={() => setBooking(undefined)}
        onDone={done}
      />
    </Main>
  );
}
