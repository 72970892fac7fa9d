import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { Dialog } from './dialog.tsx';
import { show } from './test-render.tsx';

function Page() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        Manage Set Access
      </button>
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title="Demographic Set Security"
        closeLabel="Close, save nothing"
        size={600}
      >
        <button type="button">Done</button>
      </Dialog>
    </>
  );
}

test.each([
  ['Escape', () => userEvent.keyboard('{Escape}')],
  ['its cross', () => userEvent.click(screen.getByRole('button', { name: 'Close, save nothing' }))],
])('%s closes it and the focus goes back where it came from', async (_, close) => {
  show(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Manage Set Access' }));
  expect(await screen.findByRole('dialog', { name: 'Demographic Set Security' })).toBeVisible();
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('heading'));
  await close();
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('button', { name: 'Manage Set Access' }));
});

test('Tab stays inside', async () => {
  show(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Manage Set Access' }));
  await expect.poll(() => document.activeElement).toBe(await screen.findByRole('heading'));
  const passed: (string | null)[] = [];
  for (let times = 0; times < 3; times += 1) {
    await userEvent.tab();
    passed.push(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null);
  }
  expect(passed).toEqual(['Close, save nothing', 'Done', 'Close, save nothing']);
});
