import { deactivateUser } from '#features/handover/deactivate-user.ts';
import { previewDeactivation } from '#features/handover/preview-deactivation.ts';
import { readSession } from '#features/sign-in/read-session.ts';
import { addTask } from '#features/tasks/add-task.ts';
import { listTasks } from '#features/tasks/list-tasks.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { DEMO_PASSWORD } from '../../src/demo/people.ts';
import { type Bench, type BenchDatabase, type Figure, ms, once } from '../figure.ts';
import { joined, loaded, planTo } from '../leavers.ts';
import { type Signed, signedIn } from '../staff.ts';

const ITEMS = Number(process.env['BENCH_ITEMS'] ?? 100_000);
const CLIENTS = 4;

/** What others of the clinic wait for their requests while a large hand-over runs, against the same without it. */
export async function meanwhile(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_meanwhile', 5_000);
  const [ada, other] = [await signedIn(db.bare, 'Ada'), await signedIn(db.bare, 'Cy')];
  const leaver = (await loaded(db, ada.caller, ITEMS)) as Id<'user'>;
  const successors = [await joined(db, ada.caller), await joined(db, ada.caller), await joined(db, ada.caller)];
  const input = { userId: leaver, plan: planTo(successors as Id<'user'>[]) };
  const { planHash } = await answer(db.pool, ada.caller, previewDeactivation, input);
  await requests(db, other, () => new Promise((done) => setTimeout(done, 1_000))); // plans are made once a connection
  const leave = { ...input, planHash, reason: 'bench' };
  let tookMs = 0;
  const during = await requests(db, other, async () => {
    tookMs = await once(() => perform(db.pool, ada.caller, deactivateUser, leave, { password: DEMO_PASSWORD }));
  });
  const without = await requests(db, other, () => new Promise((done) => setTimeout(done, tookMs)));
  await db.close();
  const [ours, bare] = [p95(during), p95(without)];
  return [
    {
      name: 'others-meanwhile',
      ratio: ours / bare,
      goal: 2,
      sense: 'at most',
      unit: 'times the p95 without a hand-over',
      n: during.length,
      ours: `p95 ${ms(ours)} of ${during.length}`,
      bare: `p95 ${ms(bare)} of ${without.length}`,
    },
  ];
}

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

/** How long each request of some clients takes, a moment of thought between them, while something goes on. */
async function requests(db: BenchDatabase, { caller }: Signed, whileIt: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const going = { on: true };
  const asks = [
    () => answer(db.pool, caller, readSession, {}),
    () => answer(db.pool, caller, listTasks, { folder: 'mine' }),
    () =>
      perform(db.pool, caller, addTask, {
        title: 'Meanwhile',
        details: '',
        due: null,
        urgent: false,
        assigneeId: caller.id,
      }),
  ];
  const client = async (at: number) => {
    for (let n = at; going.on; n += 1) {
      times.push(await once(asks[n % asks.length] as () => Promise<unknown>));
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, at) => client(at));
  await whileIt();
  going.on = false;
  await Promise.all(clients);
  return times;
}
