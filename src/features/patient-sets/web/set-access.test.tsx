import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { refuse, type Server } from '#web/test-open.tsx';
import { bo, ids, infants, lineOf, openAt, pratt, terms } from './test-pages.tsx';

const access = (other: object = {}) => ({
  userId: ids.bo,
  name: 'Bo Castellane',
  blackListed: [{ ...pratt, ...terms, reviewer: null, reasonWithheld: false }],
  sets: [infants],
  version: 2,
  ...other,
});
const preview = (other: object = {}) => ({
  name: 'Bo Castellane',
  closes: 24,
  opens: 0,
  appointments: 3,
  work: [{ kind: 'task', items: 2 }],
  sets: [pratt, infants],
  ...other,
});
const at = `/users/${ids.bo}/set-access`;

/** Opens the overlay of Bo. */
async function open(server: Server = {}) {
  const opened = openAt('/admin/patient-sets', {
    'GET /patient-sets': () => ({ sets: [lineOf(pratt), lineOf(infants)], total: 2, next: null }),
    [`GET ${at}`]: () => access(),
    [`GET ${at}/preview`]: () => preview(),
    ...server,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Manage Set Access' }));
  await userEvent.click(await screen.findByRole('combobox', { name: 'User' }));
  await userEvent.click(await screen.findByRole('option', { name: /Bo Castellane/ }));
  await screen.findByRole('option', { name: /Pratt family/ });
  return opened;
}
const list = (name: RegExp) => within(screen.getByRole('listbox', { name }));
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const closeInfants = async () => {
  await userEvent.click(screen.getByRole('option', { name: /Infants/ }));
  await press('Move to Black Listed');
};
const confirm = async () => {
  await userEvent.type(await screen.findByLabelText('Your password'), 'Tidal7pools');
  await press('Save set access');
};

test('of many sets those to choose from are found by name', async () => {
  const more = Array.from({ length: 9 }, (_, place) => ({
    ...infants,
    setId: `${ids.infants.slice(0, -1)}${place}`,
    name: `Board ${place}`,
  }));
  await open({ [`GET ${at}`]: () => access({ sets: [infants, ...more.slice(3)] }) });
  await userEvent.type(screen.getByRole('textbox', { name: 'Find a set' }), ' BOARD 7');
  expect(list(/Demographic Sets/).getAllByRole('option')).toHaveLength(1);
  expect(list(/Black Listed/).getByText('Pratt family')).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: 'Find a set' }), 'x');
  expect(list(/Demographic Sets/).getByText('No other set has that in its name.')).toBeVisible();
});

test('what is closed stands on the left, with its terms; nothing is changed yet', async () => {
  await open();
  expect(list(/Black Listed/).getByText('Pratt family')).toBeVisible();
  expect(list(/Demographic Sets/).getByText('24 patients, version 1, 16 Oct 2026')).toBeVisible();
  await userEvent.click(screen.getByRole('option', { name: /Pratt family/ }));
  expect(screen.getByRole('textbox', { name: /Reason/ })).toHaveValue('Own family');
  expect(screen.getByRole('switch', { name: 'Emergency access allowed' })).toBeChecked();
  expect(screen.getByText('Nothing changed yet.')).toBeVisible();
});

test('why a set is closed that keeps the reader out too is not shown, and stays as it is', async () => {
  const hidden = { ...pratt, ...terms, reviewer: null, reason: '', reasonWithheld: true };
  await open({ [`GET ${at}`]: () => access({ blackListed: [hidden] }) });
  await userEvent.click(screen.getByRole('option', { name: /Pratt family/ }));
  const reason = screen.getByRole('textbox', { name: /Reason/ });
  expect(reason).toHaveAccessibleDescription('Not shown to you: this set keeps charts from you.');
  expect(reason).not.toBeRequired();
  await userEvent.click(screen.getByRole('switch', { name: 'Master file stays readable' }));
  expect(screen.getByRole('textbox', { name: /Reason/ })).toBeRequired();
});

