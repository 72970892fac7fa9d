import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { chartRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const person = (end: string, name: string) => ({
  userId: `00000000-0000-4000-8000-00000000000${end}` as Id<'user'>,
  name,
  deactivated: false,
});
const bo = person('b', 'Bo Castellane');
const cy = person('c', 'Cy Okonjo');
const eli = person('e', 'Eli Ferris');
const note = {
  noteId: 'n',
  title: 'Follow-up',
  author: cy,
  holder: cy,
  cameFrom: null,
  hands: [],
  writtenAt: '2026-11-09T15:00:00Z',
  version: 3,
  patient: { patientId: 'p', demographicNumber: 7, lastName: 'Tolland', firstName: 'Emeric' },
};
const waiting = { open: 1, withheld: 0, pool: 0, poolWithheld: 0 };
/** Bo covers for Cy. */
const session = {
  permissions: ['charts.give-note'],
  covering: [{ user: cy, until: '2026-11-20', kinds: ['chart-note' as const] }],
};
const open = (server: Server) =>
  openRoutes({
    routes: chartRoutes,
    at: '/notes',
    session,
    server: {
      'GET /draft-notes': () => ({ notes: [note], next: null, waiting }),
      'GET /colleagues': () => ({
        colleagues: [bo, cy, eli].map((one) => ({ ...one, type: 'doctor', locked: false, siteIds: [] })),
      }),
      ...server,
    },
  });

test('a note of whoever one covers for says so, and is given to a third', async () => {
  const { sent } = open({ 'PUT /notes/n/holder': () => ({ noteId: 'n', version: 4 }) });
  expect(await screen.findByText('for Cy Okonjo')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Give .*Follow-up/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(await dialog.findByRole('combobox', { name: 'Who has it from now on' }));
  const offered = within(await screen.findByRole('listbox')).getAllByRole('option');
  expect(offered.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Bo Castellane'),
    expect.stringContaining('Eli Ferris'),
  ]);
  await userEvent.click(screen.getByRole('option', { name: /Eli Ferris/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Give' }));
  expect(await screen.findByText('Eli Ferris has it now.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ holderId: eli.userId });
});

test('who cannot sign it is refused where it was given', async () => {
  open({ 'PUT /notes/n/holder': () => refuse('chart/note-not-theirs', 409) });
  await userEvent.click(await screen.findByRole('button', { name: /^Give .*Follow-up/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(await dialog.findByRole('combobox', { name: 'Who has it from now on' }));
  await userEvent.click(await screen.findByRole('option', { name: /Eli Ferris/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Give' }));
  expect(await dialog.findByRole('alert')).toBeVisible();
});

test('an administrator passes on what a colleague has not signed', async () => {
  const theirs = { ...note, holder: eli };
  const { sent } = openRoutes({
    routes: chartRoutes,
    at: '/notes?folder=all',
    session: { permissions: ['charts.pass-note'] },
    server: {
      'GET /draft-notes': () => ({ notes: [theirs], next: null, waiting }),
      'GET /colleagues': () => ({
        colleagues: [bo, eli].map((one) => ({ ...one, type: 'doctor', locked: false, siteIds: [] })),
      }),
      'PUT /notes/n/assignment': () => ({ noteId: 'n', version: 4 }),
    },
  });
  expect(await screen.findByRole('columnheader', { name: 'To sign' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Give .*Follow-up/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(await dialog.findByRole('combobox', { name: 'Who has it from now on' }));
  await userEvent.click(await screen.findByRole('option', { name: /Bo Castellane/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Give' }));
  expect(await screen.findByText('Bo Castellane has it now.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ holderId: bo.userId });
});
