import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Asked, bo, cy, openPage, priya, stubServer } from './test-pages.tsx';

const names = ['appointment', 'message', 'task', 'result', 'letter', 'claim', 'mrp-patient'];
const preview = ({ plan }: Asked) => ({
  json: {
    user: { userId: bo, name: 'Bo Castellane', type: 'doctor', status: 'active' },
    refused: null,
    planRefused: null,
    kinds: names.map((kind) => {
      const rules = plan.filter((rule) => rule.kind === kind);
      return {
        kind,
        count: 2,
        oldest: '2026-11-02T15:00:00Z',
        facets: [],
        dispositions: ['transfer'],
        hasSite: false,
        rules: rules.map(({ successorIds = [] }) => ({
          items: 2,
          to: successorIds.map((userId) => ({ userId, items: 2 })),
          passed: [],
          doubts: [{ conflict: 'away', items: 1, userIds: [priya] }],
        })),
        left: rules.length > 0 ? 0 : 2,
      };
    }),
    loads: [],
    sites: [],
    sets: [],
    sessions: 0,
    disconnects: [],
    countedAt: '2026-11-10T15:00:00Z',
    planHash: 'h',
  },
});
const person = (userId: string, name: string) => ({
  userId,
  name,
  deactivated: false,
  type: 'doctor',
  locked: false,
  siteIds: [],
});

beforeEach(() => vi.stubGlobal('scrollTo', () => undefined));
afterEach(() => vi.unstubAllGlobals());

function open(plan: readonly object[]) {
  const asked = stubServer({
    [`POST /users/${bo}/deactivation/preview`]: preview,
    'GET /colleagues': () => ({ json: { colleagues: [person(cy, 'Cy Okonjo'), person(priya, 'Priya Raman')] } }),
  });
  openPage(`/admin/users/${bo}/deactivate?${new URLSearchParams(plan.map((rule) => ['plan', JSON.stringify(rule)]))}`);
  return asked;
}
const to = (kind: string, ...successorIds: string[]) => ({ kind, how: 'transfer', successorIds });

test('of many kinds without a place the first are named, and the way leads to the next', async () => {
  open([to('appointment', cy)]);
  expect(await screen.findByText('6 kinds of work have no place yet.')).toBeVisible();
  expect(screen.getByText(/Inbox messages, Tasks, Results and 3 others\./)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Go to the next' }));
  expect(screen.getByRole('combobox', { name: /^Inbox messages:/ })).toHaveFocus();
});

test('the rest goes to one successor, and what is chosen stays; then all of it can be chosen anew', async () => {
  const asked = open([to('appointment', priya), to('task', priya, cy)]);
  expect(await screen.findByText(/^One successor for the 5 kinds without a choice/)).toBeVisible();
  await userEvent.click(screen.getByRole('combobox', { name: 'The rest to' }));
  await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
  expect(await screen.findByText('Everything has a place.')).toBeVisible();
  expect(asked.findLast(({ method }) => method === 'POST')?.plan).toEqual(
    expect.arrayContaining([to('appointment', priya), to('task', priya, cy), to('letter', cy), to('mrp-patient', cy)]),
  );
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Everything to' })).toBeVisible());
  expect(screen.queryByRole('button', { name: 'Go to the next' })).toBeNull();
});

test('a doubt names the one of several successors of whom it is so', async () => {
  open([to('task', cy, priya)]);
  expect(await screen.findByText(/^1 goes to Priya Raman, who is away or soon will be\./)).toBeVisible();
});
