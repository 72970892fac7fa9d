import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { useKeptFocus } from './kept-focus.ts';
import { show } from './test-render.tsx';

function Page({ dialog }: { readonly dialog: boolean }) {
  const [step, setStep] = useState<'before' | 'busy' | 'after'>('before');
  useKeptFocus(step === 'busy');
  return (
    <>
      <h1>Tasks</h1>
      {dialog && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the library makes its dialogs
        <div role="dialog">
          <h2>Add a task</h2>
        </div>
      )}
      {step !== 'after' && (
        <button type="button" onClick={() => setStep('busy')} onKeyUp={() => setStep('after')}>
          Done
        </button>
      )}
      <button type="button">Stays</button>
    </>
  );
}

test.each([
  [false, 'Tasks'],
  [true, 'Add a task'],
])('after an act that took the button away, the focus is on a heading (dialog %s)', async (dialog, heading) => {
  show(<Page dialog={dialog} />);
  screen.getByRole('button', { name: 'Done' }).focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.activeElement?.textContent).toBe(heading);
});

test('a focus that is still somewhere is left there', async () => {
  show(<Page dialog={false} />);
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  const stays = screen.getByRole('button', { name: 'Stays' });
  stays.focus();
  await userEvent.keyboard('{Tab}{Shift>}{Tab}{/Shift}');
  await new Promise((done) => setTimeout(done, 100));
  expect(document.activeElement).not.toBe(screen.getByRole('heading', { name: 'Tasks' }));
});
