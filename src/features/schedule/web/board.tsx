import { useEffect, useRef } from 'react';
import { SiteTags } from '#web/ui/site-tag.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { scheduleWords as words } from '#web/words/schedule.ts';
import { uiWords } from '#web/words/ui.ts';
import type { Appointment } from '../contract.ts';
import type { View } from './address.ts';
import css from './board.module.css';
import { minutesOf, timeAt } from './clock.ts';
import { AwayTag } from './away-tag.tsx';
import type { Column, Site } from './columns.ts';
import { FreeSlots } from './free-slots.tsx';
import { freeTimes, keyOf, placesOf, type Scale, scaleOf, type Slot, topAt } from './grid.ts';
import { SlotCard } from './slot-card.tsx';
import { type Now, useNow } from './use-now.ts';

interface Acts {
  readonly onOpen: (slot: Appointment) => void;
  readonly onBook: (column: Column, time: string) => void;
  readonly siteOf: (slot: Slot) => Site | undefined;
}

/** Two lines fit from here on, in px. */
const HIGH = 38;

/** The time at the left, and where the day stands now. */
function Hours({ scale, now }: { readonly scale: Scale; readonly now: string | undefined }) {
  const hours = Array.from({ length: (scale.to - scale.from) / 60 }, (_, at) => scale.from + at * 60);
  return (
    <div className={css.hours} aria-hidden="true">
      <div className={css.corner} />
      <div className={css.hourBody} style={{ height: topAt(scale, scale.to) }}>
        {hours.map((minutes) => (
          <span key={minutes} style={{ top: topAt(scale, minutes) }}>
            {timeAt(minutes)}
          </span>
        ))}
        {now && (
          <span className={css.now} style={{ top: topAt(scale, minutesOf(now)) }}>
            {now}
          </span>
        )}
      </div>
    </div>
  );
}

interface ColumnProps extends Acts {
  readonly column: Column;
  readonly scale: Scale;
  readonly now: string | undefined;
}

function BoardColumn({ column, scale, now, onOpen, onBook, siteOf }: ColumnProps) {
  const { title, detail, sites, deactivated, awayUntil, coverers, bookable, slots } = column;
  return (
    <section
      className={css.column}
      aria-label={title}
      data-now={now !== undefined}
      data-away={awayUntil !== undefined || undefined}
    >
      <div className={css.head}>
        <h2>{title}</h2>
        {deactivated ? (
          <Tag>{uiWords.userDeactivated}</Tag>
        ) : awayUntil ? (
          <AwayTag until={awayUntil} coverers={coverers} />
        ) : (
          <span>
            {detail} <SiteTags sites={sites} />
          </span>
        )}
      </div>
      <div
        className={css.body}
        style={{ height: topAt(scale, scale.to), backgroundSize: `100% ${60 * scale.perMinute}px` }}
      >
        {bookable && (
          <FreeSlots
            times={freeTimes(slots, scale)}
            scale={scale}
            name={title}
            onBook={(time) => onBook(column, time)}
          />
        )}
        {now && <span className={css.rule} style={{ top: topAt(scale, minutesOf(now)) }} />}
        <ul>
          {placesOf(slots, scale).map(({ slot, top, height, lane, lanes }) => (
            <li key={keyOf(slot)}>
              <SlotCard
                slot={slot}
                size={height >= HIGH ? 'high' : 'line'}
                style={{
                  top,
                  height,
                  left: `calc(5px + (100% - 10px) * ${lane / lanes})`,
                  width: `calc((100% - 10px) / ${lanes} - ${lanes > 1 ? 2 : 0}px)`,
                }}
                onOpen={onOpen}
                siteOf={siteOf}
              />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

interface BoardProps extends Acts {
  readonly view: View;
  readonly columns: readonly Column[];
  /** As the server said it with what is shown. */
  readonly now: Now;
  /** Something newer is on its way. */
  readonly busy: boolean;
}

/** The time grid: a column for each provider of a day, or for each day of a provider's week. */
export function Board({ view, columns, now, busy, ...acts }: BoardProps) {
  const { day, time } = useNow(now);
  const scale = scaleOf(columns.flatMap(({ slots }) => slots));
  const within = minutesOf(time) >= scale.from && minutesOf(time) < scale.to;
  const board = useRef<HTMLElement>(null);
  const line = within && columns.some((column) => column.day === day) ? topAt(scale, minutesOf(time)) : undefined;
  // Opened on today, the board begins where the day is; it does not follow the clock from there on.
  const shownDays = columns.map((column) => column.day).join(' ');
  useEffect(() => {
    const { current } = board;
    if (current && line !== undefined) current.scrollTop = Math.max(0, line - current.clientHeight / 2);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for the days that are shown
  }, [shownDays]);
  const nowOf = (column: Column) => (within && column.day === day ? time : undefined);
  return (
    <section
      ref={board}
      className={css.board}
      data-view={view}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by keyboard
      tabIndex={0}
      aria-label={words.board[view]}
      aria-busy={busy}
    >
      <Hours scale={scale} now={columns.map(nowOf).find(Boolean)} />
      {columns.map((column) => (
        <BoardColumn key={column.key} column={column} scale={scale} now={nowOf(column)} {...acts} />
      ))}
    </section>
  );
}
