import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { standingRuleRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const [bo, cy, eli] = ['Bo Castellane', 'Cy Okonjo', 'Eli Ferris'].map((name, n) => ({
  userId: `00000000-0000-4000-8000-00000000000${n}`,
  name,
  deactivated: false,
}));
const at = '2026-11-09T15:00:00Z';
const rule = {
  ruleId: 'r',
  what: 'forwarding',
  from: bo,
  holder: cy,
  cameFrom: eli,
  author: bo,
  forwards: ['message', 'result'],
  startsOn: '2026-11-01',
  endsOn: null,
  holds: true,
  endedAt: null,
  holders: [
    { holder: eli, from: at, until: at },
    { holder: cy, from: at, until: null },
  ],
};
const standing = (rules: readonly object[]) => ({ rules, accountOwner: null, privacyOfficer: null });
const may = ['list-rules', 'add-rule', 'give-rule', 'end-rule', 'export-rules'].map((one) => `standing-rules.${one}`);
const open = (server: Server, permissions: readonly string[] = may, address = '/standing-rules') =>
  openRoutes({
    routes: standingRuleRoutes,
    at: address,
    session: { permissions: [...permissions] },
    server: {
      'GET /standing-rules': () => standing([rule]),
      'GET /colleagues': () => ({
        colleagues: [bo, cy, eli].map((one) => ({ ...one, type: 'doctor', locked: false, siteIds: [] })),
      }),
      ...server,
    },
  });

test('a rule says what goes from whom to whom, and who had it', async () => {
  open({});
  expect(await screen.findByText('messages, results')).toBeVisible();
  const table = within(screen.getByRole('table', { name: 'Standing rules' }));
  expect(table.getByText('from Eli Ferris')).toBeVisible();
  await userEvent.click(table.getByText('Who held it'));
  expect(table.getAllByText('Eli Ferris')).not.toHaveLength(0);
  expect(screen.getByText('Nobody named')).toBeVisible();
});

test('it is given to somebody else, who stands at neither end, and ended', async () => {
  const { sent } = open({
    'PUT /standing-rules/r/holder': () => ({ ruleId: 'r' }),
    'DELETE /standing-rules/r': () => ({ ruleId: 'r' }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Give the rule of Bo Castellane to somebody else' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(await dialog.findByRole('combobox', { name: 'Who has it from now on' }));
  const offered = within(await screen.findByRole('listbox')).getAllByRole('option');
  expect(offered.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Eli Ferris')]);
  await userEvent.click(screen.getByRole('option', { name: /Eli Ferris/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Give' }));
  expect(await screen.findByText('Eli Ferris has it now.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'End the rule from Bo Castellane to Cy Okonjo' }));
  expect(await screen.findByText('The rule from Bo Castellane to Cy Okonjo has ended.')).toBeVisible();
  expect(sent.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([{ holderId: eli?.userId }]);
});

test('one that overlaps is refused where it is added', async () => {
  open({ 'POST /standing-rules': () => refuse('standing/overlaps', 409) });
  await userEvent.click(await screen.findByRole('button', { name: 'Add Rule' }));
  const dialog = within(await screen.findByRole('dialog'));
  for (const [label, name] of [
    ['What comes for', /Bo Castellane/],
    ['Goes to', /Cy Okonjo/],
  ] as const) {
    await userEvent.click(dialog.getByRole('combobox', { name: label }));
    const lists = await screen.findAllByRole('listbox');
    await userEvent.click(within(lists.at(-1) ?? document.body).getByRole('option', { name }));
  }
  await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await dialog.findByRole('alert')).toBeVisible();
});

test('where there is none it says so; who only looks can only look', async () => {
  open({ 'GET /standing-rules': () => standing([]) }, ['standing-rules.list-rules']);
  expect(await screen.findByText('No standing rules')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Add Rule' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
});

test('a failure says that it is one', async () => {
  open({ 'GET /standing-rules': () => Response.json({ title: 'defect' }, { status: 500 }) });
  expect(await screen.findByRole('button', { name: /Try again/ })).toBeVisible();
});
