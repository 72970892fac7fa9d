import type { Id } from '#kernel/brand.ts';
import type { Input, Output } from '#kernel/contract.ts';
import { blocking, type Conflict } from '../work-kind.ts';
import type { ListReturn, PreviewReturn, TakeBackWork } from '../return-contract.ts';

export type ReturnKind = Output<typeof PreviewReturn>['kinds'][number];
export type ReturnItem = Output<typeof ListReturn>['items'][number];
type Ids = ReadonlySet<Id<'work'>>;

/** What of a kind goes back: all that can but some, or single items; and whether what was worked on since goes too. */
export interface Choice {
  readonly all: boolean;
  /** Single items where not all go, those left out where all do. */
  readonly ids: Ids;
  readonly alsoTouched: boolean;
}
export const nothing: Choice = { all: false, ids: new Set(), alsoTouched: false };

/** How much of a kind can go back as it is chosen. */
export const ableOf = ({ able, touched }: ReturnKind, { alsoTouched }: Choice): number =>
  alsoTouched ? able : able - touched;
export const countOf = (kind: ReturnKind, choice: Choice): number =>
  choice.all ? ableOf(kind, choice) - choice.ids.size : choice.ids.size;

export const isBarred = ({ conflict }: ReturnItem): boolean => blocking.includes(conflict as Conflict);
export const canTurn = (item: ReturnItem, { alsoTouched }: Choice): boolean =>
  item.itemId !== null && !isBarred(item) && (alsoTouched || !item.touched);
/** Whether it goes back as it is chosen, withheld items too where all of the kind do. */
export const goesBack = (item: ReturnItem, choice: Choice): boolean =>
  choice.all
    ? !isBarred(item) && (choice.alsoTouched || !item.touched) && !(item.itemId !== null && choice.ids.has(item.itemId))
    : item.itemId !== null && choice.ids.has(item.itemId);

/** One item more or less. */
export function turned(choice: Choice, itemId: Id<'work'>): Choice {
  const ids = new Set(choice.ids);
  if (!ids.delete(itemId)) ids.add(itemId);
  return { ...choice, ids };
}

/** All of these items, or none of them. */
export function turnedAll(choice: Choice, items: readonly ReturnItem[], on: boolean): Choice {
  const ids = new Set(choice.ids);
  for (const item of items) {
    if (item.itemId === null || !canTurn(item, choice)) continue;
    if (on === choice.all) ids.delete(item.itemId);
    else ids.add(item.itemId);
  }
  return { ...choice, ids };
}

export const whatOf = (kinds: readonly ReturnKind[], chosen: Readonly<Record<string, Choice>>) =>
  kinds.flatMap((kind): Input<typeof TakeBackWork>['what'] => {
    const choice = chosen[kind.kind] ?? nothing;
    if (countOf(kind, choice) === 0) return [];
    const ids = choice.ids.size === 0 ? {} : { [choice.all ? 'exceptIds' : 'itemIds']: [...choice.ids] };
    return [{ kind: kind.kind, ...ids, ...(choice.alsoTouched ? { alsoTouched: true } : {}) }];
  });
