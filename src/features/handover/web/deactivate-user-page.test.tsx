import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import type { PlanRule } from '../contract.ts';
import { bo, cy, handoverId, priya, stubServer } from './test-pages.tsx';
import {
  to,
  pooled,
  preview,
  at,
  previewed,
  others,
  open,
  ready,
  deactivate,
  previews,
  setUp,
} from './test-deactivation.tsx';

setUp();

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
  const appointments = await screen.findByRole('combobox', { name: /^Appointments/ });
  await userEvent.click(appointments);
  await screen.findAllByRole('option');
  // Another list may still be fading out.
  const list = document.querySelector<HTMLElement>(`#${CSS.escape(appointments.getAttribute('aria-controls') ?? '')}`);
  const names = within(list ?? expect.fail('no list'))
    .getAllByRole('option')
    .map((option) => option.textContent);
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
    [`GET /users/${bo}/departure`]: () => ({ json: { departure: { handoverId } } }),
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

test('what a plan would be refused for is said while it is made, and holds it back', async () => {
  const planRefused = { code: 'handover/plans-in-a-circle', facts: { name: 'Cy Okonjo' } };
  stubServer({ [`POST ${at}`]: ({ plan }) => ({ json: preview(plan, { planRefused }) }), ...others });
  open(ready);
  expect(await screen.findByText('This plan cannot be carried out.')).toBeVisible();
  expect(screen.getByText(/Cy Okonjo is to leave too, and by that plan the work comes back/)).toBeVisible();
  expect(await deactivate()).toHaveAttribute('aria-disabled', 'true');
});

test('a rule that is never asked is named by its kind', async () => {
  const planRefused = { code: 'handover/rule-never-asked', facts: { kind: 'task', place: 2 } };
  stubServer({ [`POST ${at}`]: ({ plan }) => ({ json: preview(plan, { planRefused }) }), ...others });
  open(ready);
  expect(await screen.findByText(/^Tasks: A rule \(number 2 of its kind\) is never asked/)).toBeVisible();
});

test('a rule that names what is not there any more is left out, and the others stand', async () => {
  const gone: PlanRule = { kind: 'task', where: { setId: 'gone' as never }, how: 'return' };
  const asked = stubServer({
    [`POST ${at}`]: ({ plan }) =>
      plan.some(({ where }) => where?.setId)
        ? { status: 404, json: problemOf('set/not-found') }
        : { json: preview(plan) },
    ...others,
  });
  open([gone, to('appointment', cy)]);
  expect(await screen.findByText('1 rule was left out')).toBeVisible();
  expect(previews(asked).at(-1)?.plan).toEqual([to('appointment', cy)]);
  expect(screen.getByText('One kind of work has no place yet.')).toBeVisible();
});

test('the most urgent of a kind stands first, with how long it has waited', async () => {
  stubServer({ [`POST ${at}`]: previewed, ...others });
  open();
  expect(await screen.findByText('2 urgent (oldest 2 days)')).toBeVisible();
});
