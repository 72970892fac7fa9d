import { configure, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { sessionRoutes } from './routes.ts';

await import('./sessions-page.tsx');
configure({ defaultHidden: true });

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const id = '00000000-0000-4000-8000-0000000000f';
const at = '2026-11-10T12:00:00Z';
const line = { begunAt: at, seenAt: at, endsAt: at, origin: '192.0.2.7', agent: FIREFOX };
const open = (more: Server) =>
  openRoutes({
    routes: sessionRoutes,
    at: '/my/sessions',
    server: {
      'GET /sessions': () => ({
        sessions: [
          { ...line, sessionId: `${id}1`, here: true, agent: null },
          { ...line, sessionId: `${id}2`, here: false },
        ],
      }),
      ...more,
    },
  });

test('another session of one’s own is ended with the password; a wrong one is said at its field', async () => {
  let tries = 0;
  const { sent } = open({
    [`DELETE /sessions/${id}2`]: () => ((tries += 1) === 1 ? refuse('confirmation/password-wrong', 403) : {}),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'End the session on Firefox on Linux' }));
  const dialog = await screen.findByRole('dialog');
  const password = within(dialog).getByLabelText('Your password');
  await userEvent.type(password, 'Wrong7one{Enter}');
  expect(await within(dialog).findByText(/^This is not your password\./)).toBeVisible();
  await userEvent.clear(password);
  await userEvent.type(password, 'Tidal7pools{Enter}');
  expect(await screen.findByText('The session has ended.')).toBeVisible();
  expect(sent.findLast(({ method }) => method === 'DELETE')?.body).toEqual({ password: 'Tidal7pools' });
});
