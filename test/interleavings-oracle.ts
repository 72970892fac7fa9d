// What each act of a hand-over does to a clinic of a few doctors and their tasks, one item at a time.

/** Doctors by their place; the pool is null. */
type Place = number | null;
interface Task {
  readonly id: string;
  readonly holder: Place;
  readonly done: boolean;
  /** The hand-over that moved it, while nobody has touched it since. */
  readonly by: string | null;
}
interface Line {
  readonly item: string;
  readonly to: Place;
  readonly back: boolean;
}
export interface State {
  readonly active: readonly boolean[];
  /** In the order in which they wait. */
  readonly tasks: readonly Task[];
  readonly handovers: readonly {
    readonly id: string;
    readonly leaver: number;
    readonly undone: boolean;
    readonly lines: readonly Line[];
  }[];
}

export type Act =
  | { readonly act: 'leave'; readonly who: number; readonly to: readonly number[] }
  | { readonly act: 'return'; readonly who: number }
  | { readonly act: 'undo'; readonly id: string }
  | { readonly act: 'finish'; readonly id: string }
  | { readonly act: 'assign'; readonly id: string; readonly who: number }
  | { readonly act: 'add'; readonly to: Place };

interface When {
  /** What was seen before, when the act was looked at. */
  readonly seen: State;
  /** Of what it makes. */
  readonly id: string | undefined;
}

export const begun = (first: { active: State['active']; tasks: readonly Omit<Task, 'by'>[] }): State => ({
  active: first.active,
  tasks: first.tasks.map((task) => ({ ...task, by: null })),
  handovers: [],
});

const open = ({ tasks }: State, who: number) => tasks.filter(({ holder, done }) => holder === who && !done);
const idsOf = (tasks: readonly Task[]): string => tasks.map(({ id }) => id).join();
const changed = (state: State, ids: readonly string[], to: (task: Task) => Partial<Task>): State['tasks'] =>
  state.tasks.map((task) => (ids.includes(task.id) ? { ...task, ...to(task) } : task));

/** What of a hand-over nobody has touched since. */
const untouched = ({ tasks }: State, id: string) => tasks.filter(({ by, done }) => by === id && !done);

/** What an act leaves; undefined where it is refused. */
export function apply(state: State, act: Act, when: When): State | undefined {
  if (act.act === 'leave') return leave(state, act, when);
  if (act.act === 'undo') return undo(state, act.id, when);
  if (act.act === 'return')
    return state.active[act.who] ? undefined : { ...state, active: state.active.with(act.who, true) };
  if (act.act === 'add') {
    if (act.to !== null && !state.active[act.to]) return undefined;
    return { ...state, tasks: [...state.tasks, { id: when.id ?? '', holder: act.to, done: false, by: null }] };
  }
  const task = state.tasks.find(({ id }) => id === act.id);
  if (task?.done !== false) return undefined;
  if (act.act === 'finish') return { ...state, tasks: changed(state, [act.id], () => ({ done: true, by: null })) };
  if (task.holder !== null || !state.active[act.who]) return undefined;
  return { ...state, tasks: changed(state, [act.id], () => ({ holder: act.who, by: null })) };
}

function leave(
  state: State,
  { who, to }: { readonly who: number; readonly to: readonly number[] },
  { seen, id = '' }: When,
) {
  const moves = open(state, who);
  // Where nothing moves, it does not matter who was there to take it.
  const asSeen = idsOf(moves) === idsOf(open(seen, who)) && (moves.length === 0 || to.every((at) => seen.active[at]));
  if (!state.active[who] || !to.every((at) => state.active[at]) || !asSeen) return undefined;
  const lines = moves.map(({ id: item }, turn) => ({
    item,
    to: to.length > 0 ? (to[turn % to.length] as number) : null,
    back: false,
  }));
  const placeOf = new Map(lines.map((line) => [line.item, line.to]));
  return {
    active: state.active.with(who, false),
    tasks: changed(state, [...placeOf.keys()], (task) => ({ holder: placeOf.get(task.id) ?? null, by: id })),
    handovers: [...state.handovers, { id, leaver: who, undone: false, lines }],
  };
}

function undo(state: State, id: string, { seen }: When): State | undefined {
  const handover = state.handovers.find((one) => one.id === id);
  const back = untouched(state, id);
  if (!handover || handover.undone || !state.active[handover.leaver] || back.length === 0) return undefined;
  if (idsOf(back) !== idsOf(untouched(seen, id))) return undefined;
  const ids = back.map((task) => task.id);
  return {
    ...state,
    tasks: changed(state, ids, () => ({ holder: handover.leaver, by: null })),
    handovers: state.handovers.map((one) =>
      one.id === id
        ? { ...one, undone: true, lines: one.lines.map((line) => ({ ...line, back: ids.includes(line.item) })) }
        : one,
    ),
  };
}
