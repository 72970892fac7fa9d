import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openRoutes } from '../test-open.tsx';
import { ForWhom } from './for-whom.tsx';

const cy = { userId: '00000000-0000-4000-8000-00000000000c' as never, name: 'Cy Okonjo', deactivated: false };

test('covered work says whose it is; other work, and that of another kind, says nothing', async () => {
  openRoutes({
    routes: [
      {
        path: '/',
        element: (
          <>
            <ForWhom kind="task" holder={cy} />
            <ForWhom kind="letter" holder={cy} />
            <ForWhom
              kind="task"
              holder={{ ...cy, userId: '00000000-0000-4000-8000-00000000000d' as never, name: 'Dee' }}
            />
            <ForWhom kind="task" holder={null} />
          </>
        ),
      },
    ],
    at: '/',
    server: {},
    session: { covering: [{ user: cy, until: '2026-12-24', kinds: ['task'] }] },
  });
  expect(await screen.findAllByText(/^for /)).toHaveLength(1);
  expect(screen.getByText('for Cy Okonjo')).toBeVisible();
});
