import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { taskRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const [bo, cy] = ['b', 'c'].map((end, n) => ({
  userId: `00000000-0000-4000-8000-00000000000${end}`,
  name: ['Bo Castellane', 'Cy Okonjo'][n] ?? '',
  deactivated: false,
}));
const at = '2026-11-09T15:00:00Z';
const holders = [
  { holder: cy, from: at, until: at },
  { holder: bo, from: at, until: null },
];
const type = {
  typeId: 't',
  name: 'Referral',
  urgent: true,
  dueDays: 3,
  holder: bo,
  cameFrom: cy,
  holders,
  version: 2,
};
const recurring = {
  recurringId: 'r',
  title: 'Count the fridge',
  details: '',
  urgent: false,
  type: null,
  patient: null,
  author: bo,
  holder: bo,
  cameFrom: cy,
  holders,
  every: 1,
  unit: 'week',
  dueDays: 0,
  nextOn: '2026-11-16',
  endsOn: null,
  ended: false,
};
const waiting = { open: 1, withheld: 0, pool: 0, poolWithheld: 0 };
const acts = [
  'list-types',
  'add-type',
  'update-type',
  'retire-type',
  'add-recurring',
  'give-recurring',
  'end-recurring',
];
const may = ['list-tasks', 'list-recurring', 'export-types', ...acts].map((one) => `tasks.${one}`);
const open = (address: string, server: Server, permissions: readonly string[] = may) =>
  openRoutes({
    routes: taskRoutes,
    at: address,
    session: { permissions: [...permissions] },
    server: {
      'GET /task-types': () => ({ types: [type] }),
      'GET /recurring-tasks': () => ({ recurring: [recurring], next: null, waiting }),
      'GET /colleagues': () => ({
        colleagues: [bo, cy].map((one) => ({ ...one, type: 'doctor', locked: false, siteIds: [] })),
      }),
      ...server,
    },
  });
const failure = () => Response.json({ title: 'defect' }, { status: 500 });

describe('task types', () => {
  test('stand with whose each is and was', async () => {
    open('/tasks/types', {});
    expect(await screen.findByText('after 3 days')).toBeVisible();
    await userEvent.click(screen.getByText('Who held it'));
    expect(screen.getByText('Cy Okonjo')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Export CSV' })).toBeVisible();
  });

  test('go to another default assignee, with what should be thought of before', async () => {
    const { sent } = open('/tasks/types', {
      [`GET /colleagues/${cy?.userId}/doubts/task-type`]: () => ({ doubts: ['away'] }),
      'PUT /task-types/t': () => ({ typeId: 't', version: 3 }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Edit “Referral”' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('combobox', { name: 'Default assignee' }));
    await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
    expect(await dialog.findByText('Before Cy Okonjo has it')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('“Referral” is saved.')).toBeVisible();
    expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ holderId: cy?.userId, dueDays: 3 });
  });

  test('are retired, and a refusal is said', async () => {
    open('/tasks/types', { 'DELETE /task-types/t': () => refuse('task/type-not-found', 404) });
    await userEvent.click(await screen.findByRole('button', { name: 'Retire “Referral”' }));
    expect(await screen.findByText(/no such type/i)).toBeVisible();
  });

  test('none, and a failure', async () => {
    open('/tasks/types', { 'GET /task-types': () => ({ types: [] }) }, ['tasks.list-types']);
    expect(await screen.findByText('No types of task yet')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add Type' })).toBeNull();
    open('/tasks/types', { 'GET /task-types': failure });
    expect(await screen.findByRole('button', { name: /Try again/ })).toBeVisible();
  });
});

describe('recurring tasks', () => {
  test('stand with whose each is and was, are given on and ended', async () => {
    const { sent } = open('/tasks/recurring', {
      'PUT /recurring-tasks/r/holder': () => ({ recurringId: 'r' }),
      'DELETE /recurring-tasks/r': () => ({ recurringId: 'r' }),
    });
    expect(await screen.findByText('Count the fridge')).toBeVisible();
    await userEvent.click(screen.getByText('Who held it'));
    await userEvent.click(screen.getByRole('button', { name: 'Give “Count the fridge” to somebody else' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('combobox', { name: 'Who has it from now on' }));
    await userEvent.click(await screen.findByRole('option', { name: /Cy Okonjo/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Give' }));
    expect(await screen.findByText('Cy Okonjo has it now.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'End “Count the fridge”' }));
    expect(await screen.findByText('“Count the fridge” does not come again.')).toBeVisible();
    expect(sent.filter(({ method }) => method !== 'GET').map(({ method, path }) => [method, path])).toEqual([
      ['PUT', '/recurring-tasks/r/holder'],
      ['DELETE', '/recurring-tasks/r'],
    ]);
  });

  test('one is added, and what is wrong is said', async () => {
    open('/tasks/recurring', { 'POST /recurring-tasks': () => refuse('task/day-in-the-past', 422) });
    await userEvent.click(await screen.findByRole('button', { name: 'Add Recurring Task' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(await dialog.findByRole('textbox', { name: /^What is to be done/ }), 'Water the plants');
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await dialog.findByRole('alert')).toBeVisible();
  });

  test('none, and a failure', async () => {
    open('/tasks/recurring', { 'GET /recurring-tasks': () => ({ recurring: [], next: null, waiting }) });
    expect(await screen.findByText('Nothing recurs for you')).toBeVisible();
    open('/tasks/recurring', { 'GET /recurring-tasks': failure });
    expect(await screen.findByRole('button', { name: /Try again/ })).toBeVisible();
  });
});
