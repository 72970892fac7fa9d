import type { Id } from '#kernel/brand.ts';
import type { Refused } from '#web/api.ts';
import { load } from '#web/load.ts';
import { PreviewDeactivation } from '../contract.ts';
import type { PlanRule } from '../contract.ts';
import type { Colleague, Preview } from './plan.ts';

/** What a plan is turned down for when something that it names is not there, or never was. */
const naming: readonly string[] = [
  'handover/plan-malformed',
  'site/not-found',
  'set/not-found',
  'user/not-found',
  'request/malformed',
];

export interface WeighedPlan {
  readonly plan: readonly PlanRule[];
  readonly preview: Preview;
  /** Rules that the address carries and nobody could carry out. */
  readonly leftOut: number;
}

interface Asked {
  readonly userId: Id<'user'>;
  readonly plan: readonly PlanRule[];
  readonly colleagues: Promise<readonly Colleague[]>;
  readonly request: Request;
}

/** Weighs the plan of an address; a rule that names what is not there any more is left out, and not the whole page turned down. */
export async function weighUsable({ userId, plan, colleagues, request }: Asked): Promise<WeighedPlan> {
  const weigh = async (of: readonly PlanRule[]): Promise<WeighedPlan> => ({
    plan: of,
    preview: await load(PreviewDeactivation, { userId, plan: [...of] }, request),
    leftOut: plan.length - of.length,
  });
  const without = async (of: readonly PlanRule[], or: () => Promise<WeighedPlan>) =>
    weigh(of).catch((refused: unknown) => {
      if (of.length > 0 && naming.includes(String((refused as Partial<Refused>).code))) return or();
      throw refused;
    });
  return without(plan, async () => {
    const bare = await weigh([]);
    return without(usable(plan, bare.preview, await colleagues), async () => bare);
  });
}

const usable = (plan: readonly PlanRule[], { kinds, sites, sets }: Preview, colleagues: readonly Colleague[]) =>
  plan.filter(({ kind, how, where: { siteId, setId, mrpId } = {}, successorIds = [] }) => {
    const isHere = (id: string) => colleagues.some(({ userId }) => userId === id);
    return (
      kinds.find((one) => one.kind === kind)?.dispositions.includes(how) === true &&
      (siteId === undefined || sites.some((one) => one.siteId === siteId)) &&
      (setId === undefined || sets.some((one) => one.setId === setId)) &&
      (mrpId === undefined || isHere(mrpId)) &&
      successorIds.every(isHere)
    );
  });
