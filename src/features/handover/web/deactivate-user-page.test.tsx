import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import type { Id } from '#kernel/brand.ts';
import type { PlanRule } from '../contract.ts';
import { type Asked, bo, cy, handoverId, openPage, priya, stubServer } from './test-pages.tsx';

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
const to = (kind: string, ...successorIds: string[]): PlanRule => ({
  kind,
  how: 'transfer',
  successorIds: successorIds as Id<'user'>[],
});
const pooled: PlanRule = { kind: 'task', how: 'return' };

/** As the server weighs it: two of the tasks are closed to Cy, one appointment overlaps with one of Cy's. */
function preview(plan: readonly PlanRule[], { tasks = 5, refused = null as string | null } = {}) {
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
    kinds: [
      {
        ...kind('appointment', 4, ['transfer', 'cancel'], { doubts: [{ conflict: 'overlaps', items: 1 }] }),
        hasSite: true,
      },
      { ...kind('message', 0, ['transfer', 'return'], {}), oldest: null },
      {
        ...kind('task', tasks, ['transfer', 'return'], { passed: [{ conflict: 'blocked', items: 2 }] }),
        facets: [{ facet: 'urgent', items: 2 }],
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

const leave = `/users/${bo}/deactivation`;
const at = `${leave}/preview`;
const previewed = ({ plan }: Asked) => ({ json: preview(plan) });
const others = {
  'GET /colleagues': () => ({ json: { colleagues } }),
  'GET /handover/pool': () => ({ json: { kinds: [{ kind: 'task', items: 3, oldest: null }] } }),
};
const open = (plan: readonly PlanRule[] = []) =>
  openPage(`/admin/users/${bo}/deactivate?${new URLSearchParams(plan.map((rule) => ['plan', JSON.stringify(rule)]))}`);
const ready = [to('appointment', cy), to('task', cy), pooled];
const deactivate = () => screen.findByRole('button', { name: 'Deactivate' });
const previews = (asked: readonly Asked[]) => asked.filter(({ path }) => path === at);
const leaves = (asked: readonly Asked[]) => asked.filter(({ path }) => path === leave);

beforeEach(() => vi.stubGlobal('scrollTo', () => undefined));
afterEach(() => vi.unstubAllGlobals());

async function confirmWith(password: string) {
  await userEvent.click(await deactivate());
  const dialog = await screen.findByRole('dialog', { name: 'Deactivate Bo Castellane?' });
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'Moved away');
  await userEvent.type(within(dialog).getByLabelText('Your password'), `${password}{Enter}`);
  return dialog;
}

test('each choice asks for a new preview, and what stands against it is said before', async () => {
  const asked = stubServer({ [`POST ${at}`]: previewed, ...others });
  open();
  expect(await screen.findByText('2 kinds of work have no place yet.')).toBeVisible();
  expect(await deactivate()).toHaveAttribute('aria-disabled', 'true');

  await userEvent.click(screen.getByRole('combobox', { name: 'Everything to' }));
  await userEvent.keyboard('okon{ArrowDown}{Enter}');
  expect(await screen.findByText('2 concern charts that Cy Okonjo may not open.')).toBeVisible();
  expect(screen.getByText(/^1 overlaps with an appointment of Cy Okonjo/)).toBeVisible();
  expect(previews(asked).at(-1)?.plan).toEqual([to('appointment', cy), to('task', cy)]);
  expect(screen.getByText('One kind of work has no place yet.')).toBeVisible();
  expect(screen.getByText('Looked for, and none is open: Inbox messages.')).toBeVisible();

  await userEvent.selectOptions(screen.getByLabelText('What Cy Okonjo cannot take goes to'), 'Unassigned pool');
  expect(await screen.findByText('Everything has a place.')).toBeVisible();
  expect(previews(asked).at(-1)?.plan).toEqual([to('appointment', cy), to('task', cy), pooled]);
  expect(await deactivate()).not.toHaveAttribute('aria-disabled');
});

test('successors are active and unlocked colleagues; appointments can be cancelled, tasks go to the pool', async () => {
  stubServer({ [`POST ${at}`]: previewed, ...others });
  open();
  await userEvent.click(await screen.findByRole('combobox', { name: /^Appointments/ }));
  const names = (await screen.findAllByRole('option')).map((option) => option.textContent);
  expect(names).toEqual([
    'Cancelthe appointments end as cancelled',
    'Move to another practitioner: Cy Okonjodoctor',
    'Move to another practitioner: Priya Ramandoctor',
    'Move to another practitioner: Dee Hartwellreceptionist',
  ]);
  await userEvent.keyboard('{Escape}');
  await userEvent.click(screen.getByRole('combobox', { name: /^Tasks/ }));
  expect(await screen.findByRole('option', { name: /^Unassigned pool/ })).toBeVisible();
  expect(screen.queryByRole('option', { name: /^Cancel/ })).toBeNull();
});

test('a quick second choice builds on the first, and the way back brings the plan before', async () => {
  let letGo = () => undefined as void;
  const slow = new Promise<void>((done) => (letGo = done));
  const asked = stubServer({
    [`POST ${at}`]: async ({ plan }) => {
      if (plan.length > 0) await slow;
      return { json: preview(plan) };
    },
    ...others,
  });
  const router = open();
  await userEvent.click(await screen.findByRole('combobox', { name: /^Appointments/ }));
  await userEvent.keyboard('raman{ArrowDown}{Enter}');
  await userEvent.click(screen.getByRole('combobox', { name: /^Tasks/ }));
  await userEvent.keyboard('pool{ArrowDown}{Enter}');
  letGo();
  expect(await screen.findByText('Everything has a place.')).toBeVisible();
  expect(previews(asked).at(-1)?.plan).toEqual([to('appointment', priya), pooled]);
  await router.navigate(-1);
  await waitFor(() => expect(screen.getByRole('combobox', { name: /^Tasks/ })).toHaveValue(''));
});

test('a wrong password stands at the field; the same request is sent again under the same name', async () => {
  const asked = stubServer({
    [`POST ${at}`]: previewed,
    [`POST ${leave}`]: ({ body }) =>
      body['password'] === 'Tidal7pools'
        ? { json: { userId: bo, handoverId, moved: [], sessionsEnded: 2 } }
        : { status: 403, json: problemOf('confirmation/password-wrong') },
    ...others,
  });
  const router = open(ready);
  const dialog = await confirmWith('wrong');
  const field = within(dialog).getByLabelText('Your password');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/This is not your password/));
  await waitFor(() => expect(field).toHaveFocus());
  await userEvent.clear(field);
  await userEvent.type(field, 'Tidal7pools{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe(`/admin/handovers/${handoverId}`));
  const sent = leaves(asked);
  expect(sent.map(({ body }) => body)).toEqual(
    ['wrong', 'Tidal7pools'].map((password) => ({
      plan: ready,
      planHash: 'hash of 3',
      reason: 'Moved away',
      password,
    })),
  );
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

test('without a reason nothing is sent', async () => {
  const asked = stubServer({ [`POST ${at}`]: previewed, ...others });
  open(ready);
  await userEvent.click(await deactivate());
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Your password'), 'Tidal7pools{Enter}');
  expect(await within(dialog).findByText('Say why, in a few words.')).toBeVisible();
  expect(within(dialog).getByLabelText('Reason')).toHaveFocus();
  expect(leaves(asked)).toEqual([]);
});

test('work that came meanwhile is said and counted anew, and the next try goes under another name', async () => {
  let tasks = 5;
  const asked = stubServer({
    [`POST ${at}`]: ({ plan }) => ({ json: preview(plan, { tasks }) }),
    [`POST ${leave}`]: () => {
      tasks = 6;
      return { status: 409, json: problemOf('handover/plan-changed') };
    },
    ...others,
  });
  open(ready);
  await confirmWith('Tidal7pools');
  expect(await screen.findByText('The open work has changed since you looked')).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(await screen.findByText('10 items.')).toBeVisible();
  expect(previews(asked).at(-1)?.plan).toEqual(ready);

  await userEvent.click(await deactivate());
  await userEvent.type(await screen.findByLabelText('Your password'), 'Tidal7pools{Enter}');
  await waitFor(() => expect(leaves(asked)).toHaveLength(2));
  expect(new Set(asked.map(({ key }) => key).filter(Boolean)).size).toBe(2);
});

test('a successor who has left since holds the plan back', async () => {
  stubServer({ [`POST ${at}`]: previewed, ...others });
  open([to('appointment', 'gone'), pooled]);
  expect(await screen.findByText(/^This successor is not active, or is locked/)).toBeVisible();
  expect(await deactivate()).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getByText('One kind of work has no place yet.')).toBeVisible();
});

test('oneself cannot be deactivated: the sentence in place of the plan, and the way back', async () => {
  stubServer({ [`POST ${at}`]: ({ plan }) => ({ json: preview(plan, { refused: 'user/is-yourself' }) }), ...others });
  open();
  expect(await screen.findByRole('heading', { name: 'Bo Castellane cannot be deactivated' })).toBeVisible();
  expect(screen.getByText('You cannot do this to yourself. Ask another administrator.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Back to Manage Users' })).toHaveAttribute('href', '/admin/users');
  expect(screen.queryByRole('button', { name: 'Deactivate' })).toBeNull();
});

test('the way back to somebody who has left leads to the receipt', async () => {
  stubServer({
    [`POST ${at}`]: () => ({ status: 409, json: problemOf('user/already-inactive') }),
    [`GET /users/${bo}/departure`]: () => ({ json: { handoverId } }),
    ...others,
  });
  const router = open(ready);
  await waitFor(() => expect(router.state.location.pathname).toBe(`/admin/handovers/${handoverId}`));
});

test('the items behind a conflict are read when asked for; a closed record is withheld', async () => {
  const item = (itemId: string, says: string | null) => ({
    itemId,
    since: '2026-11-09T15:00:00Z',
    facet: null,
    conflict: 'blocked',
    doubts: says === null ? [] : ['leaving-too'],
    rule: null,
    successorId: null,
    says,
  });
  stubServer({
    [`POST ${at}`]: previewed,
    [`POST /users/${bo}/open-work/task`]: () => ({
      json: { items: [item('1', 'Call back'), item('2', null)], next: null },
    }),
    ...others,
  });
  open([to('task', cy)]);
  await userEvent.click(await screen.findByRole('button', { name: 'Show these 2' }));
  const list = await screen.findByRole('list', { name: 'Tasks: what stands against the successor' });
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual([
    expect.stringMatching('^Yesterday 10:00Call backleaving toochart closed to the successor'),
    expect.stringMatching('^Yesterday 10:00Record withheldchart closed to the successor'),
  ]);
});

test('lock now ends sign-in and leaves the plan', async () => {
  const asked = stubServer({
    [`POST ${at}`]: previewed,
    [`PUT /users/${bo}/lock`]: () => ({ json: { userId: bo } }),
    ...others,
  });
  open(ready);
  await userEvent.click(await screen.findByRole('button', { name: 'Lock now, hand over later' }));
  const dialog = await screen.findByRole('dialog', { name: 'Lock Bo Castellane now?' });
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'Badge lost');
  await userEvent.type(within(dialog).getByLabelText('Your password'), 'Tidal7pools{Enter}');
  expect(await screen.findByText('Bo Castellane is locked and signed out everywhere.')).toBeVisible();
  expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ reason: 'Badge lost', password: 'Tidal7pools' });
});
