import { screen } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import type { PlanRule } from '../contract.ts';
import { type Asked, bo, cy, openPage, priya } from './test-pages.tsx';

const person = (userId: string, name: string, more = {}) => ({
  userId,
  name,
  deactivated: false,
  type: 'doctor',
  locked: false,
  siteIds: [],
  ...more,
});

const colleagues = [
  person(bo, 'Bo Castellane'),
  person(cy, 'Cy Okonjo'),
  person(priya, 'Priya Raman'),
  person('d', 'Dee Hartwell', { type: 'receptionist' }),
  person('n', 'Ruben Novak', { locked: true }),
];

export const to = (kind: string, ...successorIds: string[]): PlanRule => ({
  kind,
  how: 'transfer',
  successorIds: successorIds as Id<'user'>[],
});

export const pooled: PlanRule = { kind: 'task', how: 'return' };

/** As the server weighs it: two of the tasks are closed to Cy, one appointment overlaps with one of Cy's. */
export function preview(
  plan: readonly PlanRule[],
  { tasks = 5, refused = null as string | null, planRefused = null as object | null } = {},
) {
  const kind = (
    name: string,
    count: number,
    dispositions: string[],
    against: { passed?: object[]; doubts?: object[] },
  ) => {
    const rules = plan.filter((rule) => rule.kind === name);
    const closed = against.passed && rules[0]?.successorIds?.[0] === cy ? 2 : 0;
    let left = count;
    const weights = rules.map(({ how, successorIds = [] }, at) => {
      const items = how === 'transfer' && at === 0 ? left - closed : left;
      left -= items;
      const mine = at === 0 && successorIds[0] === cy;
      return {
        items,
        to: successorIds.slice(0, 1).map((userId) => ({ userId, items })),
        passed: mine ? (against.passed ?? []) : [],
        doubts: mine ? (against.doubts ?? []) : [],
      };
    });
    return {
      kind: name,
      count,
      oldest: '2026-11-02T15:00:00Z',
      facets: [],
      dispositions,
      hasSite: false,
      rules: weights,
      left,
    };
  };
  return {
    user: { userId: bo, name: 'Bo Castellane', type: 'doctor', status: 'active' },
    refused,
    planRefused,
    kinds: [
      {
        ...kind('appointment', 4, ['transfer', 'cancel'], { doubts: [{ conflict: 'overlaps', items: 1 }] }),
        hasSite: true,
      },
      { ...kind('message', 0, ['transfer', 'return'], {}), oldest: null },
      {
        ...kind('task', tasks, ['transfer', 'return'], { passed: [{ conflict: 'blocked', items: 2 }] }),
        facets: [{ facet: 'urgent', items: 2, oldest: '2026-11-08T15:00:00Z' }],
      },
    ],
    loads: [{ userId: cy, items: 7 }],
    sites: [{ siteId: 's1', name: 'Fernhill' }],
    sets: [],
    sessions: 2,
    disconnects: ['on.mdbilling'],
    countedAt: '2026-11-10T15:00:00Z',
    planHash: `hash of ${plan.length}`,
  };
}

export const leave = `/users/${bo}/deactivation`;
export const at = `${leave}/preview`;
export const previewed = ({ plan }: Asked) => ({ json: preview(plan) });

export const others = {
  'GET /colleagues': () => ({ json: { colleagues } }),
  'GET /handover/pool': () => ({ json: { kinds: [{ kind: 'task', items: 3, oldest: null }] } }),
};

export const open = (plan: readonly PlanRule[] = []) =>
  openPage(`/admin/users/${bo}/deactivate?${new URLSearchParams(plan.map((rule) => ['plan', JSON.stringify(rule)]))}`);

export const ready = [to('appointment', cy), to('task', cy), pooled];
export const deactivate = () => screen.findByRole('button', { name: 'Deactivate' });
export const previews = (asked: readonly Asked[]) => asked.filter(({ path }) => path === at);

/** For each test file of these. */
export function setUp(): void {
  beforeEach(() => vi.stubGlobal('scrollTo', () => undefined));
  afterEach(() => vi.unstubAllGlobals());
}
