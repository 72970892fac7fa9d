// Random acts of a hand-over at the same moment, against an oracle in TypeScript: whatever is done and refused, and wherever the
// work is afterwards, is what the same acts would have done one after the other, in one order or another.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { assignPool } from '#features/handover/assign-pool.ts';
import { previewUndo } from '#features/handover/preview-undo.ts';
import { undoHandOver } from '#features/handover/undo-hand-over.ts';
import { addTask } from '#features/tasks/add-task.ts';
import { finishTask } from '#features/tasks/finish-task.ts';
import { makeAdministrator, ready } from './acting.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type Act, apply, begun, type State } from './interleavings-oracle.ts';
import { bringBack } from './leaving.ts';
import { arrange, type Clinic, clinic, type Member, member, PASSWORD } from './staff.ts';
import { toUser, without } from './work.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const DOCTORS = 3;
const who = fc.nat(DOCTORS - 1);
const some = fc.nat(9);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('leave' as const), who, to: fc.uniqueArray(who), bold: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('return' as const), who }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('undo' as const), some }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('finish' as const), some }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('assign' as const), some, who }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('add' as const), to: fc.option(who) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
/** Acts at the same moment, each so many milliseconds after the first could begin, by one of two administrators. */
const moment = fc.array(fc.record({ step, afterMs: fc.nat(15), second: fc.boolean() }), { minLength: 2, maxLength: 4 });

interface World {
  readonly c: Clinic;
  readonly doctors: readonly Member[];
}

