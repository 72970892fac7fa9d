import { Button } from '@mantine/core';
import { Link, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import { ListColleagues } from '#features/users/contract.ts';
import { call, type Refused } from '#web/api.ts';
import { load } from '#web/load.ts';
import { RefusedFace } from '#web/ui/faces.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { PreviewDeactivation, ReadDeparture, ReadPool } from '../contract.ts';
import { ListPlans, ReadPlan } from '../plan-contract.ts';
import { LeavingPlan } from './leaving-plan.tsx';
import { lineOf, linesOf, planOf, rulesFrom } from './plan.ts';
import { weighUsable } from './usable-plan.ts';

const words = handoverWords.deactivate;

/**
 * What the leaver holds now, weighed against the plan that the address carries. Of somebody who
 * has left already, as on the way back from it, the receipt.
 */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  await opensWithEverythingTo(userId, request);
  const plan = planOf(linesOf(new URL(request.url).searchParams));
  const { signal } = request;
  const list = load(ListColleagues, {}, request);
  const asked = { userId, plan, colleagues: list.then(({ colleagues }) => colleagues), request };
  const [weighed, { colleagues }, pool, kept, earlier] = await Promise.all([
    weighUsable(asked).catch((refused: unknown) => orReceipt(userId, refused, signal)),
    list,
    call(ReadPool, {}, { signal }),
    call(ReadPlan, { userId }, { signal }),
    call(ListPlans, {}, { signal }),
  ]);
  // Whoever may not look into the pool sees the plan without its load.
  return {
    ...weighed,
    colleagues,
    kept: kept.ok ? kept.value.kept : null,
    earlier: earlier.ok ? earlier.value.plans : [],
    pool: pool.ok ? pool.value.kinds.reduce((sum, { items }) => sum + items, 0) : undefined,
  };
}

/** Where the address names a successor and no plan yet: on to the plan with everything to them. */
async function opensWithEverythingTo(userId: Id<'user'>, request: Request): Promise<void> {
  const { pathname, searchParams } = new URL(request.url);
  const successorId = searchParams.get('to') as Id<'user'> | null;
  if (!successorId || linesOf(searchParams).length > 0) return;
  const held = await call(PreviewDeactivation, { userId, plan: [] }, { signal: request.signal });
  if (!held.ok) return;
  const plan = held.value.kinds
    .filter(({ count }) => count > 0)
    .flatMap(({ kind }) => rulesFrom(kind, { word: successorId, rest: undefined }));
  if (plan.length > 0) throw redirect(`${pathname}?${new URLSearchParams(plan.map((rule) => ['plan', lineOf(rule)]))}`);
}

/** Leads to the receipt of somebody who has left; throws on what else was refused. */
async function orReceipt(userId: Id<'user'>, refused: unknown, signal: AbortSignal): Promise<never> {
  if ((refused as Partial<Refused>).code !== 'user/already-inactive') throw refused;
  const left = await call(ReadDeparture, { userId }, { signal });
  const departure = left.ok ? left.value.departure : null;
  throw departure ? redirect(`/admin/handovers/${departure.handoverId}`) : refused;
}

/** A user's departure: the plan, or why there is none. */
export function DeactivateUserPage() {
  const loaded = useLoaderData<typeof loader>();
  const { user, refused } = loaded.preview;
  return refused ? <CannotLeave name={user.name} code={refused} /> : <LeavingPlan key={user.userId} {...loaded} />;
}

function CannotLeave({ name, code }: { readonly name: string; readonly code: string }) {
  const title = words.refused(name);
  usePageTitle(title);
  return (
    <RefusedFace
      title={title}
      level={1}
      action={
        <Button component={Link} to="/admin/users" variant="default">
          {words.back}
        </Button>
      }
    >
      {sayRefusal(code in refusals ? (code as RefusalCode) : 'actor/not-permitted')}
    </RefusedFace>
  );
}
