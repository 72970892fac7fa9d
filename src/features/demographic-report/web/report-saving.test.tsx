import { configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { SavedQuery } from '../queries-contract.ts';
import { reportRoutes } from './routes.ts';
import { all, id, pageOf, refuse, open, RUN, SAVE, run } from './test-report.tsx';

await Promise.all(reportRoutes.own.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));
configure({ defaultHidden: true });

test('whom the report shows is saved as a set, exactly as it was seen', async () => {
  const { last } = open({
    [RUN]: () => pageOf(['Ash', 'Birch']),
    [SAVE]: () => ({ setId: id(7), name: 'Family', versionNumber: 1, members: 2, joined: 2, departed: 0 }),
  });
  await run();
  await userEvent.type(await screen.findByRole('textbox', { name: 'Set Name' }), 'Family');
  await userEvent.click(screen.getByRole('button', { name: 'Save Patient Set' }));
  expect(await screen.findByText('“Family” is saved with 2 patients.')).toBeVisible();
  expect(last(SAVE)).toEqual({
    name: 'Family',
    criteria: {},
    orderBy: 'last-name',
    seen: { patients: 2, fingerprint: '17' },
  });
});

test('a name that is taken offers a new version, with who comes and goes, and asks why', async () => {
  const facts = { setId: id(7), name: 'Family', version: 3, joined: 1, departed: 2 };
  const { last } = open({
    [RUN]: () => pageOf(['Ash', 'Birch']),
    [SAVE]: ({ body }) =>
      'newVersion' in body
        ? { setId: id(7), name: 'Family', versionNumber: 2, members: 2, joined: 1, departed: 2 }
        : refuse('set/name-taken', facts),
  });
  await run();
  await userEvent.type(await screen.findByRole('textbox', { name: 'Set Name' }), 'family');
  await userEvent.click(screen.getByRole('button', { name: 'Save Patient Set' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'There is a set “Family” already' }));
  expect(dialog.getByText(/takes in 1 patient and lets go 2 patients/)).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Make a New Version' })).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Twins');
  await userEvent.click(dialog.getByRole('button', { name: 'Make a New Version' }));
  expect(await screen.findByText('“Family” has a version 2 now, with 2 patients.')).toBeVisible();
  expect(last(SAVE)).toMatchObject({ newVersion: { setId: id(7), version: 3, reason: 'Twins' } });
});

