import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { refuse } from '#web/test-open.tsx';
import { bo, ids, openAt, terms } from './test-pages.tsx';

const at = '/admin/patient-sets/suggestions';
const jan = '00000000-0000-4000-8000-0000000000c2';
const waiting = {
  user: bo,
  patients: [
    { patientId: ids.mila, name: 'Bo Castellane', demographicNumber: 1997, because: 'user' },
    { patientId: jan, name: 'Jan Castellane', demographicNumber: 1996, because: 'address' },
  ],
  dismissed: null,
};
const listed = { 'GET /set-suggestions': () => ({ suggestions: [waiting], next: null }) };
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('a family is accepted as changed: without one of them, under another name', async () => {
  const { sent } = openAt(at, {
    ...listed,
    'POST /set-suggestions/acceptances': () => ({ setId: ids.pratt, blockId: ids.block }),
  });
  expect(await screen.findByText('has the same address')).toBeVisible();
  await press('Accept the suggestion for Bo Castellane');
  await userEvent.click(screen.getByRole('checkbox', { name: /Jan Castellane/ }));
  expect(screen.getByText('A new patient set of 1 patient is made and closed to Bo Castellane.')).toBeVisible();
  const name = screen.getByRole('textbox', { name: /Set Name/ });
  await userEvent.clear(name);
  await userEvent.type(name, 'Bo');
  await userEvent.type(screen.getByLabelText('Your password'), 'Tidal7pools');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Accept' }));
  expect(await screen.findByText('Bo is made and closed to Bo Castellane.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    userId: ids.bo,
    patientIds: [ids.mila],
    name: 'Bo',
    ...terms,
    password: 'Tidal7pools',
  });
});

test('somebody else of the family is added', async () => {
  const found = {
    patientId: '00000000-0000-4000-8000-0000000000c3',
    firstName: 'Ute',
    lastName: 'Maier',
    demographicNumber: 7,
  };
  const { sent } = openAt(at, {
    ...listed,
    'GET /patients': () => ({ patients: [{ ...found, dateOfBirth: null }], closed: [], next: null }),
    'POST /set-suggestions/acceptances': () => ({ setId: ids.pratt, blockId: ids.block }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Accept the suggestion for Bo Castellane' }));
  await userEvent.type(screen.getByRole('combobox', { name: 'Somebody else of this family' }), 'mai');
  await userEvent.click(await screen.findByRole('option', { name: /Ute Maier/ }));
  expect(screen.getByRole('checkbox', { name: /Ute Maier/ })).toBeChecked();
  expect(screen.getByText('A new patient set of 3 patients is made and closed to Bo Castellane.')).toBeVisible();
  await userEvent.type(screen.getByLabelText('Your password'), 'Tidal7pools');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Accept' }));
  expect(await screen.findByText(/is made and closed to Bo Castellane/)).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
    patientIds: [ids.mila, jan, found.patientId],
  });
});

test('a family is dismissed with a reason', async () => {
  const { sent } = openAt(at, {
    ...listed,
    'POST /set-suggestions/dismissals': () => ({ userId: ids.bo, dismissed: 2 }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Dismiss the suggestion for Bo Castellane' }));
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Dismiss' }));
  expect(dialog.getByText('Say why.')).toBeVisible();
  await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'another one');
  await userEvent.click(dialog.getByRole('button', { name: 'Dismiss' }));
  expect(await screen.findByText('The suggestion for Bo Castellane is dismissed.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    userId: ids.bo,
    patientIds: [ids.mila, jan],
    reason: 'another one',
  });
});

test('the dismissed ones say why, and by whom', async () => {
  const dismissed = { reason: 'another one', by: { ...bo, name: 'Ada Lindqvist' }, at: '2026-11-02T18:00:00.000Z' };
  openAt(`${at}?dismissed=`, {
    'GET /set-suggestions': () => ({ suggestions: [{ ...waiting, dismissed }], next: null }),
  });
  expect(await screen.findByText('another one')).toBeVisible();
  expect(screen.getByText(/Ada Lindqvist/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Dismiss the/ })).toBeNull();
  // Whoever was put away by mistake is closed all the same.
  expect(screen.getByRole('button', { name: 'Accept the suggestion for Bo Castellane' })).toBeVisible();
});

test('nobody is proposed', async () => {
  openAt(at, { 'GET /set-suggestions': () => ({ suggestions: [], next: null }) });
  expect(await screen.findByText('Nobody is proposed')).toBeVisible();
});
test('refused', async () => {
  openAt(at, { 'GET /set-suggestions': () => refuse('actor/not-permitted', 403) });
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});
