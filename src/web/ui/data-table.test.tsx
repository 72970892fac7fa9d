import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { nextSort, type Sort } from './data-table-sort.ts';
import { type Column, DataTable } from './data-table.tsx';
import { show } from './test-render.tsx';

interface User {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}
const columns: Column<User>[] = [
  { key: 'name', label: 'Name', sortable: true, small: 'title', cell: (user) => user.name },
  { key: 'type', label: 'Type', sortable: true, cell: (user) => user.type },
  { key: 'note', label: 'Note', cell: () => '' },
];
const all: User[] = Array.from({ length: 10_000 }, (_, at) => ({
  id: `u${at}`,
  name: `User ${String(at).padStart(5, '0')}`,
  type: at % 2 === 0 ? 'doctor' : 'nurse',
}));
const page = 25;

/** What a page does with the table: it sorts and cuts, the table shows and asks. */
function Users({ start = 0, already = [] }: { readonly start?: number; readonly already?: readonly string[] }) {
  const [sort, setSort] = useState<Sort>({ key: 'name', direction: 'asc' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(already));
  const turned = sort.direction === 'asc' ? all : all.toReversed();
  return (
    <>
      <DataTable
        label="Users"
        columns={columns}
        rows={turned.slice(start, start + page)}
        rowKey={(user) => user.id}
        rowName={(user) => user.name}
        sort={sort}
        onSort={(key) => setSort(nextSort(sort, key))}
        selected={selected}
        onSelect={setSelected}
      />
      <p>{selected.size} selected</p>
    </>
  );
}

const firstName = () => within(screen.getAllByRole('row')[1] ?? document.body).getAllByRole('cell')[1]?.textContent;

test('shows one page of ten thousand rows', () => {
  show(<Users start={9_975} />);
  expect(screen.getByRole('table', { name: 'Users' })).toBeVisible();
  expect(screen.getAllByRole('row')).toHaveLength(page + 1);
  expect(firstName()).toBe('User 09975');
});

test('a column head sorts by keyboard and says which way', async () => {
  show(<Users />);
  const name = () => screen.getByRole('columnheader', { name: 'Name' });
  expect(name()).toHaveAttribute('aria-sort', 'ascending');
  within(name()).getByRole('button').focus();
  await userEvent.keyboard('{Enter}');
  expect(name()).toHaveAttribute('aria-sort', 'descending');
  expect(firstName()).toBe('User 09999');
  await userEvent.click(screen.getByRole('button', { name: 'Type' }));
  expect(screen.getByRole('columnheader', { name: 'Type' })).toHaveAttribute('aria-sort', 'ascending');
  expect(name()).not.toHaveAttribute('aria-sort');
  expect(within(screen.getByRole('columnheader', { name: 'Note' })).queryByRole('button')).toBeNull();
});

test('selecting a page keeps what is selected on others', async () => {
  show(<Users already={['u9000', 'u9001']} />);
  const head = screen.getByRole('checkbox', { name: 'Select all on this page' });
  expect(head).not.toBeChecked();
  await userEvent.click(head);
  expect(screen.getByText('27 selected')).toBeVisible();
  expect(head).toBeChecked();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select User 00003' }));
  expect(screen.getByText('26 selected')).toBeVisible();
  expect(head).not.toBeChecked();
  await userEvent.click(head);
  expect(screen.getByText('2 selected')).toBeVisible();
});

test('on a small screen it is a list that can be selected and sorted', async () => {
  const wide = window.matchMedia;
  window.matchMedia = (media) => Object.assign(wide(media), { matches: true });
  try {
    show(<Users />);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getAllByRole('listitem')).toHaveLength(page);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select User 00003' }));
    expect(screen.getByText('1 selected')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Ascending, turn round' }));
    expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('User 09999');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'Type');
    expect(screen.getByRole('combobox', { name: 'Sort by' })).toHaveValue('type');
  } finally {
    window.matchMedia = wide;
  }
});
