import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import type { Use } from '../contract.ts';
import { emergencyAccessRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as never;
const cy = { userId: id(2), name: 'Cy Okonjo', deactivated: false };
const use: Use = {
  accessId: id(1),
  user: cy,
  patient: { patientId: id(3), name: 'Quillon Pratt', demographicNumber: 7 },
  kind: 'urgent-result',
  reason: 'Lab called with potassium 6.4.',
  beganAt: '2026-11-10T15:00:00Z',
  endsAt: '2026-11-10T19:00:00Z',
  endedAt: null,
  running: true,
  acts: 3,
  judgement: null,
  mayJudge: true,
};
const judged: Use = {
  ...use,
  accessId: id(4),
  running: false,
  mayJudge: false,
  judgement: { justified: false, note: 'Nobody had called.', by: { ...cy, name: 'Ada Lindqvist' }, at: use.endsAt },
};
const page = (uses: readonly Use[]) => ({ uses, next: null, waiting: uses.length, users: uses.length > 0 ? [cy] : [] });
const everything = [
  'emergency-access.list-accesses',
  'emergency-access.judge-access',
  'emergency-access.export-accesses',
  'audit.read-log',
];
const open = (server: Server, at = '/emergency-access') =>
  openRoutes({ routes: emergencyAccessRoutes, at, server, session: { permissions: everything } });

test('the queue says who, whose, why, how long, what was done, and how it was judged', async () => {
  open({ 'GET /emergency-accesses': () => page([use, judged]) }, '/emergency-access?show=all');
  const [, first, second] = await screen.findAllByRole('row');
  if (!first || !second) throw new Error('no rows');
  for (const words of ['Cy Okonjo', 'Quillon Pratt', use.reason, 'Urgent result, nobody else here', 'Open now'])
    expect(within(first).getByText(words)).toBeVisible();
  expect(within(first).getByRole('link', { name: '3 entries' })).toHaveAttribute(
    'href',
    expect.stringContaining('/admin/audit-log?actor='),
  );
  expect(within(second).getByText('Not justified')).toBeVisible();
  expect(within(second).getByText('Nobody had called.')).toBeVisible();
  expect(within(second).queryByRole('button')).toBeNull();
});

test('nothing is judged without a verdict and a note; with both it is sent once', async () => {
  const { sent } = open({
    'GET /emergency-accesses': () => page([use]),
    'PUT /emergency-accesses/00000000-0000-4000-8000-000000000001/judgement': () => ({ accessId: use.accessId }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Judge the use of Cy Okonjo for Quillon Pratt' }));
  const dialog = await screen.findByRole('dialog');
  const save = within(dialog).getByRole('button', { name: 'Save the judgement' });
  await userEvent.click(save);
  expect(within(dialog).getByText('Choose one.')).toBeVisible();
  expect(within(dialog).getByText('Say in a few words why.')).toBeVisible();
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Justified' }));
  await userEvent.type(within(dialog).getByRole('textbox', { name: /^Note/ }), 'The lab confirms it.');
  await userEvent.click(save);
  expect(await screen.findByText('The use of Cy Okonjo is judged.')).toBeVisible();
  expect(sent.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
    { justified: true, note: 'The lab confirms it.' },
  ]);
});

test('who judges oneself or too late is told so in the dialog', async () => {
  open({
    'GET /emergency-accesses': () => page([use]),
    'PUT /emergency-accesses/00000000-0000-4000-8000-000000000001/judgement': () =>
      refuse('emergency/judged-already', 409),
  });
  await userEvent.click(await screen.findByRole('button', { name: /^Judge the use/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Not justified' }));
  await userEvent.type(within(dialog).getByRole('textbox', { name: /^Note/ }), 'x');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save the judgement' }));
  expect(await within(dialog).findByText(/judged already/)).toBeVisible();
});

test('a queue without uses says what would stand there; filters stand in the address', async () => {
  const { router } = open({ 'GET /emergency-accesses': () => page([]) });
  expect(await screen.findByRole('heading', { name: 'No use of emergency access' })).toBeVisible();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'not-justified');
  await waitFor(() => expect(router.state.location.search).toBe('?show=not-justified'));
});

test('a server that is away is not an empty queue', async () => {
  open({});
  expect(await screen.findByRole('alert')).toBeVisible();
});
