import { problemOf } from '#kernel/problems.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bo, openPage, stubServer } from './test-pages.tsx';

beforeEach(() => vi.stubGlobal('scrollTo', () => undefined));
afterEach(() => vi.unstubAllGlobals());

const kind = (name: string, count: number) => ({
  kind: name,
  count,
  oldest: '2026-11-02T15:00:00Z',
  facets: [],
  dispositions: ['transfer', 'return'],
  hasSite: false,
  rules: count > 0 ? [{ items: count, to: [], passed: [], doubts: [] }] : [],
  left: 0,
});
const plan = [
  { kind: 'message', how: 'return' },
  { kind: 'task', how: 'return' },
];
const preview = {
  user: { userId: bo, name: 'Bo Castellane', type: 'doctor', status: 'active' },
  refused: null,
  planRefused: null,
  kinds: [kind('message', 300), kind('result', 0), kind('task', 100)],
  loads: [],
  sites: [],
  sets: [],
  sessions: 0,
  disconnects: [],
  countedAt: '2026-11-10T15:00:00Z',
  planHash: 'h',
};

test('how far it is stands in the dialog, and it can be stopped: nothing has changed', async () => {
  const answered = Promise.withResolvers<{ status: number; json: unknown }>();
  let step: number | null = 0;
  const asked = stubServer({
    [`POST /users/${bo}/deactivation/preview`]: () => ({ json: preview }),
    [`POST /users/${bo}/deactivation`]: () => answered.promise,
    [`GET /users/${bo}/deactivation/progress`]: () => ({ json: { step } }),
    [`POST /users/${bo}/deactivation/stop`]: () => {
      answered.resolve({ status: 409, json: problemOf('request/stopped') });
      return { json: {} };
    },
    'GET /colleagues': () => ({ json: { colleagues: [] } }),
  });
  openPage(`/admin/users/${bo}/deactivate?${new URLSearchParams(plan.map((rule) => ['plan', JSON.stringify(rule)]))}`);
  await userEvent.click(await screen.findByRole('button', { name: 'Deactivate' }));
  const dialog = await screen.findByRole('dialog', { name: 'Deactivate Bo Castellane?' });
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'Moved away');
  await userEvent.type(within(dialog).getByLabelText('Your password'), 'Tidal7pools{Enter}');

  expect(await within(dialog).findByText('Counting once more …')).toBeVisible();
  step = 2;
  expect(await within(dialog).findByRole('progressbar', { name: 'Tasks: kind 2 of 2 …' })).toHaveValue(300);
  expect(within(dialog).getByText('300 of 400 items')).toBeVisible();
  step = 3;
  expect(await within(dialog).findByText('Making the receipt …')).toBeVisible();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Stop, change nothing' }));
  expect(await screen.findByText('The hand-over was stopped')).toBeVisible();
  expect(screen.getByText(/nothing has moved, and nobody was deactivated/)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const polls = asked.filter(({ path }) => path.endsWith('/progress')).length;
  await new Promise((done) => setTimeout(done, 1_000));
  expect(asked.filter(({ path }) => path.endsWith('/progress'))).toHaveLength(polls);
});
