import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { show } from './test-render.tsx';
import { TwoListSelector } from './two-list-selector.tsx';

const sets = ['Pratt family', 'Staff', 'Board members', 'Novak household'];

function Page() {
  const [blocked, setBlocked] = useState<readonly string[]>(['Staff']);
  const [chosen, setChosen] = useState<string>();
  const entry = (name: string) => ({ id: name, name, detail: '5 patients' });
  return (
    <TwoListSelector
      left={{ title: 'Black Listed', entries: blocked.map(entry), empty: 'Nothing is closed to this user.' }}
      right={{
        title: 'Demographic Sets',
        entries: sets.filter((name) => !blocked.includes(name)).map(entry),
        empty: 'All sets are closed to this user.',
      }}
      chosen={chosen}
      onChoose={setChosen}
      onMove={(id, to) => {
        setBlocked(to === 'left' ? [...blocked, id] : blocked.filter((name) => name !== id));
        setChosen(id);
      }}
      toLeft="Move to Black Listed"
      toRight="Move back"
    />
  );
}
const list = (name: string | RegExp) => screen.getByRole('listbox', { name });
const inList = (name: string | RegExp) =>
  within(list(name))
    .getAllByRole('option')
    .map((option) => option.textContent.replace('5 patients', ''));
const option = (name: RegExp) => screen.getByRole('option', { name });
const toLeft = () => screen.getByRole('button', { name: 'Move to Black Listed' });
const toRight = () => screen.getByRole('button', { name: 'Move back' });

test('a line is chosen, then moved by the arrow that leads away from it', async () => {
  show(<Page />);
  expect(toLeft()).toHaveAttribute('aria-disabled', 'true');
  expect(toRight()).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(option(/Pratt family/));
  expect(option(/Pratt family/)).toHaveAttribute('aria-selected', 'true');
  expect(toLeft()).toHaveAttribute('aria-disabled', 'false');
  expect(toRight()).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(toLeft());
  expect(toLeft()).toHaveFocus();
  await userEvent.click(toLeft());
  expect(inList(/Black Listed/)).toEqual(['Staff', 'Pratt family']);
  expect(inList(/Demographic Sets/)).toEqual(['Board members', 'Novak household']);
  expect(screen.getByRole('status')).toHaveTextContent('Pratt family moved to Black Listed');
  await userEvent.click(toRight());
  expect(inList(/Black Listed/)).toEqual(['Staff']);
});

test('by keyboard alone: arrow keys choose, Enter moves, and the focus stays in the list', async () => {
  show(<Page />);
  await userEvent.tab();
  expect(option(/Staff/)).toHaveFocus();
  await userEvent.tab();
  expect(option(/Pratt family/)).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  expect(option(/Board members/)).toHaveFocus();
  expect(option(/Board members/)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  expect(inList(/Black Listed/)).toEqual(['Staff', 'Board members']);
  expect(option(/Novak household/)).toHaveFocus();
  await userEvent.keyboard('{Home}{Enter}{Enter}');
  expect(inList(/Demographic Sets/)).toEqual(['All sets are closed to this user.']);
  expect(inList(/Black Listed/)).toEqual(['Staff', 'Board members', 'Pratt family', 'Novak household']);
  expect(list(/Demographic Sets/)).toHaveFocus();
});
