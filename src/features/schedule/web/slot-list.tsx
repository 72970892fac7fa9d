import { scheduleWords as words } from '#web/words/schedule.ts';
import type { Appointment } from '../contract.ts';
import { AwayTag } from './away-tag.tsx';
import type { Column, Site } from './columns.ts';
import { keyOf, type Slot } from './grid.ts';
import { SlotCard } from './slot-card.tsx';
import css from './slot-list.module.css';
import { type Now, useNow } from './use-now.ts';

interface SlotListProps {
  readonly columns: readonly Column[];
  /** As the server said it with what is shown. */
  readonly now: Now;
  readonly onOpen: (slot: Appointment) => void;
  readonly siteOf: (slot: Slot) => Site | undefined;
}

/** The schedule on a small screen: what stands in each column, one below the other. */
export function SlotList({ columns, now, onOpen, siteOf }: SlotListProps) {
  const { day, time } = useNow(now);
  return (
    <div className={css.columns}>
      {columns.map((column) => {
        const { key, title, awayUntil, coverers, slots } = column;
        const next = column.day === day ? slots.findIndex(({ start }) => start > time) : -1;
        return (
          <section key={key} aria-label={title}>
            {columns.length > 1 && <h2 className={css.title}>{title}</h2>}
            {awayUntil && (
              <p>
                <AwayTag until={awayUntil} coverers={coverers} />
              </p>
            )}
            {slots.length === 0 && <p className="dim">{words.empty.day}</p>}
            <ul className={css.list}>
              {slots.map((slot, at) => (
                <li key={keyOf(slot)}>
                  {at === next && <p className={css.now}>{words.now(time)}</p>}
                  <SlotCard slot={slot} size="list" onOpen={onOpen} siteOf={siteOf} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
