import type { Output } from '#kernel/contract.ts';
import type { ReadReceipt } from '../contract.ts';
import { labelOf } from './plan.ts';

export type Receipt = Output<typeof ReadReceipt>;
type Line = Receipt['lines'][number];

export interface ReceiptKind {
  readonly kind: string;
  readonly label: string;
  readonly before: number;
  readonly lines: readonly Line[];
  /** Counted before and not in the ledger. */
  readonly left: number;
}

const sum = (of: readonly { readonly items: number }[]) => of.reduce((all, { items }) => all + items, 0);

/** The ledger beside what was counted before, kind by kind, in the order it was counted. */
export function kindsOf({ counted, lines }: Receipt): ReceiptKind[] {
  const names = new Set([...counted, ...lines].map(({ kind }) => kind));
  return [...names].map((kind) => {
    const before = sum(counted.filter((one) => one.kind === kind));
    const moved = lines.filter((one) => one.kind === kind).toSorted((a, b) => b.items - a.items);
    return { kind, label: labelOf(kind), before, lines: moved, left: before - sum(moved) };
  });
}

/** Whether everything that was counted went somewhere. What a user who came back holds now is new work, and no gap. */
export function addsUp(receipt: Receipt) {
  const [before, moved] = [sum(receipt.counted), sum(receipt.lines)];
  const even = kindsOf(receipt).every(({ left }) => left === 0);
  return { before, moved, even, whole: even && (receipt.leftNow === 0 || !receipt.leaver.deactivated) };
}

/** Who took work over, by the names the ledger knows, with the load before and after. */
export function loadsOf({ successors, lines }: Receipt) {
  const names = new Map(lines.flatMap(({ successor }) => (successor ? [[successor.userId, successor] as const] : [])));
  return successors
    .flatMap((load) => {
      const person = names.get(load.userId);
      return person ? [{ ...load, person, taken: load.after - load.before }] : [];
    })
    .toSorted((a, b) => b.taken - a.taken);
}
