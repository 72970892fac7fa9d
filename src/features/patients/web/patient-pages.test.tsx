import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { asher, everything, id, file, open, refused } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

test('patients are found while typing, and the arrow keys and Enter lead to one', async () => {
  const brook = { ...file, patientId: id(5), lastName: 'Brook' };
  const { at, asked } = open('/patients', {
    server: ({ method, query }) =>
      method === 'GET' && query === ''
        ? { body: { patients: [file, asher, brook], closed: [], next: null } }
        : undefined,
  });
  const field = await screen.findByRole('searchbox', { name: 'Search' });
  await waitFor(() => expect(field).toHaveFocus());
  const row = within((await screen.findByRole('link', { name: 'Ashgrove, Sunniva' })).closest('tr') ?? document.body);
  expect(row.getByText('no. 12')).toBeVisible();
  expect(row.getByText('12 May 1980')).toBeVisible();
  expect(row.getByText('(46 years)')).toBeVisible();
  expect(row.getByText('User Deactivated')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Brook, Sunniva' })).toBeVisible();
  await userEvent.type(field, 'ash');
  expect(await screen.findByText(/By how the name begins/)).toBeVisible();
  await waitFor(() => expect(at()).toBe('/patients?query=ash'));
  // Until the answer stands on the page the keys go through what stood there before, and Enter opens nobody.
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Brook, Sunniva' })).toBeNull());
  expect(asked.filter(({ query }) => query === 'a')).toEqual([]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('link', { name: 'Asher' })).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(field).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
});

test('of whom less is known than was looked for may be the one, and that is said', async () => {
  const less = { ...file, patientId: id(5), lastName: 'Brook', dateOfBirth: '1980' };
  open('/patients?query=1980-05-12', {
    server: ({ query }) => (query ? { body: { patients: [file, less], closed: [], next: null } } : undefined),
  });
  const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('tr') ?? document.body;
  expect(within(await rowOf('Brook, Sunniva')).getByText('may be')).toBeVisible();
  expect(within(await rowOf('Ashgrove, Sunniva')).queryByText('may be')).toBeNull();
  expect(screen.getByText(/Of whom only the month or year is known stands last/)).toBeVisible();
});

test('nobody found says how to search, and what is shown of closed records', async () => {
  const { at } = open('/patients?query=zzz');
  expect(await screen.findByRole('heading', { name: 'Nobody found for “zzz”' })).toBeVisible();
  expect(screen.getByText(/no more than the name is shown/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show everybody' }));
  await waitFor(() => expect(at()).toBe('/patients'));
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue(''));
});

test('what somebody may not do is not offered', async () => {
  open('/patients', { permissions: ['patients.search-patients'] });
  expect(await screen.findByText('Ashgrove, Sunniva')).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});

test('the master file shows what is known, and says what is not', async () => {
  open(`/patients/${file.patientId}`, { permissions: [...everything, 'charts.open-chart'] });
  expect(await screen.findByRole('heading', { level: 1, name: 'Ashgrove, Sunniva' })).toBeVisible();
  expect(screen.getByText('no. 12, born 12 May 1980 (46 years), female')).toBeVisible();
  expect(screen.getAllByText('User Deactivated')).toHaveLength(2);
  expect(screen.getByText('British Columbia')).toBeVisible();
  expect(screen.getAllByText('Not given').length).toBeGreaterThan(0);
  expect(screen.getByRole('link', { name: 'Master File' })).toHaveAttribute('aria-current', 'page');
  expect(screen.getByRole('link', { name: 'Chart' })).toHaveAttribute('href', `/patients/${file.patientId}/chart`);
});

test('a record that is closed or not there shows nothing of anybody, and blames nobody', async () => {
  open(`/patients/${file.patientId}/edit`, {
    server: ({ path }) => (path.endsWith('/readings') ? refused('patient/not-found', 404) : undefined),
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'This record is not open to you' })).toBeVisible();
  expect(screen.getByText(/It says nothing about you/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Back to Patients' })).toBeVisible();
});

test('any other refusal stands in the error face', async () => {
  open(`/patients/${file.patientId}`, { server: () => refused('actor/not-permitted', 403) });
  expect(await screen.findByRole('heading', { level: 1, name: 'This is not open to you' })).toBeVisible();
});
