import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { ListOpenWork } from '../contract.ts';
import css from './deactivate-user-page.module.css';
import { labelOf } from './plan.ts';

const words = handoverWords.deactivate.items;
type OpenItems = Output<typeof ListOpenWork>;

interface ConflictItemsProps {
  readonly userId: Id<'user'>;
  readonly kind: string;
  readonly successorId: Id<'user'>;
  readonly count: number;
}

/** The items behind the numbers, read when they are asked for; of a closed chart only that there is one. */
export function ConflictItems({ userId, kind, successorId, count }: ConflictItemsProps) {
  const [open, setOpen] = useState(false);
  const [read, setRead] = useState<OpenItems>();
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const readOn = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      const asked = { userId, kind, successorId, onlyConflicts: true, ...(read?.next ? { after: read.next } : {}) };
      const answer = await call(ListOpenWork, asked);
      if (answer.ok) setRead({ ...answer.value, items: [...(read?.items ?? []), ...answer.value.items] });
      else setFailed(sayRefusal(answer.code, answer.facts));
    } catch {
      setFailed(words.away);
    } finally {
      setBusy(false);
    }
  };
  const turn = () => {
    setOpen(!open);
    if (!open && !read) void readOn();
  };
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={turn}>
        {open ? words.hide : words.show(count)}
      </Button>
      {open && (
        <div className={css.items}>
          {busy && !read && <LoadingFace label={words.loading} rows={2} />}
          {read && <ItemList label={words.list(labelOf(kind))} items={read.items} />}
          {failed && (
            <p role="alert" className="small">
              {failed}
            </p>
          )}
          {(read?.next || failed) && (
            <Button size="compact-sm" variant="default" loading={busy} onClick={() => void readOn()}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

const ItemList = ({ label, items }: { readonly label: string } & Pick<OpenItems, 'items'>) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
  <section className={css.scroll} tabIndex={0} aria-label={label}>
    <ul aria-label={label}>
      {items
        .toSorted((a, b) => a.since.localeCompare(b.since))
        .map(({ itemId, since, says, conflict }) => (
          <li key={itemId}>
            <TimeText instant={since} />
            <span className={says === null ? 'dim grow' : 'grow'}>{says ?? words.withheld}</span>
            {conflict && (
              <Tag tone={conflict === 'overlaps' ? 'plain' : 'warn'}>
                {handoverWords.deactivate.conflictWords[conflict] ?? conflict}
              </Tag>
            )}
          </li>
        ))}
    </ul>
  </section>
);
