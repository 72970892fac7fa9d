import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { choices, doctor, ids, lineOf, nurse, openAt, refuse, type Server } from './test-pages.tsx';

const bo = { userId: ids.bo, name: 'Bo Castellane', deactivated: false };
const task = { permission: 'tasks.add-task', says: 'Give a task.' };
const server: Server = {
  'GET /permissions': () => ({ permissions: choices }),
  [`GET /roles/${ids.nurse}`]: () => nurse,
  [`GET /roles/${ids.doctor}`]: () => doctor,
  'GET /roles': () => ({ roles: [lineOf(doctor), lineOf(nurse)] }),
  [`GET /roles/${ids.nurse}/change`]: () => ({
    users: 1,
    effects: [{ gains: [task], loses: [], users: 1, named: [bo] }],
    leftWithout: { users: 0, named: [] },
    changeHash: 'a hash',
  }),
};
const open = (more: Server = {}) => openAt(`/admin/roles/${ids.nurse}`, { ...server, ...more });
const option = (name: RegExp) => screen.findByRole('option', { name });
const assignTask = async () => {
  await userEvent.click(await option(/Give a task/));
  await userEvent.click(screen.getByRole('button', { name: 'Assign' }));
};
const save = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Save Role' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('Give a task.');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save Role' }));
};

test('two lists by capability; what one does not hold is not on offer, and that is said', async () => {
  open();
  const lists = await screen.findAllByRole('listbox');
  expect(lists.map((list) => list.textContent)).toEqual([
    'TasksGive a task.tasks.add-task',
    'ChartsOpen a chart.charts.open-chart',
  ]);
  expect(screen.getByText(/One permission is not offered/)).toBeVisible();
  expect(screen.getByText('no other role')).toBeVisible();
});

test('before it is saved, the page says who gains what; then it is saved with the version that was seen', async () => {
  const { sent } = open({ [`PUT /roles/${ids.nurse}`]: () => ({ roleId: ids.nurse, version: 5 }) });
  await assignTask();
  expect(screen.getByText('Changed: 1 permission added.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Save Role' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByRole('heading', { name: 'Bo Castellane' })).toBeVisible();
  expect(within(dialog).getByText('gains')).toBeVisible();
  expect(within(dialog).getByText('It acts at once, on the next click of each of them.')).toBeVisible();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save Role' }));
  expect(await screen.findByText('nurse has been saved. It acts on the next click of its users.')).toBeVisible();
  const put = sent.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('if-match')).toBe('"4"');
  expect(put?.body).toEqual({
    name: 'nurse',
    description: 'Charts.',
    permissions: ['charts.open-chart', 'tasks.add-task'],
    changeHash: 'a hash',
  });
});

test('somebody else was quicker: both versions, and then the newer one is built on', async () => {
  let tries = 0;
  const newer = { ...nurse, description: 'Charts and more.', version: 5 };
  const { sent } = open({
    [`PUT /roles/${ids.nurse}`]: () =>
      (tries += 1) === 1 ? refuse('request/version-stale', 412) : { roleId: ids.nurse, version: 6 },
    [`GET /roles/${ids.nurse}`]: () => (tries === 0 ? nurse : newer),
  });
  await assignTask();
  await save();
  const both = await screen.findByRole('dialog', { name: 'nurse was changed by somebody else' });
  expect(within(both).getByText('Charts and more.')).toBeVisible();
  expect(within(both).getByText('added: Give a task')).toBeVisible();
  await userEvent.click(within(both).getByRole('button', { name: 'Go on with this' }));
  await save();
  await screen.findByText(/nurse has been saved/);
  const put = sent.findLast(({ method }) => method === 'PUT');
  expect([put?.headers.get('if-match'), put?.body]).toEqual([
    '"5"',
    {
      name: 'nurse',
      description: 'Charts and more.',
      permissions: ['charts.open-chart', 'tasks.add-task'],
      changeHash: 'a hash',
    },
  ]);
});

test('when it has come to something else meanwhile, that is shown before it can be saved', async () => {
  let looks = 0;
  const { sent } = open({
    [`GET /roles/${ids.nurse}/change`]: () => ({
      users: (looks += 1),
      effects: [{ gains: [task], loses: [], users: 1, named: [bo] }],
      leftWithout: { users: 0, named: [] },
      changeHash: `look ${looks}`,
    }),
    [`PUT /roles/${ids.nurse}`]: () => refuse('role/change-outdated', 409),
  });
  await assignTask();
  await save();
  expect(await screen.findByText(/^Something has changed since you looked\./)).toBeVisible();
  expect(await screen.findByText(/^One more user has this role/)).toBeVisible();
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save Role' }));
  await waitFor(() =>
    expect(sent.flatMap(({ method, body }) => (method === 'PUT' ? [body] : []))).toMatchObject([
      { changeHash: 'look 1' },
      { changeHash: 'look 2' },
    ]),
  );
});

test('what saving would be refused with is said before, and there is nothing to press', async () => {
  open({ [`GET /roles/${ids.nurse}/change`]: () => refuse('role/own-last-right', 409) });
  await assignTask();
  await userEvent.click(screen.getByRole('button', { name: 'Save Role' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText(/from yourself\. Ask another administrator\./)).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Save Role' })).toBeDisabled();
});

test('deleting asks what the users get instead', async () => {
  const { sent } = open({
    [`GET /roles/${ids.nurse}/change`]: ({ search }) => ({
      users: 1,
      effects: [
        { gains: [], loses: [{ permission: 'charts.open-chart', says: 'Open a chart.' }], users: 1, named: [bo] },
      ],
      leftWithout: search.has('replacementId') ? { users: 0, named: [] } : { users: 1, named: [bo] },
      changeHash: search.has('replacementId') ? 'replaced' : 'alone',
    }),
    [`DELETE /roles/${ids.nurse}`]: () => ({ roleId: ids.nurse, usersMoved: 1 }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Delete Role' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText(/Bo Castellane has no other role\. Nobody is left without one/)).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Delete Role' })).toBeDisabled();
  await userEvent.selectOptions(within(dialog).getByRole('combobox'), 'doctor');
  await within(dialog).findByText('loses');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete Role' }));
  expect(await screen.findByText('nurse has been deleted. 1 user had it.')).toBeVisible();
  const removed = sent.find(({ method }) => method === 'DELETE');
  expect([removed?.body, removed?.headers.get('if-match')]).toEqual([
    { replacementId: ids.doctor, changeHash: 'replaced' },
    '"4"',
  ]);
});

test('a role that comes with the clinic is looked at and copied, not changed', async () => {
  openAt(`/admin/roles/${ids.doctor}`, server);
  expect(await screen.findByText(/its name and what it allows cannot be changed/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open a chart.' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Save|Delete/ })).toBeNull();
});

test('a role that is not there', async () => {
  openAt(`/admin/roles/${ids.nurse}`, { ...server, [`GET /roles/${ids.nurse}`]: () => refuse('role/not-found', 404) });
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

test('a new role is made of what was assigned', async () => {
  const { sent } = openAt('/admin/roles/create', {
    ...server,
    'POST /roles': () => ({ roleId: ids.nurse, version: 1 }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Create Role' }));
  const name = screen.getByRole('textbox', { name: /Role name/ });
  expect(name).toHaveFocus();
  await userEvent.type(name, 'aide');
  await assignTask();
  await userEvent.click(screen.getByRole('button', { name: 'Create Role' }));
  expect(await screen.findByText('aide has been made. Nobody has it yet.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    name: 'aide',
    description: '',
    permissions: ['tasks.add-task'],
  });
});
