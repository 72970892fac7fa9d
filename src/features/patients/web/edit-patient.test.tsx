import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { cy, file, id, open, refused } from './test-pages.tsx';

afterEach(() => vi.unstubAllGlobals());

test('a patient is added in one request that carries a name; a namesake is pointed out', async () => {
  const { asked, at } = open('/patients/add');
  await userEvent.click(await screen.findByRole('button', { name: 'Add Patient' }));
  expect(screen.getByRole('textbox', { name: 'Last Name' })).toHaveFocus();
  expect(screen.getByText('This is needed.')).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'Last Name' }), 'ashgrove');
  await userEvent.type(screen.getByRole('textbox', { name: 'First Name' }), 'Sunniva');
  expect(await screen.findByRole('link', { name: 'Ashgrove, Sunniva, no. 12' })).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'Health Number' }), '123');
  await userEvent.click(screen.getByRole('button', { name: 'Add Patient' }));
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
  const sent = asked.find(({ method, path }) => method === 'POST' && path === '/api/patients');
  expect(sent?.body).toMatchObject({
    lastName: 'ashgrove',
    healthNumber: '123',
    healthProvince: 'BC',
    dateOfBirth: null,
    mrpId: null,
  });
  expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  expect(await screen.findByText('ashgrove, Sunniva is added.')).toBeVisible();
});

test('what the server turns down stands at its field', async () => {
  open(`/patients/${file.patientId}/edit`, {
    server: ({ method }) => (method === 'PUT' ? refused('patient/health-number-taken', 409) : undefined),
  });
  const field = await screen.findByRole('textbox', { name: 'Health Number' });
  await userEvent.type(field, '8');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Another patient has this health number.')).toBeVisible();
  expect(field).toHaveFocus();
  expect(field).toHaveAccessibleDescription(/Another patient/);
});

test('when somebody else has saved, both versions are shown and what is chosen is sent with the new version', async () => {
  const newer = { ...file, city: 'Lantzville', phone: '250-555-0199', mrp: cy, version: 5 };
  let reads = 0;
  const { asked, at } = open(`/patients/${file.patientId}/edit`, {
    server: ({ path, method, headers }) => {
      if (path.endsWith('/readings')) return { body: (reads += 1) > 1 ? newer : file };
      if (method === 'PUT' && headers['if-match'] === '"4"') return refused('request/version-stale', 412);
      return undefined;
    },
  });
  const city = await screen.findByRole('textbox', { name: 'City' });
  await userEvent.clear(city);
  await userEvent.type(city, 'Parksville');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Ashgrove, Sunniva was changed by somebody else' }));
  const choices = within(dialog.getByRole('radiogroup', { name: 'City' }));
  expect(choices.getByRole('radio', { name: 'Lantzville' })).toBeChecked();
  expect(
    within(dialog.getByRole('radiogroup', { name: 'MRP' })).getByRole('radio', { name: 'Cy Okonjo' }),
  ).toBeChecked();
  await userEvent.click(choices.getByRole('radio', { name: 'Parksville' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
  const sent = asked.findLast(({ method }) => method === 'PUT');
  expect(sent?.headers['if-match']).toBe('"5"');
  expect(sent?.body).toMatchObject({ city: 'Parksville', phone: '250-555-0199', mrpId: cy.userId });
});

test('leaving with something entered asks first', async () => {
  const { at } = open(`/patients/${file.patientId}/edit`);
  await userEvent.type(await screen.findByRole('textbox', { name: 'City' }), 'x');
  await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Leave without saving?' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Stay' }));
  expect(at()).toBe(`/patients/${file.patientId}/edit`);
  await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(at()).toBe(`/patients/${file.patientId}`));
});

test('of a birth date known by its month that is shown, and may be made a year or a day', async () => {
  const born = { ...file, dateOfBirth: '1950-06' };
  const { asked } = open(`/patients/${file.patientId}/edit`, {
    server: ({ path }) => (path.endsWith('/readings') ? { body: born } : undefined),
  });
  const field = await screen.findByRole('textbox', { name: 'Date of Birth' });
  expect(field).toHaveValue('1950-06');
  const loose = screen.getByRole('checkbox', { name: 'Date of Birth: only the month or year is known' });
  expect(loose).toBeChecked();
  await userEvent.clear(field);
  await userEvent.type(field, '195');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Write a year, or a year and a month/)).toBeVisible();
  expect(field).toHaveFocus();
  await userEvent.type(field, '0');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'PUT')?.body).toMatchObject({ dateOfBirth: '1950' }),
  );
});

test('a master file says of a birth date what is known', async () => {
  open(`/patients/${file.patientId}`, {
    server: ({ path }) => (path.endsWith('/readings') ? { body: { ...file, dateOfBirth: '1950' } } : undefined),
  });
  expect(await screen.findByText(/born 1950 \(\d+ to \d+ years\)/)).toBeVisible();
});

test('the home site is chosen among the open ones; one that has closed stays where it stands', async () => {
  const { asked } = open(`/patients/${file.patientId}/edit`);
  const field = await screen.findByRole('combobox', { name: 'Home Site' });
  expect(field).toHaveDisplayValue('Fernhill (closed)');
  await userEvent.selectOptions(field, 'Alder Point');
  expect(within(field).queryByRole('option', { name: /Fernhill/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toMatchObject({ siteId: id(7) }));
});