test('without Demographic # there is no set to save, and the page says how to get there', async () => {
  open({ [RUN]: () => pageOf(['Ash']) });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Demographic #' }));
  await run();
  expect(await screen.findByText(/choose Demographic # under Search For/)).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Set Name' })).toBeNull();
});

test('a set that could not be saved says why', async () => {
  open({ [RUN]: () => pageOf(['Ash']), [SAVE]: () => refuse('set/report-changed', { shown: 2, now: 3 }) });
  await run();
  await userEvent.click(await screen.findByRole('button', { name: 'Save Patient Set' }));
  expect(await screen.findByText(/2 patients then, 3 now/)).toBeVisible();
});

const saved = (name: string, own: boolean): SavedQuery => ({
  queryId: id(own ? 31 : 32) as SavedQuery['queryId'],
  name,
  shared: !own,
  own,
  owner: 'Cy Okonjo',
  asked: { columns: ['sex'], criteria: { lastName: 'Sm', providerIds: [null] }, orderBy: 'city', limit: 10 },
  changedAt: '2026-11-10T13:02:00.000Z',
  version: 4,
});

test('a saved query is loaded into the form', async () => {
  const { last } = open({
    'GET /demographic-report/queries': () => ({ queries: [saved('Smiths', true), saved('Everybody', false)] }),
    [RUN]: () => pageOf([]),
  });
  await userEvent.selectOptions(
    await screen.findByRole('combobox', { name: 'Load Query' }),
    'Everybody (shared by Cy Okonjo)',
  );
  expect(screen.getByRole('textbox', { name: 'Last Name' })).toHaveValue('Sm');
  await run();
  await waitFor(() => expect(last(RUN)).toEqual(saved('', false).asked));
});

test('of a query that names whom the reader is kept from, only that is said', async () => {
  open({ 'GET /demographic-report/queries': () => ({ queries: [{ ...saved('Family', false), asked: null }] }) });
  await userEvent.selectOptions(
    await screen.findByRole('combobox', { name: 'Load Query' }),
    'Family (shared by Cy Okonjo)',
  );
  expect(screen.getByText(/“Family” names a patient who is closed to you/)).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Last Name' })).toHaveValue('');
});

test('a query is saved under a name, or over one’s own', async () => {
  const { sent } = open({
    'GET /demographic-report/queries': () => ({ queries: [saved('Smiths', true)] }),
    'POST /demographic-report/queries': () => saved('Other', true),
    [`PUT /demographic-report/queries/${id(31)}`]: () => saved('Smiths', true),
  });
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Load Query' }), 'Smiths');
  await userEvent.click(screen.getByRole('button', { name: 'Save Query' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Save over “Smiths”' }));
  await waitFor(() => expect(sent.some(({ path }) => path.startsWith('PUT'))).toBe(true));
  await userEvent.click(screen.getByRole('button', { name: 'Save Query' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Save Query' }));
  await userEvent.clear(dialog.getByRole('textbox', { name: 'Query Name' }));
  await userEvent.type(dialog.getByRole('textbox', { name: 'Query Name' }), 'Other');
  await userEvent.click(dialog.getByRole('button', { name: 'Save Query' }));
  await waitFor(() =>
    expect(sent.findLast(({ path }) => path.startsWith('POST'))?.body).toMatchObject({ name: 'Other', shared: false }),
  );
});

test('queries are managed: one’s own are shared and deleted, others’ only stand there', async () => {
  const { sent } = open({
    'GET /demographic-report/queries': () => ({ queries: [saved('Smiths', true), saved('Everybody', false)] }),
    [`PUT /demographic-report/queries/${id(31)}`]: () => saved('Smiths', true),
    [`DELETE /demographic-report/queries/${id(31)}`]: () => ({}),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Manage Queries' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Manage Queries' }));
  expect(dialog.queryByRole('button', { name: 'Delete “Everybody”' })).toBeNull();
  await userEvent.click(dialog.getByRole('button', { name: 'Share “Smiths”' }));
  await waitFor(() =>
    expect(sent.some(({ path, body }) => path.startsWith('PUT') && body['shared'] === true)).toBe(true),
  );
  // One thing after the other.
  const remove = dialog.getByRole('button', { name: 'Delete “Smiths”' });
  await waitFor(() => expect(remove).toBeEnabled());
  await userEvent.click(remove);
  await waitFor(() => expect(sent.some(({ path }) => path.startsWith('DELETE'))).toBe(true));
});

test('whoever may renames what others share, and deletes it after saying whose it is', async () => {
  const { sent } = open(
    {
      'GET /demographic-report/queries': () => ({ queries: [saved('Smiths', false)] }),
      [`PUT /demographic-report/shared-queries/${id(32)}`]: () => ({ queryId: id(32), version: 3 }),
      [`DELETE /demographic-report/shared-queries/${id(32)}`]: () => ({}),
    },
    [...all, 'demographic-report.rename-shared-query', 'demographic-report.delete-shared-query'],
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Manage Queries' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Rename “Smiths”' }));
  const field = dialog.getByRole('textbox', { name: 'New name for “Smiths”' });
  await userEvent.clear(field);
  await userEvent.type(field, 'All Smiths');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  await userEvent.click(await dialog.findByRole('button', { name: 'Delete “Smiths”' }));
  expect(dialog.getByText(/everybody uses it/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
  const asked = () => sent.map(({ path }) => path).filter((path) => path.includes('shared-queries'));
  await waitFor(() =>
    expect(asked()).toEqual(
      ['PUT', 'DELETE'].map((method) => `${method} /demographic-report/shared-queries/${id(32)}`),
    ),
  );
  expect(sent.find(({ path }) => path.startsWith('PUT'))?.body).toEqual({ name: 'All Smiths' });
});
