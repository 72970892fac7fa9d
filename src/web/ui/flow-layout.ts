/** One kind of open work and where its items go. */
export interface FlowKind {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  /** Items by the id of their destination; what is missing up to `count` is not decided yet. */
  readonly to: Readonly<Record<string, number>>;
}

/** Where work goes: to a person, to the pool, or nowhere because it ends. */
export interface FlowDestination {
  readonly id: string;
  readonly name: string;
  /** Open items held today; undefined where that is not known or says nothing. */
  readonly today: number | undefined;
  readonly style: 'person' | 'pool' | 'cancel';
}

/** What the picture shows: kinds that hold something, destinations that get something. */
export interface Flow {
  readonly kinds: readonly FlowKind[];
  readonly destinations: readonly (FlowDestination & { readonly gained: number })[];
  readonly total: number;
  readonly undecided: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Leaves out the kinds and destinations without an item. */
export function flowOf(kinds: readonly FlowKind[], destinations: readonly FlowDestination[]): Flow {
  const held = kinds.filter((kind) => kind.count > 0);
  const reached = destinations
    .map((destination) => ({ ...destination, gained: sum(held.map((kind) => kind.to[destination.id] ?? 0)) }))
    .filter((destination) => destination.gained > 0);
  const total = sum(held.map((kind) => kind.count));
  const undecided = Math.max(0, total - sum(reached.map((destination) => destination.gained)));
  return { kinds: held, destinations: reached, total, undecided };
}

/** How many items of a kind have no destination yet. */
export const undecidedOf = (kind: FlowKind, { destinations }: Flow): number =>
  Math.max(0, kind.count - sum(destinations.map(({ id }) => kind.to[id] ?? 0)));

/** A place in a column of the picture: `y` and `height` of its slot, `size` of the bar in its middle, all in px. */
interface Box {
  readonly y: number;
  readonly height: number;
  readonly size: number;
}
interface Band {
  readonly id: string;
  readonly kind: FlowKind;
  readonly destination: FlowDestination;
  readonly count: number;
  readonly thick: number;
  /** Its upper edge at the kind and at the destination. */
  readonly from: number;
  readonly to: number;
  /** Where its number stands; undefined when the kind's own number says the same. */
  readonly numberY: number | undefined;
}
export interface FlowLayout {
  readonly height: number;
  readonly kinds: readonly (Box & {
    readonly kind: FlowKind;
    readonly undecided: number;
    /** Where the number of what is not decided stands, below those of the bands. */
    readonly undecidedY: number;
  })[];
  readonly destinations: readonly (Box & { readonly destination: Flow['destinations'][number] })[];
  readonly bands: readonly Band[];
}

const barsHeight = 330;
const mostPerItem = 12;
const leastThick = 2;
const lineHeight = 12;
const leastKind = 25;
const leastDestination = 46;
const kindGap = 5;
const destinationGap = 12;

/** The middle bar's upper edge. */
const barTop = ({ y, height, size }: Box) => y + (height - size) / 2;

interface Slot {
  readonly size: number;
  /** The height it needs even when its bar is thin. */
  readonly least: number;
}

/** Stacks slots under each other and spreads them over the height. */
function stack<S extends Slot>(slots: readonly S[], gap: number, full: number): (S & Box)[] {
  const needed = sum(slots.map(({ size, least }) => Math.max(size, least) + gap)) - gap;
  const extra = slots.length > 1 ? Math.max(0, full - needed) / (slots.length - 1) : 0;
  let y = 0;
  return slots.map((slot) => {
    const placed = { ...slot, y, height: Math.max(slot.size, slot.least) };
    y += placed.height + gap + extra;
    return placed;
  });
}

const heightOf = (boxes: readonly Box[]): number => {
  const last = boxes.at(-1);
  return last ? last.y + last.height : 0;
};

/** Heights of numbers that shall stand at `wanted`: a line apart, none beyond the slot. */
function spread(wanted: readonly number[], { y, height }: Box): number[] {
  let above = y - lineHeight / 2;
  const down = wanted.map((want) => (above = Math.max(want, above + lineHeight)));
  let below = y + height + lineHeight / 2;
  return down
    .toReversed()
    .map((want) => (below = Math.min(want, below - lineHeight)))
    .toReversed();
}

interface Part {
  readonly destination: FlowDestination | undefined;
  readonly count: number;
}

/** Where the items of a kind go, what is not decided last. */
function partsOf(kind: FlowKind, flow: Flow): Part[] {
  const parts: Part[] = flow.destinations.map((destination) => ({ destination, count: kind.to[destination.id] ?? 0 }));
  return [...parts, { destination: undefined, count: undecidedOf(kind, flow) }].filter(({ count }) => count > 0);
}

/** Places bars and bands: one scale for all, from one item to hundreds of thousands, no band too thin to be seen. */
export function layOutFlow(flow: Flow): FlowLayout {
  const perItem = Math.min(mostPerItem, barsHeight / Math.max(1, flow.total));
  const thickOf = (count: number) => (count > 0 ? Math.max(leastThick, count * perItem) : 0);
  const left = flow.kinds.map((kind) => {
    const parts = partsOf(kind, flow).map((part) => ({ ...part, thick: thickOf(part.count) }));
    const size = sum(parts.map(({ thick }) => thick));
    return { kind, parts, size, least: Math.max(leastKind, parts.length * lineHeight) };
  });
  const right = flow.destinations.map((destination) => ({
    destination,
    size: sum(flow.kinds.map((kind) => thickOf(kind.to[destination.id] ?? 0))),
    least: leastDestination,
  }));
  const height = Math.max(heightOf(stack(left, kindGap, 0)), heightOf(stack(right, destinationGap, 0)));
  const destinations = stack(right, destinationGap, height);
  const arrived = new Map(destinations.map((placed) => [placed.destination.id, barTop(placed)]));

  const bands: Band[] = [];
  const kinds = stack(left, kindGap, height).map(({ kind, parts, ...box }) => {
    const edges = parts.map((_, at) => barTop(box) + sum(parts.slice(0, at).map(({ thick }) => thick)));
    const numbers = spread(
      parts.map(({ thick }, at) => (edges[at] ?? 0) + thick / 2),
      box,
    );
    for (const [at, { destination, count, thick }] of parts.entries()) {
      if (!destination) continue;
      const to = arrived.get(destination.id) ?? 0;
      arrived.set(destination.id, to + thick);
      const id = `${kind.id} ${destination.id}`;
      const numberY = parts.length > 1 ? numbers[at] : undefined;
      bands.push({ id, kind, destination, count, thick, from: edges[at] ?? 0, to, numberY });
    }
    const loose = parts.at(-1)?.destination ? undefined : parts.at(-1);
    return { ...box, kind, undecided: loose?.count ?? 0, undecidedY: numbers.at(-1) ?? 0 };
  });
  return { height, kinds, destinations, bands };
}
