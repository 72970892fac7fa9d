import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { choices, doctor, ids, openAt, refuse, type Server } from './test-pages.tsx';

const server: Server = {
  'GET /permissions': () => ({ permissions: choices }),
  [`GET /roles/${ids.doctor}`]: () => ({ ...doctor, secondFactor: 'either', withoutFactor: 3 }),
};
const open = (more: Server = {}, permissions?: readonly string[]) =>
  openAt(`/admin/roles/${ids.doctor}`, { ...server, ...more }, permissions);
const choose = async (choice: string) => {
  await userEvent.click(await screen.findByRole('button', { name: 'Change' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByLabelText(choice));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  return dialog;
};

test('of a role that comes with the clinic too: what it asks for, and how many have none yet', async () => {
  const { sent } = open({
    [`PUT /roles/${ids.doctor}/second-factor`]: () => ({ secondFactor: 'passkey', withoutFactor: 5, version: 5 }),
  });
  expect(await screen.findByText(/asked for\. 3 users who have the role have none yet/)).toBeVisible();
  await choose('Passkey');
  expect(await screen.findByText('The second factor of doctor has been saved.')).toBeVisible();
  const put = sent.find(({ method }) => method === 'PUT');
  expect([put?.body, put?.headers.get('if-match')]).toEqual([{ secondFactor: 'passkey' }, '"4"']);
});

test('somebody else was quicker: both versions, and mine is saved over theirs only when chosen', async () => {
  let tries = 0;
  const { sent } = open({
    [`PUT /roles/${ids.doctor}/second-factor`]: () =>
      (tries += 1) === 1
        ? refuse('request/version-stale', 412)
        : { secondFactor: 'passkey', withoutFactor: 0, version: 6 },
    [`GET /roles/${ids.doctor}`]: () =>
      tries === 0
        ? { ...doctor, secondFactor: 'either', withoutFactor: 3 }
        : { ...doctor, secondFactor: 'authenticator', version: 5 },
  });
  await choose('Passkey');
  const both = await screen.findByRole('dialog', { name: 'doctor was changed by somebody else' });
  expect(within(both).getByRole('radio', { name: /^Authenticator app/ })).toBeChecked();
  await userEvent.click(within(both).getByRole('radio', { name: /^Passkey/ }));
  await userEvent.click(within(both).getByRole('button', { name: 'Go on with this' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Save' }));
  await screen.findByText('The second factor of doctor has been saved.');
  expect(sent.findLast(({ method }) => method === 'PUT')?.headers.get('if-match')).toBe('"5"');
});

test('what is refused is said in the dialog', async () => {
  open({ [`PUT /roles/${ids.doctor}/second-factor`]: () => refuse('role/second-factor-first', 409) });
  const dialog = await choose('None');
  expect(await within(dialog).findByText(/^You have this role yourself\./)).toBeVisible();
});

test('who may not change it only reads it', async () => {
  open({}, ['roles.read-role']);
  await screen.findByText(/asked for\. 3 users/);
  expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
});
