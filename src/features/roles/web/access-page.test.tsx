import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import type { Explanation } from '../access-contract.ts';
import { sayAnswer, sayChange, sayStep } from './answer-words.ts';
import { choices, ids, openAt, refuse, type Server } from './test-pages.tsx';

const role = { roleId: ids.doctor as string as Id<'role'>, name: 'doctor' };
const access = {
  userId: ids.bo,
  name: 'Bo Castellane',
  type: 'doctor',
  status: 'active',
  roles: [role],
  sites: ['Alder Point'],
  permissions: [
    { permission: 'charts.open-chart', says: 'Open a chart.', through: [role], since: '2026-01-05T15:00:00Z' },
    { permission: 'tasks.add-task', says: 'Give a task.', through: [role], since: '2026-01-05T15:00:00Z' },
  ],
  recordedSince: '2025-11-01T15:00:00Z',
};
const answered: Explanation = {
  name: 'Bo Castellane',
  permission: 'users.add-user',
  says: 'Add a user.',
  allowed: false,
  because: 'role',
  signIn: 'ready',
  steps: [
    { step: 'status', passes: true },
    { step: 'role', passes: false },
  ],
  through: [],
  allowedBy: ['admin', 'owner'],
  type: 'receptionist',
  sites: ['Alder Point'],
  lacks: [],
  heldUntil: null,
  activeSince: '2026-01-05T15:00:00Z',
  leftAt: null,
  lockedAt: null,
  lockedReason: null,
  blockedSince: null,
  blockedBy: null,
};
const server: Server = {
  [`GET /users/${ids.bo}/access`]: () => access,
  'GET /permissions': () => ({ permissions: choices }),
  'GET /colleagues': () => ({ colleagues: [] }),
  [`POST /users/${ids.bo}/access/explanation`]: () => answered,
};
const at = `/admin/users/${ids.bo}/access`;

test('everything, through which role, since when; filtered while typing', async () => {
  openAt(at, server);
  expect(await screen.findByRole('heading', { name: 'What can Bo Castellane do?' })).toBeVisible();
  expect(screen.getByText('2 permissions through 1 role, at Alder Point.')).toBeVisible();
  expect(screen.getAllByText('5 Jan 2026')).toHaveLength(2);
  await userEvent.type(screen.getByRole('textbox', { name: 'Keyword' }), 'chart');
  expect(screen.getByText('1 of 2 shown')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Who else: open a chart' })).toHaveAttribute(
    'href',
    '/admin/permissions/charts.open-chart',
  );
  await userEvent.type(screen.getByRole('textbox', { name: 'Keyword' }), 'zzz');
  await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
  expect(screen.getByText('2 of 2 shown')).toBeVisible();
});

