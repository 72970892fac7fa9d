import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { workReturnWords as words } from '#web/words/work-return.ts';
import { ListReturn } from '../return-contract.ts';
import { labelOf } from './plan.ts';
import { canTurn, type Choice, goesBack, isBarred, type ReturnItem, turned, turnedAll } from './return-choice.ts';
import css from './return-page.module.css';

type Listed = Output<typeof ListReturn>;

interface ReturnItemsProps {
  readonly handoverId: Id<'handover'>;
  readonly kind: string;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function Line({
  item,
  choice,
  onTurn,
}: {
  readonly item: ReturnItem;
  readonly choice: Choice;
  readonly onTurn: () => void;
}) {
  const { says, since, holder, conflict, touched } = item;
  return (
    <li>
      <Checkbox
        checked={goesBack(item, choice)}
        disabled={!canTurn(item, choice)}
        label={says ?? words.withheld}
        description={
          <>
            <TimeText instant={since} />, {holder ? words.with(holder.name) : words.pool}
          </>
        }
        onChange={onTurn}
      />
      {touched && <Tag tone="plain">{words.workedOn}</Tag>}
      {conflict && (
        <Tag tone={isBarred(item) ? 'bad' : 'warn'}>{handoverWords.deactivate.conflictWords[conflict] ?? conflict}</Tag>
      )}
    </li>
  );
}

/** The items of one kind, read when they are asked for. */
export function ReturnItems({ handoverId, kind, choice, onChoose }: ReturnItemsProps) {
  const [open, setOpen] = useState(false);
  const [read, setRead] = useState<Listed>();
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const readOn = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      const answer = await call(ListReturn, { handoverId, kind, ...(read?.next ? { after: read.next } : {}) });
      if (answer.ok) setRead({ ...answer.value, items: [...(read?.items ?? []), ...answer.value.items] });
      else setFailed(sayRefusal(answer.code, answer.facts));
    } catch {
      setFailed(words.away);
    } finally {
      setBusy(false);
    }
  };
  const free = (read?.items ?? []).filter((item) => canTurn(item, choice));
  const on = free.filter((item) => goesBack(item, choice)).length;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
          if (!open && !read) void readOn();
        }}
      >
        {open ? words.hide : words.show(labelOf(kind))}
      </Button>
      {open && (
        <div className={css.items}>
          {failed && <Notice tone="bad">{failed}</Notice>}
          {!read && busy && <LoadingFace label={words.list(labelOf(kind))} />}
          {free.length > 1 && (
            <Checkbox
              size="xs"
              label={words.allShown(free.length)}
              checked={on === free.length}
              indeterminate={on > 0 && on < free.length}
              onChange={() => onChoose(turnedAll(choice, free, on < free.length))}
            />
          )}
          {read && (
            <ul aria-label={words.list(labelOf(kind))}>
              {read.items.map((item, place) => (
                <Line
                  key={item.itemId ?? place}
                  item={item}
                  choice={choice}
                  onTurn={() => item.itemId !== null && onChoose(turned(choice, item.itemId))}
                />
              ))}
            </ul>
          )}
          {read?.next && (
            <Button size="xs" variant="default" loading={busy} onClick={() => void readOn()}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