test('Done says what it comes to, and saves everything at once with the password', async () => {
  const { sent } = await open({ [`PUT ${at}`]: () => ({ userId: ids.bo, laid: 1, lifted: 1, version: 4 }) });
  await closeInfants();
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Own children');
  await userEvent.click(screen.getByRole('option', { name: /Pratt family/ }));
  await press('Move back to Demographic Sets');
  expect(
    screen.getByText(/Infants closes to Bo Castellane; Pratt family opens to Bo Castellane, at the next click/),
  ).toBeVisible();
  expect(sent.some(({ method }) => method === 'PUT')).toBe(false);
  await press('Done');
  expect(await screen.findByText('Bo Castellane will no longer open the charts of 24 patients.')).toBeVisible();
  expect(screen.getByText('3 of these patients have an appointment with Bo Castellane.')).toBeVisible();
  expect(screen.getByText(/holds open work about these patients \(Tasks: 2\)/)).toBeVisible();
  await userEvent.type(screen.getByLabelText('Why it is opened again'), 'Moved away');
  await confirm();
  expect(await screen.findByText(/Set access of Bo Castellane is saved/)).toBeVisible();
  expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({
    password: 'Tidal7pools',
    liftReason: 'Moved away',
    blackListed: [{ setId: ids.infants, versionNumber: 1, ...terms, reason: 'Own children' }],
  });
});

test('without a reason nothing is asked of the server', async () => {
  const { sent } = await open();
  await closeInfants();
  await press('Done');
  expect(screen.getByText('Say why this is closed.')).toBeVisible();
  expect(sent.some(({ path }) => path.endsWith('preview'))).toBe(false);
});

test('Cancel saves nothing, and closing asks first', async () => {
  const { sent } = await open();
  await closeInfants();
  await press('Close, save nothing');
  expect(await screen.findByText('Leave without saving?')).toBeVisible();
  await press('Stay');
  expect(list(/Black Listed/).getByText('Infants')).toBeVisible();
  await press('Cancel');
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(sent.some(({ method }) => method === 'PUT')).toBe(false);
});

test('a set that has changed meanwhile is said before anything is saved', async () => {
  await open({
    [`GET ${at}/preview`]: () => preview({ sets: [pratt, { ...infants, versionNumber: 2, members: 30 }] }),
  });
  await closeInfants();
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'x');
  await press('Done');
  expect(await screen.findByText('Infants has changed while this was open: now 30 patients, version 2.')).toBeVisible();
  expect(list(/Black Listed/).getByText(/30 patients, version 2/)).toBeVisible();
  await press('Done');
  expect(await screen.findByLabelText('Your password')).toBeVisible();
});

test('where somebody else was quicker, both versions are shown and one is chosen', async () => {
  let version = 2;
  const { sent } = await open({
    [`GET ${at}`]: () => access(version === 2 ? {} : { blackListed: [], sets: [infants, pratt], version }),
    [`PUT ${at}`]: () => {
      if (version > 2) return { userId: ids.bo, laid: 1, lifted: 0, version: 5 };
      version = 3;
      return refuse('request/version-stale', 412);
    },
  });
  await closeInfants();
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Own children');
  await press('Done');
  await confirm();
  const dialog = within(
    await screen.findByRole('dialog', { name: /Set access of Bo Castellane was changed by somebody else/ }),
  );
  expect(dialog.getByRole('radiogroup', { name: 'Pratt family' })).toBeVisible();
  expect(dialog.getByRole('radio', { name: 'closed: Own children, emergency access' })).toBeChecked();
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  expect(await screen.findByText(/Infants closes to Bo Castellane, at the next click/)).toBeVisible();
  await press('Done');
  await confirm();
  await screen.findByText(/is saved: 1 set closed/);
  expect(sent.filter(({ method }) => method === 'PUT').at(-1)?.body).toMatchObject({
    blackListed: [{ setId: ids.infants, reason: 'Own children' }],
  });
});

test('one’s own access can be looked at and not changed', async () => {
  openAt('/admin/patient-sets', {
    'GET /patient-sets': () => ({ sets: [], total: 0, next: null }),
    'GET /colleagues': () => ({
      colleagues: [{ ...bo, userId: ids.ada, name: 'Ada Lindqvist', type: 'admin', locked: false, siteIds: [] }],
    }),
    [`GET /users/${ids.ada}/set-access`]: () => access({ userId: ids.ada, name: 'Ada Lindqvist' }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Manage Set Access' }));
  await userEvent.click(await screen.findByRole('combobox', { name: 'User' }));
  await userEvent.click(await screen.findByRole('option', { name: /Ada Lindqvist/ }));
  expect(await screen.findByText('Nobody lays or lifts a block on oneself')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Done' })).toBeDisabled();
});

test('whoever may not is not offered it', async () => {
  openAt('/admin/patient-sets', { 'GET /patient-sets': () => ({ sets: [], total: 0, next: null }) }, [
    'patient-sets.list-sets',
  ]);
  expect(await screen.findByText('There are no patient sets yet')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Manage Set Access' })).toBeNull();
});