test('why not, in one sentence, and how it is changed', async () => {
  const { sent } = openAt(at, server);
  await userEvent.click(await screen.findByRole('combobox', { name: 'do this' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Add a user.' }));
  await userEvent.click(screen.getByRole('button', { name: 'Explain' }));
  const sentence = 'No. Bo Castellane cannot add a user, because none of the user’s roles allows it.';
  expect(await screen.findByText(sentence)).toBeVisible();
  expect(within(screen.getByRole('list', { name: 'How this was decided' })).getByText('stops')).toBeVisible();
  expect(screen.getByText('To change it: give the user one of the roles admin or owner.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ permission: 'users.add-user' });
});

test('the moment is in the address, and everything speaks of it', async () => {
  const { router, sent } = openAt(at, server);
  await userEvent.type(await screen.findByLabelText('As of the day'), '2026-05-03');
  await userEvent.type(screen.getByLabelText('Time'), '14:00');
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(await screen.findByRole('heading', { name: 'What could Bo Castellane do?' })).toBeVisible();
  expect(screen.getByText('As it was on 3 May 2026, 14:00.')).toBeVisible();
  expect(router.state.location.search).toBe('?day=2026-05-03&time=14%3A00');
  expect(sent.findLast(({ path }) => path.endsWith('/access'))?.search.toString()).toBe('day=2026-05-03&time=14%3A00');
  await userEvent.click(screen.getByRole('button', { name: 'Back to now' }));
  expect(await screen.findByRole('heading', { name: 'What can Bo Castellane do?' })).toBeVisible();
});

test('whoever can do nothing, is locked, or is not there', async () => {
  const nothing = { ...access, status: 'locked', permissions: [], roles: [] };
  openAt(at, { ...server, [`GET /users/${ids.bo}/access`]: () => nothing });
  expect(await screen.findByRole('heading', { name: 'Bo Castellane can do nothing here' })).toBeVisible();
  expect(screen.getByText(/Bo Castellane is locked and may not sign in/)).toBeVisible();
});
test('refused', async () => {
  openAt(at, { ...server, [`GET /users/${ids.bo}/access`]: () => refuse('user/not-found', 404) });
  expect(await screen.findByText('There is no such user.')).toBeVisible();
});

test('from the permission’s side: everybody who has it', async () => {
  openAt('/admin/permissions/charts.open-chart', {
    'GET /permissions/charts.open-chart/holders': () => ({
      permission: 'charts.open-chart',
      says: 'Open a chart.',
      users: 1,
      holders: [
        { userId: ids.bo, name: 'Bo Castellane', deactivated: false, type: 'doctor', locked: true, through: [role] },
      ],
      next: null,
      recordedSince: access.recordedSince,
    }),
  });
  expect(await screen.findByRole('heading', { name: 'Open a chart.' })).toBeVisible();
  expect(screen.getByText(/1 user can do this\./)).toBeVisible();
  expect(screen.getByText('locked')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Effective Access of Bo Castellane' })).toHaveAttribute('href', at);
});

describe('the sentences', () => {
  const say = (given: Partial<Explanation>, past = false, patient?: string) =>
    sayAnswer({ ...answered, ...given }, { patient, past, sayDay: () => '3 May 2026' });
  const yes = { allowed: true, because: null, through: [role] };

  test.each<[Partial<Explanation>, boolean, string | undefined, string]>([
    [yes, false, undefined, 'Yes. Bo Castellane can add a user, because the role doctor allows it.'],
    [
      { ...yes, steps: [{ step: 'block', passes: true }] },
      true,
      'Pia Arroyo',
      'Yes. Bo Castellane could add a user for Pia Arroyo, because the role doctor allowed it and no block forbade it.',
    ],
    [
      { because: 'status', leftAt: 'x' },
      false,
      undefined,
      'No. Bo Castellane cannot add a user, because the user was deactivated on 3 May 2026.',
    ],
    [
      { because: 'lock', lockedReason: 'badge lost' },
      false,
      undefined,
      'No. Bo Castellane cannot add a user, because the user is locked (badge lost).',
    ],
    [
      { because: 'credentials', signIn: 'none' },
      false,
      undefined,
      'No. Bo Castellane cannot add a user, because there are no credentials to sign in with.',
    ],
    [
      { because: 'role' },
      true,
      undefined,
      'No. Bo Castellane could not add a user, because none of the roles of then allowed it.',
    ],
    [
      { because: 'site' },
      false,
      undefined,
      'No. Bo Castellane cannot add a user, because the user is assigned to no site.',
    ],
    [
      { because: 'type' },
      false,
      undefined,
      'No. Bo Castellane cannot add a user, because nobody of the type receptionist does this, whatever their roles allow.',
    ],
    [
      { because: 'number', lacks: ['CPSID', 'Billing number'] },
      false,
      undefined,
      'No. Bo Castellane cannot add a user, because a number is still missing: CPSID, Billing number.',
    ],
    [
      { because: 'credentials', signIn: 'held' },
      false,
      undefined,
      'No. Bo Castellane cannot add a user, because sign-in is held after too many wrong tries.',
    ],
    [
      { because: 'block' },
      false,
      'Pia Arroyo',
      'No. Bo Castellane cannot add a user for Pia Arroyo, because a block keeps the user from this patient.',
    ],
    [
      { because: 'block', blockedBy: 'Staff' },
      false,
      'Pia Arroyo',
      'No. Bo Castellane cannot add a user for Pia Arroyo, because the set “Staff” is black listed.',
    ],
  ])('%j', (given, past, patient, sentence) => {
    expect(say(given, past, patient)).toBe(sentence);
  });

  test('until when sign-in is held; of the past, that the type is today’s', () => {
    const speaking = { sayDay: () => '', sayTime: () => 'today, 14:10' };
    const held = { ...answered, signIn: 'held', heldUntil: 'x' } as const;
    expect(sayStep('credentials', held, { ...speaking, past: false })).toMatch(/^Sign-in is held until today, 14:10/);
    expect(sayStep('credentials', answered, { ...speaking, past: false })).toBe('There are some to sign in with.');
    expect(sayStep('type', answered, { ...speaking, past: false })).toBe('Receptionist.');
    expect(sayStep('type', answered, { ...speaking, past: true })).toMatch(/not on record/);
    expect(sayStep('number', { ...answered, lacks: ['CPSID'] }, { ...speaking, past: false })).toBe(
      'Still missing: CPSID.',
    );
  });

  test('how it is changed is said of now only', () => {
    expect(sayChange({ ...answered, ...yes }, false)).toMatch(/^To end it: take the role doctor away/);
    expect(sayChange({ ...answered, ...yes }, true)).toBeUndefined();
  });
});
