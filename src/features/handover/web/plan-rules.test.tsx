import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlanRule } from '../contract.ts';
import { type Asked, bo, cy, openPage, priya, stubServer } from './test-pages.tsx';

const person = (userId: string, name: string) => ({
  userId,
  name,
  deactivated: false,
  type: 'doctor',
  locked: false,
  siteIds: [],
});

/** Four tasks, of which each rule catches one. */
const preview = ({ plan }: Asked) => ({
  json: {
    user: { userId: bo, name: 'Bo Castellane', type: 'doctor', status: 'active' },
    refused: null,
    planRefused: null,
    kinds: [
      {
        kind: 'task',
        count: 4,
        oldest: '2026-11-02T15:00:00Z',
        facets: [{ facet: 'urgent', items: 2, oldest: '2026-11-08T15:00:00Z' }],
        dispositions: ['transfer', 'return'],
        hasSite: false,
        rules: plan.map(({ successorIds = [] }) => ({
          items: 1,
          to: successorIds.slice(0, 1).map((userId) => ({ userId, items: 1 })),
          passed: [],
          doubts: successorIds.map(() => ({ conflict: 'leaving-too', items: 1 })),
        })),
        left: 4 - plan.length,
      },
    ],
    loads: [],
    sites: [],
    sets: [],
    sessions: 0,
    disconnects: [],
    countedAt: '2026-11-10T15:00:00Z',
    planHash: 'h',
  },
});
const openItem = (itemId: string, says: string) => ({
  itemId,
  since: '2026-11-09T15:00:00Z',
  facet: 'urgent',
  conflict: null,
  doubts: ['leaving-too'],
  rule: 1,
  successorId: cy,
  says,
});
const kept = {
  plan: [{ kind: 'task', how: 'return' }],
  version: 3,
  savedBy: { userId: 'a', name: 'Ada Lindqvist', deactivated: false },
  savedAt: '2026-11-09T15:00:00Z',
  givenAt: '2026-11-09T16:00:00Z',
  checkedAt: '2026-11-09T17:00:00Z',
  comment: 'Mind the urgent ones',
  history: [],
};

beforeEach(() => vi.stubGlobal('scrollTo', () => undefined));
afterEach(() => vi.unstubAllGlobals());

function open(plan: readonly PlanRule[] = []) {
  const asked = stubServer({
    [`POST /users/${bo}/deactivation/preview`]: preview,
    'GET /colleagues': () => ({
      json: { colleagues: [person(bo, 'Bo Castellane'), person(cy, 'Cy Okonjo'), person(priya, 'Priya Raman')] },
    }),
    [`POST /users/${bo}/open-work/task`]: ({ plan: weighed }) => ({
      json: { items: [weighed.length < 3 ? openItem('1', 'Call back') : openItem('2', 'Fax')], next: null },
    }),
    [`GET /users/${bo}/plan`]: () => ({ json: { kept } }),
    [`PUT /users/${bo}/plan`]: () => ({ json: { version: 4 } }),
    'GET /handover/plans': () => ({ json: { plans: [] } }),
  });
  openPage(`/admin/users/${bo}/deactivate?${new URLSearchParams(plan.map((rule) => ['plan', JSON.stringify(rule)]))}`);
  return asked;
}
const lastPlan = (asked: readonly Asked[]) => asked.findLast(({ path }) => path.endsWith('/preview'))?.plan;
const rows = async () =>
  [...(await screen.findByRole('list', { name: 'Rules: Tasks' })).children].map(
    (row) => row.querySelector('b')?.textContent,
  );