async function world(): Promise<World> {
  const c = await clinic(db.owner);
  await makeAdministrator(db.owner, c, c.dee);
  const joining = { clinicId: c.id, siteId: c.siteId, type: 'doctor', roleIds: [c.roles.doctor] };
  const eli = await arrange(db.owner, c.id, () =>
    member(db.owner, { ...joining, firstName: 'Eli', lastName: 'Quist' }),
  );
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into task (clinic_id, holder_id, author_id, title, made_at)
       select $1, $2, $3, 'x', now() - n * interval '1 day' from generate_series(1, 4) n`,
      [c.id, c.bo.id, c.ada.id],
    ),
  );
  return { c, doctors: [c.bo, c.cy, eli] };
}

/** What the database holds, as the oracle speaks of it: doctors by their place, the rest by its id. */
async function found({ c, doctors }: World) {
  const place = (id: string | null) => (id === null ? null : doctors.findIndex((one) => one.id === id));
  const read = async <T extends object>(sql: string) => (await db.owner.query<T>(sql, [c.id])).rows;
  const active = await read<{ id: string }>('select user_id as id from active_user where clinic_id = $1');
  const tasks = await read<{ id: string; holder: string | null; done: boolean }>(
    'select task_id as id, holder_id as holder, done_at is not null as done from task where clinic_id = $1 order by made_at, task_id',
  );
  const lines = await read<{ id: string; item: string; successor: string | null; back: boolean; counted: number }>(
    `select h.handover_id as id, i.item_id as item, i.successor_id as successor, i.undone_at is not null as back,
            (h.counted #>> '{kinds,0,items}')::int as counted
       from handover h join handover_item i using (clinic_id, handover_id) where h.clinic_id = $1`,
  );
  for (const [, of] of Map.groupBy(lines, ({ id }) => id)) expect(of).toHaveLength(of[0]?.counted ?? 0);
  return {
    active: doctors.map(({ id }) => active.some((one) => one.id === id)),
    tasks: tasks.map(({ id, holder, done }) => ({ id, holder: place(holder), done })),
    lines: lines.map(({ id, item, successor, back }) => ({ id, item, to: place(successor), back })),
  };
}

const pick = <T>(of: readonly T[], at: number): T | undefined => of[at % of.length];

/** An act that has been looked at, and only needs to be asked for; nothing where there is nothing to act on. */
async function prepared({ c, doctors }: World, state: State, one: Step, second: boolean) {
  const by = second ? c.dee : c.ada;
  const doctor = (at: number) => doctors[at] as Member;
  if (one.act === 'leave') {
    // Now and then to somebody who is gone.
    const to = one.to.filter((at) => at !== one.who && (one.bold || state.active[at]));
    const rule = to.length > 0 ? toUser('task', ...to.map((at) => doctor(at).id)) : without('task', 'return');
    if (!state.active[one.who]) return undefined;
    const leave = await ready(db.pool, by, doctor(one.who), [rule]);
    return { act: { act: 'leave', who: one.who, to } as Act, run: leave };
  }
  if (one.act === 'return')
    return { act: one as Act, run: () => bringBack(db.pool, second ? { ...c, ada: c.dee } : c, doctor(one.who).id) };
  if (one.act === 'add') {
    const task = { title: 'x', details: '', due: null, urgent: false };
    const assigneeId = one.to === null ? null : doctor(one.to).id;
    return { act: one as Act, run: () => perform(db.pool, c.ada.caller, addTask, { ...task, assigneeId }) };
  }
  if (one.act === 'undo') {
    const back = state.handovers.filter(({ leaver, undone }) => state.active[leaver] && !undone);
    const handoverId = pick(back.length > 0 ? back : state.handovers, one.some)?.id as Id<'handover'> | undefined;
    if (!handoverId) return undefined;
    const { undoHash } = await answer(db.pool, by.caller, previewUndo, { handoverId });
    const input = { handoverId, undoHash, reason: 'stays' };
    const run = () => perform(db.pool, by.caller, undoHandOver, input, { password: PASSWORD });
    return { act: { act: 'undo', id: handoverId } as Act, run };
  }
  const pool = state.tasks.filter(({ holder, done }) => holder === null && !done);
  const of = one.act === 'assign' && pool.length > 0 ? pool : state.tasks;
  const taskId = pick(of, one.some)?.id as Id<'task'>;
  if (one.act === 'finish')
    return {
      act: { act: 'finish', id: taskId } as Act,
      run: () => perform(db.pool, c.ada.caller, finishTask, { taskId }),
    };
  const input = { userId: doctor(one.who).id, items: [{ kind: 'task', itemId: taskId as string as Id<'work'> }] };
  const run = () => perform(db.pool, by.caller, assignPool, input);
  return { act: { act: 'assign', id: taskId, who: one.who } as Act, run };
}

function* orders<T>(of: readonly T[]): Generator<readonly T[]> {
  if (of.length < 2) yield of;
  else for (const [at, one] of of.entries()) for (const rest of orders(of.toSpliced(at, 1))) yield [one, ...rest];
}

interface Said {
  readonly done: boolean;
  readonly said: string;
  /** Of what it made, a task or a hand-over. */
  readonly id: string | undefined;
}
async function ask(run: () => Promise<unknown>, afterMs: number): Promise<Said> {
  await new Promise((go) => setTimeout(go, afterMs));
  try {
    const { taskId, handoverId } = (await run()) as { taskId?: string; handoverId?: string };
    return { done: true, said: 'done', id: handoverId ?? taskId };
  } catch (error) {
    const said = (error as Error).message;
    expect(said, 'a refusal, and no defect').toMatch(/^[a-z-]+\/[a-z-]+$/);
    return { done: false, said, id: undefined };
  }
}

/** All that the acts, one after the other in this order, would have left; undefined where one would have ended otherwise. */
function afterwards(before: State, acts: readonly { readonly act: Act; readonly said: Said }[]): State | undefined {
  let state: State | undefined = before;
  for (const { act, said } of acts) {
    const next: State | undefined = apply(state, act, { seen: before, id: said.id });
    if ((next !== undefined) !== said.done) return undefined;
    state = next ?? state;
  }
  return state;
}

test('acts at the same moment end as they would one after the other: nothing is lost, doubled or with somebody gone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 3, maxLength: 6 }), async (moments) => {
      const w = await world();
      const first = await found(w);
      let states = [begun(first)];
      for (const several of moments) {
        const going = [];
        for (const { step: one, afterMs, second } of several) {
          const act = await prepared(w, states[0] as State, one, second);
          if (act) going.push({ ...act, afterMs });
        }
        const said = await Promise.all(going.map(({ run, afterMs }) => ask(run, afterMs)));
        const acts = going.map(({ act }, at) => ({ act, said: said[at] as Said }));
        const now = await found(w);
        const shown = JSON.stringify(shownAs(now, now.lines));
        const possible = states.flatMap((before) => [...orders(acts)].map((order) => afterwards(before, order)));
        const alike = possible.filter((one) => one && JSON.stringify(shownAs(one, linesOf(one))) === shown);
        // Several orders may leave the same to be seen, and differ in what can be undone.
        const inTurn = (one: State) => ({
          ...one,
          tasks: now.tasks.flatMap(({ id }) => one.tasks.find((task) => task.id === id) ?? []),
        });
        states = [
          ...new Map(alike.map((one) => inTurn(one as State)).map((one) => [JSON.stringify(one), one])).values(),
        ];
        expect(states.length, JSON.stringify({ acts, now })).toBeGreaterThan(0);
      }
    }),
    { numRuns: Number(process.env['CUSTODIAN_RUNS'] ?? 10) },
  );
}, 600_000);

const linesOf = ({ handovers }: State) =>
  handovers.flatMap(({ id, lines }) => lines.map(({ item, to, back }) => ({ id, item, to, back })));

/** What there is to be seen of a state, in no order. */
function shownAs({ active, tasks }: Pick<State, 'active'> & { tasks: readonly object[] }, lines: readonly object[]) {
  const plain = (of: readonly object[]) => of.map((one) => JSON.stringify({ ...one, by: undefined })).toSorted();
  return { active, tasks: plain(tasks), lines: plain(lines) };
}
