import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { coveredKinds } from '../../work/contract.ts';
import type { Absence } from '../contract.ts';
import { CoverBanner } from './public.tsx';
import { absenceRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as never;
const bo = { userId: id(2), name: 'Bo Castellane', deactivated: false };
const cy = { userId: id(3), name: 'Cy Okonjo', deactivated: false };
const absence: Absence = {
  absenceId: id(1),
  user: bo,
  reason: 'holiday',
  from: '2026-11-20',
  until: '2026-12-06',
  note: 'Back on a Monday',
  state: 'now',
  endedOn: null,
  covers: [{ kind: 'task', coverer: cy }],
  troubles: [],
  version: 1,
};
const may = [
  'absences.list-absences',
  'absences.add-absence',
  'absences.update-absence',
  'absences.end-absence',
  'absences.export-absences',
  'absences.add-own-absence',
];
const colleague = { type: 'doctor', locked: false, siteIds: [] };
const colleagues = {
  'GET /colleagues': () => ({
    colleagues: [
      { ...bo, ...colleague },
      { ...cy, ...colleague },
    ],
  }),
};
const open = (server: Server, at: string, permissions: readonly string[] = may) =>
  openRoutes({
    routes: [...absenceRoutes.admin, ...absenceRoutes.own],
    at,
    server: { ...colleagues, ...server },
    session: { permissions: [...permissions] },
  });

test('the list says who is away, until when, why, and who covers what', async () => {
  const trouble = { ...absence, absenceId: id(9), troubles: [{ doubt: 'coverer-away' as const, coverer: cy }] };
  const nobody = { ...absence, absenceId: id(8), covers: [] };
  open({ 'GET /absences': () => ({ absences: [absence, trouble, nobody], next: 'more' }) }, '/absences');
  const [, first, second, third] = await screen.findAllByRole('row');
  if (!first || !second || !third) throw new Error('no rows');
  for (const words of ['Bo Castellane', 'Holiday', 'Back on a Monday', 'Tasks', 'Away now'])
    expect(within(first).getByText(words)).toBeVisible();
  expect(within(first).getByText(/20 Nov 2026 to 6 Dec 2026/)).toBeVisible();
  expect(within(second).getByText('Cy Okonjo is away too')).toBeVisible();
  expect(within(third).getByText('Nobody covers')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Earlier absences' })).toHaveAttribute(
    'href',
    expect.stringContaining('after=more'),
  );
});

test('an absence ends once it is confirmed', async () => {
  const { sent } = open(
    {
      'GET /absences': () => ({ absences: [absence], next: null }),
      'PUT /absences/00000000-0000-4000-8000-000000000001/end': () => ({ absenceId: absence.absenceId, version: 2 }),
    },
    '/absences',
  );
  await userEvent.click(await screen.findByRole('button', { name: /End the absence of Bo Castellane/ }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End now' }));
  expect(await screen.findByText('The absence of Bo Castellane has ended.')).toBeVisible();
  expect(sent.filter(({ method }) => method === 'PUT')).toHaveLength(1);
});

test('nobody away, and nothing that fits, are told apart', async () => {
  open({ 'GET /absences': () => ({ absences: [], next: null }) }, '/absences');
  expect(await screen.findByRole('heading', { name: 'Nobody is away' })).toBeVisible();
  open({ 'GET /absences': () => ({ absences: [], next: null }) }, '/absences?reason=illness');
  expect(await screen.findByRole('heading', { name: 'No absence fits these filters' })).toBeVisible();
});

test('refused and failed have faces of their own', async () => {
  open({ 'GET /absences': () => refuse('actor/not-permitted', 403) }, '/absences');
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
  open({}, '/absences');
  expect(await screen.findByRole('alert')).toBeVisible();
});

const preview = {
  appointments: 3,
  work: [
    { kind: 'task', items: 2 },
    { kind: 'result', items: 1 },
  ],
  doubts: [{ doubt: 'closed', person: cy, kind: 'task', items: 1 }],
};

test('an absence of one’s own is added with who covers, after saying what to look at', async () => {
  const { sent, router } = open(
    {
      'POST /own-absences/preview': () => preview,
      'POST /own-absences': () => refuse('absence/coverer-away', 409, { name: 'Cy Okonjo' }),
    },
    '/my/absences/add',
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Save Absence' }));
  expect(screen.getByLabelText(/First day away/)).toHaveFocus();
  await userEvent.type(screen.getByLabelText(/First day away/), '2026-12-01');
  await userEvent.type(screen.getByLabelText(/Last day away/), '2026-12-05');
  expect(await screen.findByText(/3 appointments are booked in these days/)).toBeVisible();
  expect(screen.getByText('Nobody covers: Tasks (2 items), Results (1 item).')).toBeVisible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Covered by' }));
  await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Results' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save Absence' }));
  expect(await screen.findByText('Cy Okonjo is away in these days too. Choose somebody else.')).toBeVisible();
  expect(sent.find(({ method, path }) => method === 'POST' && path === '/own-absences')?.body).toEqual({
    reason: 'holiday',
    from: '2026-12-01',
    until: '2026-12-05',
    note: '',
    covers: coveredKinds.filter((kind) => kind !== 'result').map((kind) => ({ kind, covererId: cy.userId })),
  });
  expect(router.state.location.pathname).toBe('/my/absences/add');
});

test('a change of what somebody else has changed meanwhile shows both versions', async () => {
  let read = 0;
  open(
    {
      'GET /absences/00000000-0000-4000-8000-000000000001': () =>
        read++ === 0 ? absence : { ...absence, until: '2026-12-20', version: 2 },
      'POST /users/00000000-0000-4000-8000-000000000002/absence-preview': () => preview,
      'PUT /absences/00000000-0000-4000-8000-000000000001': () => refuse('request/version-stale', 412),
    },
    '/absences/00000000-0000-4000-8000-000000000001/edit',
  );
  const note = await screen.findByLabelText('Note');
  await userEvent.clear(note);
  await userEvent.type(note, 'Back on Tuesday');
  await userEvent.click(screen.getByRole('button', { name: 'Save Absence' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('Back on Tuesday')).toBeVisible();
  expect(within(dialog).getByText('2026-12-20')).toBeVisible();
});

test('every page tells for whom one covers, and that one is recorded as away', async () => {
  openRoutes({
    routes: [{ path: '/', Component: CoverBanner }],
    at: '/',
    server: {},
    session: { awayUntil: '2026-12-06', covering: [{ user: cy, until: '2026-12-24', kinds: ['task', 'letter'] }] },
  });
  expect(await screen.findByText(/You cover for Cy Okonjo until/)).toBeVisible();
  expect(screen.getByText(/You are recorded as away until/)).toBeVisible();
  await waitFor(() => expect(screen.getByRole('link', { name: 'My absences' })).toBeVisible());
});
