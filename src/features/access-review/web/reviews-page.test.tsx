import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ada, cy, ids, openAt, refuse, review, type Server } from './test-pages.tsx';

const { reviewId, name, scope, scopeName, dueOn, startedAt, startedBy, closedAt, counts, mine } = review;
const heading = { reviewId, name, scope, scopeName, dueOn, startedAt, startedBy, closedAt, counts, mine };
const candidates = [
  { ...ada, type: 'admin' },
  { ...cy, type: 'doctor' },
];
const choices: Server = {
  'GET /user-choices': () => ({ roles: [{ roleId: ids.desk, name: 'front desk' }], sites: [] }),
  'GET /access-review-preview': ({ search }) => {
    const chosen = search.getAll('reviewerIds');
    return {
      lines: 4,
      shares: chosen.map((userId) => ({ ...ada, userId, lines: 4 / chosen.length })),
      within: chosen.length > 0 ? ['Ada Lindqvist'] : [],
      nobodyFor: chosen.length === 1 ? 'Ada Lindqvist' : null,
      candidates,
    };
  },
};
const start = '/admin/access-reviews/start';

test('lists reviews with their progress and what waits for the caller', async () => {
  openAt('/admin/access-reviews', {
    'GET /access-reviews': () => ({
      reviews: [
        { ...heading, dueOn: '2026-11-01' },
        { ...heading, reviewId: ids.ada, name: 'Spring', closedAt: startedAt, mine: 0 },
      ],
    }),
  });
  const row = within(await screen.findByRole('row', { name: /Autumn/ }));
  expect(row.getByText('1 of 3 decided')).toBeVisible();
  expect(row.getByText('2 to decide')).toBeVisible();
  expect(row.getByText('Overdue')).toBeVisible();
  expect(within(screen.getByRole('row', { name: /Spring/ })).getByText('Closed')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Start Access Review' })).toBeVisible();
});

test('no review yet, refused, failed', async () => {
  openAt('/admin/access-reviews', { 'GET /access-reviews': () => ({ reviews: [] }) }, ['access-review.list-reviews']);
  expect(await screen.findByRole('heading', { name: 'No review yet' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Start Access Review' })).toBeNull();
});

test('turned down is told', async () => {
  openAt('/admin/access-reviews', { 'GET /access-reviews': () => refuse('actor/not-permitted', 403) });
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});

test('a defect is told', async () => {
  openAt('/admin/access-reviews', {});
  expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
});

test('before it is started the page says how many lines there are, who gets how many, and what is missing', async () => {
  const { sent, router } = openAt(start, {
    ...choices,
    'POST /access-reviews': () => ({ reviewId: ids.review, lines: 4 }),
    [`GET /access-reviews/${ids.review}`]: () => review,
  });
  const button = await screen.findByRole('button', { name: 'Start Access Review' });
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('November 2026');
  expect(await screen.findByText('Choose at least one reviewer.')).toBeVisible();
  await userEvent.click(screen.getByRole('checkbox', { name: /Ada Lindqvist/ }));
  expect((await screen.findAllByText(/nobody reviews themselves/))[0]).toBeVisible();
  expect(button).toBeDisabled();
  await userEvent.click(screen.getByRole('checkbox', { name: /Cy Okonjo/ }));
  expect(await screen.findByText('4 users for 2 reviewers.')).toBeVisible();
  expect(screen.getAllByText('2 users to review')).toHaveLength(2);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Of whom' }), 'One role');
  expect(screen.getByText('Choose the site or the role.')).toBeVisible();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'front desk');
  await screen.findByText('4 users for 2 reviewers.');
  await userEvent.click(button);
  expect(await screen.findByText(/November 2026 has been started with 4 users/)).toBeVisible();
  expect(router.state.location.pathname).toBe(`/admin/access-reviews/${ids.review}`);
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    name: 'November 2026',
    scope: 'role',
    roleId: ids.desk,
    dueOn: '2026-11-24',
    reviewerIds: [ids.ada, ids.cy],
  });
});

test('what is turned down on starting stands above the form', async () => {
  openAt(start, { ...choices, 'POST /access-reviews': () => refuse('review/nobody-in-scope', 422) });
  await userEvent.click(await screen.findByRole('checkbox', { name: /Ada Lindqvist/ }));
  await userEvent.click(screen.getByRole('checkbox', { name: /Cy Okonjo/ }));
  await screen.findByText('4 users for 2 reviewers.');
  await userEvent.click(screen.getByRole('button', { name: 'Start Access Review' }));
  expect(await screen.findByText(/Nobody works there who could be reviewed/)).toBeVisible();
});

test('whoever may not start one is told before the form', async () => {
  openAt(start, choices, ['access-review.list-reviews', 'access-review.preview-review']);
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});
