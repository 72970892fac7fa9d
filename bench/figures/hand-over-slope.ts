import { deactivateUser } from '#features/handover/deactivate-user.ts';
import { previewDeactivation } from '#features/handover/preview-deactivation.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { DEMO_PASSWORD } from '../../src/demo/people.ts';
import { type Bench, type Figure, median, ms, once } from '../figure.ts';
import { joined, loaded, planTo } from '../leavers.ts';
import { signedIn } from '../staff.ts';

const MOST = Number(process.env['BENCH_MOST_ITEMS'] ?? 1_000_000);
const SIZES = [1_000, 10_000, 100_000, 1_000_000].filter((items) => items <= MOST);

/** How preview and hand-over grow with the items, from a thousand to a million: 1 is in step, 2 would be with the square. */
export async function handOverSlope(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_hand_over_slope', 5_000);
  const ada = await signedIn(db.bare, 'Ada');
  const taken: Taken[] = [];
  for (const items of SIZES) {
    const times: { preview: number[]; handOver: number[] } = { preview: [], handOver: [] };
    let grown = 0;
    for (let round = 0; round < (items > 100_000 ? 1 : 3); round += 1) {
      const leaver = (await loaded(db, ada.caller, items)) as Id<'user'>;
      const successors = [await joined(db, ada.caller), await joined(db, ada.caller), await joined(db, ada.caller)];
      await db.bare.query('vacuum analyze handover_item');
      const input = { userId: leaver, plan: planTo(successors as Id<'user'>[]) };
      const look = () => answer(db.pool, ada.caller, previewDeactivation, input);
      const { planHash } = await look();
      times.preview.push(await once(look));
      const leave = { ...input, planHash, reason: 'bench' };
      const act = () => perform(db.pool, ada.caller, deactivateUser, leave, { password: DEMO_PASSWORD });
      globalThis.gc?.();
      const before = process.memoryUsage().heapUsed;
      times.handOver.push(await once(act));
      grown = Math.max(grown, process.memoryUsage().heapUsed - before);
    }
    const one = { items, preview: median(times.preview), handOver: median(times.handOver) };
    taken.push(one);
    const heap = `heap +${(grown / 1e6).toFixed(1)} MB`;
    bench.say(`${items} items: preview ${ms(one.preview)}, hand-over ${ms(one.handOver)}, ${heap}`);
  }
  await db.close();
  return [slope('hand-over slope', taken, 'handOver'), slope('preview slope', taken, 'preview')];
}

type Taken = { readonly items: number; readonly preview: number; readonly handOver: number };

/** The steepest exponent between a size and the one before. */
function slope(name: string, taken: readonly Taken[], of: 'preview' | 'handOver'): Figure {
  const steps = taken.slice(1).map((one, at) => {
    const before = taken[at] as Taken;
    return Math.log(one[of] / before[of]) / Math.log(one.items / before.items);
  });
  const [first, last] = [taken.at(0), taken.at(-1)];
  return {
    name,
    ratio: Math.max(...steps),
    goal: 1.1,
    sense: 'at most',
    unit: 'power of the items',
    n: last?.items ?? 0,
    ours: `${ms(last?.[of] ?? 0)} for ${last?.items}`,
    bare: `${ms(first?.[of] ?? 0)} for ${first?.items}`,
  };
}
