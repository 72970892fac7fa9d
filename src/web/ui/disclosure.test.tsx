import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Disclosure } from './disclosure.tsx';
import { show } from './test-render.tsx';

const chosen = vi.fn<() => void>();
const page = (
  <>
    <Disclosure button="More">
      <li>
        <a href="#reports">Reports</a>
      </li>
      <li>
        <button type="button" onClick={chosen}>
          Dark colours
        </button>
      </li>
    </Disclosure>
    <button type="button">Elsewhere</button>
  </>
);
const more = () => screen.getByRole('button', { name: 'More' });

test('opens and closes by its button', async () => {
  show(page);
  expect(more()).toHaveAttribute('aria-expanded', 'false');
  expect(screen.queryByRole('link', { name: 'Reports' })).toBeNull();
  await userEvent.click(more());
  expect(more()).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByRole('link', { name: 'Reports' })).toBeVisible();
  await userEvent.click(more());
  expect(screen.queryByRole('link', { name: 'Reports' })).toBeNull();
});

test('Escape closes it and the focus is at its button again', async () => {
  show(page);
  await userEvent.click(more());
  await userEvent.tab();
  expect(screen.getByRole('link', { name: 'Reports' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('list')).toBeNull();
  expect(more()).toHaveFocus();
});

test('a click outside and leaving it with Tab close it', async () => {
  show(page);
  await userEvent.click(more());
  await userEvent.click(document.body);
  expect(screen.queryByRole('list')).toBeNull();
  await userEvent.click(more());
  await userEvent.tab();
  await userEvent.tab();
  expect(screen.getByRole('list')).toBeVisible();
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
  expect(screen.queryByRole('list')).toBeNull();
});

test('choosing acts, closes and keeps the focus', async () => {
  show(page);
  await userEvent.click(more());
  await userEvent.click(screen.getByRole('button', { name: 'Dark colours' }));
  expect(chosen).toHaveBeenCalledOnce();
  expect(screen.queryByRole('list')).toBeNull();
  expect(more()).toHaveFocus();
});