test('a rule is added with filters and several successors; it comes before the one for everything', async () => {
  const asked = open([{ kind: 'task', how: 'return' }]);
  await userEvent.click(await screen.findByRole('button', { name: 'Add a rule: Tasks' }));
  const dialog = await screen.findByRole('dialog', { name: 'Rule for Tasks' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the rule' }));
  expect(await within(dialog).findByText('Choose who takes them.')).toBeVisible();
  await userEvent.selectOptions(within(dialog).getByLabelText('State'), 'urgent');
  await userEvent.click(within(dialog).getByRole('combobox', { name: 'Successor' }));
  await userEvent.keyboard('okon{Enter}');
  await userEvent.click(await within(dialog).findByRole('combobox', { name: 'Another successor' }));
  await userEvent.keyboard('rama{Enter}');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the rule' }));
  await waitFor(() =>
    expect(lastPlan(asked)).toEqual([
      { kind: 'task', where: { facet: 'urgent' }, how: 'transfer', successorIds: [cy, priya] },
      { kind: 'task', how: 'return' },
    ]),
  );
  expect(await screen.findByText(/evenly to Cy Okonjo and Priya Raman/)).toBeVisible();
});

test('a rule is for patients by name, age and postal code, and says so; letters in the wrong order are said', async () => {
  const asked = open();
  await userEvent.click(await screen.findByRole('button', { name: 'Add a rule: Tasks' }));
  const dialog = await screen.findByRole('dialog', { name: 'Rule for Tasks' });
  await userEvent.selectOptions(within(dialog).getByLabelText('Last name from'), 'G');
  await userEvent.selectOptions(within(dialog).getByLabelText('Last name to'), 'A');
  await userEvent.type(within(dialog).getByLabelText('Age from'), '65y');
  await userEvent.type(within(dialog).getByLabelText('Postal code begins with'), ' v9s0');
  await userEvent.selectOptions(within(dialog).getByLabelText('What happens'), 'return');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the rule' }));
  expect(await within(dialog).findByText('Ends before it begins.')).toBeVisible();
  expect(within(dialog).getByLabelText('Last name to')).toHaveFocus();
  await userEvent.selectOptions(within(dialog).getByLabelText('Last name to'), 'M');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the rule' }));
  const where = { nameFrom: 'G', nameTo: 'M', ageFrom: 65, postalCode: 'V9S' };
  await waitFor(() => expect(lastPlan(asked)).toEqual([{ kind: 'task', where, how: 'return' }]));
  expect(await screen.findByText('Last name G to M, 65 years and older, postal code V9S…')).toBeVisible();
});

test('rules are put in another order and removed by their buttons', async () => {
  const asked = open([
    { kind: 'task', where: { facet: 'urgent' }, how: 'transfer', successorIds: [cy as never] },
    { kind: 'task', how: 'return' },
  ]);
  expect(await rows()).toEqual(['Urgent', 'All the rest', undefined]);
  await userEvent.click(screen.getByRole('button', { name: 'Move down: Urgent' }));
  await waitFor(() => expect(lastPlan(asked)?.map(({ how }) => how)).toEqual(['return', 'transfer']));
  await userEvent.click(await screen.findByRole('button', { name: 'Remove: Urgent' }));
  await waitFor(() => expect(lastPlan(asked)).toEqual([{ kind: 'task', how: 'return' }]));
  // What is left says everything in one word again.
  expect(screen.queryByRole('list', { name: 'Rules: Tasks' })).toBeNull();
});

test('the kept plan says who checked it, and can be gone on with or replaced', async () => {
  const asked = open([{ kind: 'task', how: 'transfer', successorIds: [cy as never] }]);
  expect(await screen.findByText(/^Checked by Bo Castellane/)).toBeVisible();
  expect(screen.getByText('Mind the urgent ones')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Save plan' }));
  expect(await screen.findByText('The plan is kept.')).toBeVisible();
  expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({
    plan: [{ kind: 'task', how: 'transfer', successorIds: [cy] }],
    basedOn: 3,
  });
  await userEvent.click(screen.getByRole('button', { name: 'Go on with it' }));
  await waitFor(() => expect(lastPlan(asked)).toEqual(kept.plan));
});

test('the focus stays in the row of a kind, whatever is chosen there takes away', async () => {
  const asked = open([
    { kind: 'task', where: { facet: 'urgent' }, how: 'transfer', successorIds: [cy as never] },
    { kind: 'task', how: 'return' },
  ]);
  await userEvent.click(await screen.findByRole('button', { name: 'Show the item' }));
  expect(await screen.findByText('Call back')).toBeVisible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Give to: Call back' }));
  await userEvent.keyboard('rama{Enter}');
  await waitFor(() => expect(lastPlan(asked)).toHaveLength(3));
  // The list stays open, and is read anew: one item after the other is given.
  expect(await screen.findByRole('combobox', { name: 'Give to: Fax' })).toBeVisible();
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Give to: Fax' })).toHaveFocus());
  // One item goes to nobody.
  await userEvent.click(screen.getByRole('combobox', { name: 'Give to: Fax' }));
  await userEvent.keyboard('pool{Enter}');
  await waitFor(() => expect(lastPlan(asked)?.[0]).toEqual({ kind: 'task', where: { itemIds: ['2'] }, how: 'return' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Remove: Urgent' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Add a rule: Tasks' })).toHaveFocus());
});
