import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { Notices } from './notices.tsx';
import { openRoutes } from './test-open.tsx';

const wide = window.matchMedia;
afterEach(() => {
  window.matchMedia = wide;
  vi.unstubAllGlobals();
});

const notice = (noticeId: string) => ({
  noticeId,
  kind: 'credentials-changed',
  facts: { by: 'Ada Lindqvist' },
  at: '2026-11-09T15:00:00Z',
});
const open = (notices: readonly object[], small: boolean) => {
  window.matchMedia = (media) => Object.assign(wide(media), { matches: small });
  openRoutes({
    routes: [{ path: '/', element: <Notices /> }],
    at: '/',
    server: {},
    session: { notices, loginEndsAt: '2026-11-14T15:00:00Z', reviewsDue: [] } as never,
  });
};

test('on a small screen several notices are one line that opens', async () => {
  open([notice('1'), notice('2'), notice('3')], true);
  const line = await screen.findByRole('button', { name: '4 notices' });
  expect(line).toHaveAttribute('aria-expanded', 'false');
  expect(screen.queryByText('Your sign-in ends soon')).toBeNull();
  await userEvent.click(line);
  expect(line).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByText('Your sign-in ends soon')).toBeVisible();
  expect(screen.getAllByRole('button', { name: 'Put away' })).toHaveLength(3);
});

test.each([
  [0, true],
  [3, false],
])('one alone, or where there is room, they stand there (%i told, small %s)', async (told, small) => {
  open(['1', '2', '3'].slice(0, told).map(notice), small);
  expect(await screen.findByText('Your sign-in ends soon')).toBeVisible();
  expect(screen.queryByRole('button', { name: /notices$/ })).toBeNull();
});

test('overdue questionnaires lead to what awaits an answer', async () => {
  open([{ ...notice('1'), kind: 'questionnaire-overdue', facts: { items: 3 } }], false);
  expect(await screen.findByText('3 questionnaires are overdue: no answer has come.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'See what awaits an answer' })).toHaveAttribute(
    'href',
    '/questionnaires?folder=all&status=awaiting-answer&order=oldest',
  );
});
