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
import { blocking, type Conflict } from '../work-kind.ts';
import { labelOf } from './plan.ts';
import css from './return-page.module.css';

type Listed = Output<typeof ListReturn>;
type Item = Listed['items'][number];

interface ReturnItemsProps {
  readonly handoverId: Id<'handover'>;
  readonly kind: string;
  readonly chosen: ReadonlySet<Id<'work'>>;
  readonly onChoose: (items: ReadonlySet<Id<'work'>>) => void;
}

const isBarred = ({ conflict }: Item) => blocking.includes(conflict as Conflict);

function Line({
  item,
  checked,
  onTurn,
}: {
  readonly item: Item;
  readonly checked: boolean;
  readonly onTurn: () => void;
}) {
  const { says, since, holder, conflict } = item;
  return (
    <li>
      <Checkbox
        checked={checked}
        disabled={item.itemId === null || isBarred(item)}
        label={says ?? words.withheld}
        description={
          <>
            <TimeText instant={since} />, {holder ? words.with(holder.name) : words.pool}
          </>
        }
        onChange={onTurn}
      />
      {conflict && (
        <Tag tone={isBarred(item) ? 'bad' : 'warn'}>{handoverWords.deactivate.conflictWords[conflict] ?? conflict}</Tag>
      )}
    </li>
  );
}

/** The items of one kind, read when they are asked for. */
export function ReturnItems({ handoverId, kind, chosen, onChoose }: ReturnItemsProps) {
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
  const turn = (itemId: Id<'work'>) => {
    const next = new Set(chosen);
    if (!next.delete(itemId)) next.add(itemId);
    onChoose(next);
  };
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
          {read && (
            <ul aria-label={words.list(labelOf(kind))}>
              {read.items.map((item, place) => (
                <Line
                  key={item.itemId ?? place}
                  item={item}
                  checked={item.itemId !== null && chosen.has(item.itemId)}
                  onTurn={() => item.itemId !== null && turn(item.itemId)}
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
