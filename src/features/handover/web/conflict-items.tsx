import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { ListOpenWork, type PlanRule } from '../contract.ts';
import css from './deactivate-user-page.module.css';
import { blocking } from '../work-kind.ts';
import { givingItem, lineOf, successorsFor } from './plan.ts';
import type { KindRowProps, ShownItems } from './plan-row.tsx';
import { sayHow } from './where-words.ts';

const words = handoverWords.deactivate.items;
type OpenItems = Output<typeof ListOpenWork>;

interface ConflictItemsProps extends Pick<KindRowProps, 'kind' | 'preview' | 'colleagues' | 'onChoose'>, ShownItems {
  /** Of the rule among those of its kind. */
  readonly place: number;
  readonly count: number;
}

/** The items behind the numbers, read when they are asked for; of a closed chart only that there is one. */
export function ConflictItems({ kind, place, count, shown, onShow, ...row }: ConflictItemsProps) {
  const line = lineOf(kind.plan[place - 1] as PlanRule);
  const open = shown === line;
  const [read, setRead] = useState<OpenItems>();
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const readOn = async (before: OpenItems | undefined, signal?: AbortSignal) => {
    setBusy(true);
    setFailed(undefined);
    const asked = {
      userId: row.preview.user.userId,
      kind: kind.kind,
      plan: [...kind.plan],
      rule: place,
      onlyConflicts: true,
      ...(before?.next ? { after: before.next } : {}),
    };
    try {
      const answer = await call(ListOpenWork, asked, signal ? { signal } : {});
      if (signal?.aborted) return;
      if (answer.ok) setRead({ ...answer.value, items: [...(before?.items ?? []), ...answer.value.items] });
      else setFailed(sayRefusal(answer.code, answer.facts));
    } catch {
      if (!signal?.aborted) setFailed(words.away);
    }
    if (!signal?.aborted) setBusy(false);
  };
  const text = kind.plan.map(lineOf).join();
  useEffect(() => {
    if (!open) return undefined;
    // Whatever the plan changes, the items are read anew, those that have a place now not among them.
    const going = new AbortController();
    void readOn(undefined, going.signal);
    return () => going.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the plan, by its text, is all that the items depend on
  }, [open, text, place]);
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => onShow(open ? undefined : line)}>
        {open ? words.hide : words.show(count)}
      </Button>
      {open && (
        <div className={css.items}>
          {busy && !read && <LoadingFace label={words.loading} rows={2} />}
          {read && <ItemList {...row} kind={kind} items={read.items} />}
          {failed && (
            <p role="alert" className="small">
              {failed}
            </p>
          )}
          {(read?.next || failed) && (
            <Button size="compact-sm" variant="default" aria-busy={busy} onClick={() => !busy && void readOn(read)}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

type ItemListProps = Omit<ConflictItemsProps, 'place' | 'count' | keyof ShownItems> & Pick<OpenItems, 'items'>;

function ItemList({ kind, preview, colleagues, onChoose, items }: ItemListProps) {
  const label = words.list(kind.label);
  const people = successorsFor(kind.kind, preview.user.userId, colleagues);
  const placeOf = ({ rule, successorId }: OpenItems['items'][number]) => {
    const going = rule === null ? undefined : kind.plan[rule - 1];
    return (
      going && words.goes(sayHow({ ...going, ...(successorId ? { successorIds: [successorId] } : {}) }, '', colleagues))
    );
  };
  const givingTo = (itemId: string) => (word: string) => onChoose(givingItem(kind.plan, kind.kind, { itemId, word }));
  const ways = (['cancel', 'return'] as const)
    .filter((way) => kind.dispositions.includes(way))
    .map((way) => ({ value: way as string, label: words.ways[way] }));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <section className={css.scroll} tabIndex={0} aria-label={label}>
      <ul aria-label={label}>
        {items.map((item, at) => (
          <li key={item.itemId ?? at}>
            <TimeText instant={item.since} />
            <span className={item.says === null ? 'dim grow' : 'grow'}>{item.says ?? words.withheld}</span>
            {item.doubts.map((doubt) => (
              <Tag key={doubt} tone="plain">
                {handoverWords.deactivate.conflictWords[doubt] ?? doubt}
              </Tag>
            ))}
            {item.conflict && (
              <Tag tone={blocking.some((one) => one === item.conflict) ? 'warn' : 'plain'}>
                {handoverWords.deactivate.conflictWords[item.conflict] ?? item.conflict}
              </Tag>
            )}
            <span className="dim">{placeOf(item)}</span>
            {item.itemId !== null && (
              <GiveTo says={item.says ?? words.withheld} ways={ways} people={people} onGive={givingTo(item.itemId)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface GiveToProps {
  readonly says: string;
  /** Where it can go without anybody. */
  readonly ways: readonly { readonly value: string; readonly label: string }[];
  readonly people: ReturnType<typeof successorsFor>;
  readonly onGive: (word: string) => void;
}

/** Another successor for one item, or none. */
const GiveTo = ({ says, ways, people, onGive }: GiveToProps) => (
  <PersonSelect
    className={css.give}
    size="xs"
    aria-label={words.give(says)}
    placeholder={words.giveTo}
    people={[...ways, ...people.map(({ userId, name, type }) => ({ value: userId as string, label: name, type }))]}
    value={null}
    onChange={(word) => word && onGive(word)}
  />
);
