import { type KeyboardEvent, useState } from 'react';
import { scheduleWords } from '#web/words/schedule.ts';
import { minutesOf } from './clock.ts';
import css from './board.module.css';
import { type Scale, topAt } from './grid.ts';

const words = scheduleWords.slot;

interface FreeSlotsProps {
  readonly times: readonly string[];
  readonly scale: Scale;
  /** Whose time it is. */
  readonly name: string;
  readonly onBook: (time: string) => void;
}

/** The free times of a column, each a way to book it. One stop for Tab; the arrows go from one to the next. */
export function FreeSlots({ times, scale, name, onBook }: FreeSlotsProps) {
  const [reached, setReached] = useState<string>();
  const stop = reached && times.includes(reached) ? reached : times[0];
  const walk = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const buttons = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])];
    buttons[buttons.indexOf(event.currentTarget) + by]?.focus();
  };
  return (
    <div>
      {times.map((time) => (
        <button
          key={time}
          type="button"
          className={css.free}
          style={{ top: topAt(scale, minutesOf(time)), height: scale.step * scale.perMinute }}
          tabIndex={time === stop ? 0 : -1}
          aria-label={words.free(name, time)}
          onFocus={() => setReached(time)}
          onKeyDown={walk}
          onClick={() => onBook(time)}
        >
          <span aria-hidden="true">{words.freeShort(time)}</span>
        </button>
      ))}
    </div>
  );
}
