import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openRoutes, refuse } from '#web/test-open.tsx';
import { labRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const bo = { userId: '1c8e2b32-7c1a-4b0e-8f43-bc1d1b0a1111', name: 'Bo Castellane', deactivated: false };
const integration = {
  integrationId: 'main',
  name: 'Main connection',
  laboratory: 'Northmere Labs',
  account: '',
  running: true,
  setUpAt: '2026-01-01T08:00:00Z',
  lastReceivedAt: null,
  author: bo,
  holder: bo,
  cameFrom: null,
  holders: [],
  version: 1,
};
const none = { new: 0, corrected: 0, known: 0, nobody: 0, doubt: 0 };
const iron = {
  message: 1,
  fate: 'new',
  title: 'Iron',
  patientName: 'Hollis Greaves',
  patientId: 'p',
  resultId: 'r',
  holder: bo,
};
const jane = {
  message: 2,
  fate: 'nobody',
  title: 'Zinc',
  patientName: 'Jane Doe',
  patientId: null,
  resultId: null,
  holder: null,
};
const preview = { file: 'a.hl7', messages: 3, counts: { ...none, new: 2, nobody: 1 }, closed: 1, told: [jane, iron] };
const permissions = ['list-integrations', 'preview-messages', 'read-messages'].map((name) => `labs.${name}`);
const file = (name: string, content = 'MSH') => new File([content], name, { type: 'text/plain' });

type Server = Parameters<typeof openRoutes>[0]['server'];
const open = (server: Server, list: object[] = [integration], at = '/labs/main/messages') =>
  openRoutes({
    routes: labRoutes,
    at,
    server: { 'GET /lab-integrations': () => ({ integrations: list }), ...server },
    session: { permissions: [...permissions, 'results.read-result'] },
  });

test('files are previewed, read, and what came is told; one that is broken keeps no other from it', async () => {
  const user = userEvent.setup();
  const { sent } = open({
    'POST /lab-integrations/main/messages/preview': ({ body }) =>
      body['file'] === 'a.hl7'
        ? preview
        : refuse('labs/message-broken', 422, { file: 'b.hl7', path: 'message 1', problem: 'is no day' }),
    'POST /lab-integrations/main/messages': () => ({ ...preview, pooled: 1, arrivals: 1 }),
  });
  await user.click(await screen.findByRole('button', { name: 'Preview' }));
  expect(screen.getByText('Choose a file first.')).toBeTruthy();
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  await user.upload(input as HTMLInputElement, [file('a.hl7'), file('b.hl7')]);
  await user.click(screen.getByRole('button', { name: 'Preview' }));

  await screen.findByText('b.hl7 was not read: message 1: is no day.');
  expect(screen.getByText('3 messages, 2 new, 1 for nobody here')).toBeTruthy();
  expect(screen.getByText(/^1 result is about a record closed to you/)).toBeTruthy();
  expect(screen.getByText(/register the patient and read the file again/)).toBeTruthy();
  const table = screen.getByRole('table', { name: 'Results in a.hl7' });
  expect(within(table).getByText('Jane Doe')).toBeTruthy();
  expect(within(table).queryByRole('link')).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Read the file' }));
  await screen.findByText('2 results came');
  expect(
    screen.getByText(/1 result waits in the unassigned pool\. 1 result came for somebody who has left/),
  ).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Iron' }).getAttribute('href')).toBe('/results/r');
  expect(sent.filter(({ path }) => path === '/lab-integrations/main/messages')).toMatchObject([
    { body: { file: 'a.hl7', content: btoa('MSH') } },
  ]);
  await user.click(screen.getByRole('button', { name: 'Read more files' }));
  await screen.findByRole('button', { name: 'Preview' });
});

test('what brings nothing is not offered to be read', async () => {
  const user = userEvent.setup();
  open({
    'POST /lab-integrations/main/messages/preview': () => ({
      ...preview,
      counts: { ...none, known: 1 },
      told: [],
      closed: 0,
    }),
  });
  await screen.findByRole('button', { name: 'Preview' });
  await user.upload(document.querySelector('input[type=file]') as HTMLInputElement, file('a.hl7'));
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  await screen.findByText(/These files bring nothing/);
  expect(screen.queryByRole('button', { name: 'Read the file' })).toBeNull();
});

test('a stopped connection says so, and one that is not there', async () => {
  open({}, [{ ...integration, running: false }]);
  await screen.findByText(/This integration is stopped/);
  open({}, [], '/labs/other/messages');
  await screen.findByText('This lab integration is not there');
});

test('the list leads to it, for whoever may and where it runs', async () => {
  open({}, [integration, { ...integration, integrationId: 'old', name: 'Old', running: false }], '/labs');
  const link = await screen.findByRole('link', { name: 'Read messages of “Main connection”' });
  expect(link.getAttribute('href')).toBe('/admin/labs/main/messages');
  await waitFor(() => expect(screen.queryByRole('link', { name: /Old/ })).toBeNull());
});
