import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { uiWords } from '../words/ui.ts';
import css from './two-list-selector.module.css';

export interface ListEntry {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly mark?: ReactNode;
  /** A heading above the first line of each group; lines of a group stand together. */
  readonly group?: string;
}
interface List {
  readonly title: string;
  readonly entries: readonly ListEntry[];
  readonly empty: string;
}
type Side = 'left' | 'right';
interface TwoListSelectorProps {
  readonly left: List;
  readonly right: List;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onMove: (id: string, to: Side) => void;
  /** Names of the two arrows: "Move to Black Listed". */
  readonly toLeft: string;
  readonly toRight: string;
}

interface ListBoxProps extends List {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onMove: (entry: ListEntry) => void;
}

// The option that the pressed key leads to; headings of groups are none.
function neighbour(key: string, option: HTMLElement): Element | undefined {
  const options = [...(option.parentElement?.querySelectorAll('[role="option"]') ?? [])];
  const at = options.indexOf(option);
  if (key === 'ArrowDown') return options[at + 1];
  if (key === 'ArrowUp') return options[at - 1];
  if (key === 'Home') return options[0];
  return key === 'End' ? options.at(-1) : undefined;
}

function ListBox({ title, entries, empty, chosen, onChoose, onMove }: ListBoxProps) {
  const titleId = useId();
  // One stop for Tab in each list: the chosen line, or else the first.
  const stop = entries.find((entry) => entry.id === chosen)?.id ?? entries[0]?.id;
  const onKey = (event: KeyboardEvent<HTMLElement>, entry: ListEntry) => {
    const option = event.currentTarget;
    const next = neighbour(event.key, option);
    if (next instanceof HTMLElement) {
      next.focus();
      next.click();
    } else if (event.key === ' ') onChoose(entry.id);
    else if (event.key === 'Enter') {
      // The line is about to go: the focus stays in this list, so that Enter can move several.
      const stays = neighbour('ArrowDown', option) ?? neighbour('ArrowUp', option) ?? option.parentElement;
      onMove(entry);
      if (stays instanceof HTMLElement) stays.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div className={css.side}>
      <h3 id={titleId}>
        {title} <span className={css.count}>{uiWords.number(entries.length)}</span>
      </h3>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native list holds no marks and no second line */}
      <div className={css.box} role="listbox" aria-labelledby={titleId} tabIndex={entries.length > 0 ? -1 : 0}>
        {entries.length === 0 && (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          <div role="option" aria-selected="false" aria-disabled="true" tabIndex={-1} className={css.empty}>
            {empty}
          </div>
        )}
        {entries.map((entry, at) => (
          <Fragment key={entry.id}>
            {entry.group && entry.group !== entries[at - 1]?.group && (
              <div role="presentation" className={css.group}>
                {entry.group}
              </div>
            )}
            <div
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
              role="option"
              aria-selected={chosen === entry.id}
              tabIndex={stop === entry.id ? 0 : -1}
              className={css.entry}
              onClick={() => onChoose(entry.id)}
              onKeyDown={(event) => onKey(event, entry)}
            >
              <span className={css.name}>{entry.name}</span>
              {entry.mark}
              <span className={css.detail}>{entry.detail}</span>
            </div>
          </Fragment>
        ))}
      </div>
    </div>
  );
}

/** Two lists and two arrows. Choose a line, then the arrow; Enter on a line does the same. Arrow keys move within a list. */
export function TwoListSelector(props: TwoListSelectorProps) {
  const { left, right, chosen, onChoose, onMove, toLeft, toRight } = props;
  const [said, setSaid] = useState('');
  const onLeft = left.entries.find((entry) => entry.id === chosen);
  const onRight = right.entries.find((entry) => entry.id === chosen);
  const move = (to: Side) => (entry: ListEntry | undefined) => {
    if (!entry) return;
    onMove(entry.id, to);
    setSaid(uiWords.twoLists.moved(entry.name, (to === 'left' ? left : right).title));
  };
  return (
    <div className={css.both}>
      <ListBox {...left} chosen={chosen} onChoose={onChoose} onMove={move('right')} />
      <div className={css.arrows}>
        {/* Not `disabled`: the arrow that has just been pressed has nothing more to move, and would lose the focus. */}
        <ActionIcon
          variant="default"
          size={36}
          aria-label={toLeft}
          aria-disabled={!onRight}
          data-disabled={!onRight}
          tabIndex={onRight ? 0 : -1}
          onClick={() => move('left')(onRight)}
        >
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={toRight}
          aria-disabled={!onLeft}
          data-disabled={!onLeft}
          tabIndex={onLeft ? 0 : -1}
          onClick={() => move('right')(onLeft)}
        >
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </div>
      <ListBox {...right} chosen={chosen} onChoose={onChoose} onMove={move('left')} />
      <output className="said">{said}</output>
    </div>
  );
}
