import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { ConfirmWithPassword } from './confirm-with-password.tsx';
import { show } from './test-render.tsx';

interface PageProps {
  readonly busy?: boolean;
}

/** Refuses every password but one, as the server would. */
function Page({ busy = false }: PageProps) {
  const [opened, setOpened] = useState(false);
  const [given, setGiven] = useState<string>();
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        Deactivate …
      </button>
      <p>{given === undefined ? 'nothing given' : `given: ${given}`}</p>
      <ConfirmWithPassword
        opened={opened}
        onClose={() => setOpened(false)}
        title="Deactivate Dr Bo Castellane?"
        does={['173 items move.', '2 sessions end.']}
        action="Deactivate"
        danger
        busy={busy}
        refused={given !== undefined && given !== 'Tidal7pools' ? 'That is not your password.' : undefined}
        onConfirm={setGiven}
      />
    </>
  );
}
const open = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Deactivate …' }));
  return screen.findByLabelText('Your password');
};

test('says what the act does, takes the focus to the password and hands it over', async () => {
  show(<Page />);
  const field = await open();
  expect(screen.getByRole('dialog', { name: 'Deactivate Dr Bo Castellane?' })).toBeVisible();
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
    '173 items move.',
    '2 sessions end.',
  ]);
  await expect.poll(() => document.activeElement).toBe(field);
  await userEvent.type(field, 'Tidal7pools{Enter}');
  expect(screen.getByText('given: Tidal7pools')).toBeInTheDocument();
  expect(field).not.toBeInvalid();
});

test('a refusal stands at the field, ready to be typed over', async () => {
  show(<Page />);
  const field = await open();
  await userEvent.type(field, 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Deactivate' }));
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription(expect.stringContaining('That is not your password.'));
  expect(field).toHaveFocus();
  await userEvent.keyboard('Tidal7pools{Enter}');
  expect(screen.getByText('given: Tidal7pools')).toBeInTheDocument();
});

test('without a password nothing is asked of the server', async () => {
  show(<Page />);
  const field = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Deactivate' }));
  expect(screen.getByText('nothing given')).toBeInTheDocument();
  expect(field).toHaveAccessibleDescription(expect.stringContaining('Type your password first.'));
});

test('while the act is under way it can be neither repeated nor left', async () => {
  show(<Page busy />);
  const field = await open();
  expect(screen.getByRole('button', { name: 'Deactivate' })).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  await userEvent.type(field, 'Tidal7pools{Enter}{Escape}');
  expect(screen.getByText('nothing given')).toBeInTheDocument();
  expect(screen.getByRole('dialog')).toBeVisible();
});

test('a password typed and left is gone', async () => {
  show(<Page />);
  await userEvent.type(await open(), 'half a pass');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  expect(await open()).toHaveValue('');
});
