import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { Route, Routes } from 'react-router';
import { expect, test, vi } from 'vitest';
import { AdminFrame, Shell } from '../shell.tsx';
import { Main } from './main.tsx';
import { PageHeader } from './page-header.tsx';
import { show } from './test-render.tsx';

type ShellProps = ComponentProps<typeof Shell>;
type Menu = ComponentProps<typeof AdminFrame>['menu'];

const given: ShellProps = {
  me: { name: 'Ada Lindqvist', initials: 'AL', clinicName: 'Alder Point Family Clinic' },
  tabs: [
    { to: '/schedule', label: 'Schedule' },
    { to: '/patients', label: 'Patients' },
    { to: '/inbox', label: 'Inbox', count: 9 },
    { to: '/admin/users', label: 'Admin', under: '/admin' },
  ],
  onSignOut: () => undefined,
};
const menu: Menu = [
  {
    label: 'User Management',
    items: [
      { to: '/admin/users', label: 'Manage Users' },
      { to: '/admin/unassigned', label: 'Unassigned Pool', count: 6 },
    ],
  },
  { label: 'Clinic', items: [{ to: '/admin/sites', label: 'Sites' }] },
  { label: 'Reports', items: [] },
];

const page = (title: string) => (
  <Main>
    <PageHeader title={title} />
  </Main>
);
const open = (props: Partial<ShellProps>, at: string) =>
  show(
    <Routes>
      <Route element={<Shell {...given} {...props} />}>
        <Route path="/schedule" element={page('Schedule')} />
        <Route path="/patients/:id" element={page('Gideon Farrow')} />
        <Route path="/admin" element={<AdminFrame menu={menu} />}>
          <Route path="users" element={page('Manage Users')} />
          <Route path="sites" element={page('Sites')} />
        </Route>
      </Route>
    </Routes>,
    at,
  );
const main = () => within(screen.getByRole('navigation', { name: 'Main' }));
const admin = () => within(screen.getByRole('navigation', { name: 'Admin' }));

test('shows the given tabs, what waits behind them, and where the reader is', () => {
  open({}, '/patients/20417');
  const tabs = main().getAllByRole('link');
  expect(tabs.map((tab) => tab.textContent.trim())).toEqual(['Schedule', 'Patients', 'Inbox 9 waiting', 'Admin']);
  expect(main().getByRole('link', { current: 'page' })).toHaveTextContent('Patients');
});

test('a tab is here on every page under it', () => {
  open({}, '/admin/sites');
  expect(main().getByRole('link', { current: 'page' })).toHaveTextContent('Admin');
});

test('with two tabs there is no More, and without a way to patients no search', () => {
  open({ tabs: given.tabs.slice(0, 2) }, '/schedule');
  expect(main().getAllByRole('link')).toHaveLength(2);
  expect(screen.queryByRole('button', { name: 'More' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Find a patient' })).toBeNull();
});

test('More holds the tabs after the second, Admin too', async () => {
  open({}, '/admin/users');
  await userEvent.click(main().getByRole('button', { name: 'More' }));
  const list = within(main().getByRole('list'));
  expect(list.getAllByRole('link').map((link) => link.textContent.trim())).toEqual(['Inbox 9 waiting', 'Admin']);
  expect(list.getByRole('link', { name: 'Admin' })).toHaveAttribute('aria-current', 'page');
});

test('the Admin menu leaves out empty groups and opens the others', async () => {
  open({}, '/admin/users');
  const groups = admin().getAllByRole('button');
  expect(groups.map((group) => group.textContent)).toEqual(['User Management', 'Clinic']);
  expect(admin().getByRole('link', { current: 'page' })).toHaveTextContent('Manage Users');
  expect(admin().getByRole('link', { name: 'Unassigned Pool 6 waiting' })).toBeVisible();
  expect(admin().queryByRole('link', { name: 'Sites' })).toBeNull();
  await userEvent.click(admin().getByRole('button', { name: 'Clinic' }));
  await userEvent.click(admin().getByRole('link', { name: 'Sites' }));
  expect(screen.getByRole('heading', { level: 1, name: 'Sites' })).toBeVisible();
});

test('a page names the tab of the browser and takes the focus on the way to it', async () => {
  open({}, '/admin/users');
  expect(document.title).toBe('Manage Users - Custodian');
  await userEvent.click(main().getByRole('link', { name: 'Schedule' }));
  expect(document.title).toBe('Schedule - Custodian');
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});

test.each(['/schedule', '/admin/users'])('on %s the first link leads past the head to the one page', async (at) => {
  open({}, at);
  screen.getByRole('link', { name: 'Skip to the page' }).focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('main')).toHaveFocus();
});

test('signs out and finds patients', async () => {
  const onSignOut = vi.fn<() => void>();
  const onFindPatient = vi.fn<() => void>();
  open({ onSignOut, onFindPatient, mySignInTo: '/me' }, '/schedule');
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.click(screen.getByRole('button', { name: 'Find a patient' }));
  expect(onFindPatient).toHaveBeenCalledTimes(2);
  await userEvent.click(screen.getByRole('button', { name: /^Ada Lindqvist .*, your menu$/ }));
  expect(screen.getByRole('link', { name: 'My sign-in and sessions' })).toHaveAttribute('href', '/me');
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(onSignOut).toHaveBeenCalledOnce();
});
