import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { show } from '#web/ui/test-render.tsx';
import { GiveDialog } from './give-dialog.tsx';

afterEach(() => vi.unstubAllGlobals());

const people = ['Cy Okonjo', 'Dee Marchetti'].map((name, n) => ({
  userId: `c${n}`,
  name,
  type: 'doctor',
  locked: false,
  deactivated: false,
  siteIds: [],
}));

function open(doubts: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname } = new URL(address, 'http://clinic.example');
    asked.push(pathname.replace('/api', ''));
    if (pathname.endsWith('/colleagues')) return Response.json({ colleagues: people });
    const found = doubts[pathname.split('/').at(-3) ?? ''];
    return found ? Response.json({ doubts: found }) : Response.json({ title: 'defect' }, { status: 500 });
  });
  const onGive = vi.fn<(holderId: string | null, says: string) => void>();
  show(
    <GiveDialog
      kind="task"
      name="Call"
      opened
      busy={false}
      trouble={undefined}
      onClose={() => undefined}
      onGive={onGive}
    />,
  );
  return { asked, onGive };
}
const choose = async (name: string) => {
  await userEvent.click(await screen.findByRole('combobox', { name: 'Who has it from now on' }));
  await userEvent.click(await screen.findByRole('option', { name: new RegExp(name) }));
};

test('what should be thought of before a colleague has it stands there, and does not keep one from giving it', async () => {
  const { asked, onGive } = open({ c0: ['away', 'number-missing'], c1: [] });
  await choose('Cy Okonjo');
  expect(await screen.findByText('Before Cy Okonjo has it')).toBeVisible();
  expect(screen.getByText('Away, or soon to be.')).toBeVisible();
  expect(asked).toContain('/colleagues/c0/doubts/task');
  await choose('Dee Marchetti');
  await waitFor(() => expect(screen.queryByText(/^Before/)).toBeNull());
  await choose('Cy Okonjo');
  await userEvent.click(screen.getByRole('button', { name: 'Give' }));
  expect(onGive).toHaveBeenCalledWith('c0', 'Cy Okonjo has it now.');
});

test('where it cannot be had, giving goes on without', async () => {
  const { onGive } = open({});
  await choose('Cy Okonjo');
  await userEvent.click(screen.getByRole('button', { name: 'Give' }));
  expect(onGive).toHaveBeenCalled();
});
