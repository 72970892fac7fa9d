import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type FlowDestination, type FlowKind, flowOf, layOutFlow } from './flow-layout.ts';
import { FlowPicture } from './flow-picture.tsx';
import { show } from './test-render.tsx';

const destinations: FlowDestination[] = [
  { id: 'cy', name: 'Dr Cy Okonjo', today: 121, style: 'person' },
  { id: 'priya', name: 'Dr Priya Raman', today: 0, style: 'person' },
  { id: 'pool', name: 'Unassigned pool', today: 6, style: 'pool' },
  { id: 'cancel', name: 'Cancelled', today: undefined, style: 'cancel' },
  { id: 'idle', name: 'Ines Marchetti', today: 33, style: 'person' },
];
const kinds: FlowKind[] = [
  { id: 'appointments', label: 'Appointments', count: 86, to: { cy: 58, priya: 24, cancel: 4 } },
  { id: 'tasks', label: 'Tasks', count: 17, to: { cy: 10, pool: 5 } },
  { id: 'labs', label: 'Lab integrations', count: 1, to: { priya: 1 } },
  { id: 'claims', label: 'Claims', count: 0, to: {} },
];
const table = () => screen.getByRole('table', { hidden: true });
const line = (name: RegExp) =>
  within(within(table()).getByRole('row', { name, hidden: true }))
    .getAllByRole('cell', { hidden: true })
    .map((cell) => cell.textContent);

test('every number of the picture stands in the table, with what is not decided', () => {
  show(<FlowPicture leaver="Dr Bo Castellane" kinds={kinds} destinations={destinations} />);
  expect(screen.getByRole('img', { name: /^104 items of Dr Bo Castellane go to 4 places/ })).toBeVisible();
  const heads = within(table()).getAllByRole('columnheader', { hidden: true });
  expect(heads.map((head) => head.textContent)).toEqual([
    'Kind of work',
    'Dr Cy Okonjo',
    'Dr Priya Raman',
    'Unassigned pool',
    'Cancelled',
    'Not decided',
    'All',
  ]);
  expect(line(/^Appointments/)).toEqual(['58', '24', '', '4', '', '86']);
  expect(line(/^Tasks/)).toEqual(['10', '', '5', '', '2', '17']);
  expect(line(/^All/)).toEqual(['68', '25', '5', '4', '2', '104']);
  expect(within(table()).queryByText('Claims')).toBeNull();
});

test('each successor is listed with its load, today and after', () => {
  show(<FlowPicture leaver="Dr Bo Castellane" kinds={kinds} destinations={destinations} />);
  const places = screen.getAllByRole('listitem').map((place) => place.textContent);
  expect(places).toEqual([
    expect.stringContaining('Dr Cy Okonjo68 items58 appointments, 10 tasks'),
    expect.stringContaining('0 open items today, 25 after'),
    expect.stringContaining('6 open items today, 11 after'),
    'Cancelled4 items4 appointments',
    'Not decided2 items2 tasks',
  ]);
});

test('without work it says so in place of a picture', () => {
  show(<FlowPicture leaver="Dr Bo Castellane" kinds={[]} destinations={destinations} />);
  expect(screen.getByText('Dr Bo Castellane holds no open work.')).toBeVisible();
  expect(screen.queryByRole('img')).toBeNull();
});

test('one item is told in the singular', () => {
  show(<FlowPicture leaver="Bo" kinds={kinds.slice(2, 3)} destinations={destinations} />);
  expect(screen.getByRole('img', { name: /^1 item of Bo goes to one place/ })).toBeVisible();
});

test('two pictures on one page do not borrow each other’s patterns', () => {
  const picture = <FlowPicture leaver="Bo" kinds={kinds} destinations={destinations} />;
  const { container } = show(
    <>
      {picture}
      {picture}
    </>,
  );
  const ids = [...container.querySelectorAll('pattern')].map((pattern) => pattern.id);
  expect(new Set(ids).size).toBe(6);
  const fills = [...container.querySelectorAll<SVGElement>('[style*="url"]')].map((part) => part.style.fill);
  const used = fills.map((fill) => /#([^")]+)/.exec(fill)?.[1] ?? '');
  expect(used.length).toBeGreaterThan(0);
  expect(ids).toEqual(expect.arrayContaining(used));
});

const many: FlowKind[] = [
  { id: 'messages', label: 'Inbox messages', count: 99_990, to: { cy: 99_990 } },
  ...Array.from({ length: 10 }, (_, at) => ({ id: `k${at}`, label: `Kind ${at}`, count: 1, to: { cy: 1 } })),
];
test.each([
  ['one item', kinds.slice(2, 3)],
  ['a hundred items', kinds],
  ['a hundred thousand items', many],
])('the picture of %s can be read: bounded, nothing over each other, nothing too thin', (_, some) => {
  const layout = layOutFlow(flowOf(some, destinations));
  expect(layout.height).toBeGreaterThan(0);
  expect(layout.height).toBeLessThan(700);
  for (const column of [layout.kinds, layout.destinations]) {
    for (const [at, box] of column.entries()) {
      expect(box.size).toBeLessThanOrEqual(box.height + 0.001);
      expect(box.y + box.height).toBeLessThanOrEqual((column[at + 1]?.y ?? layout.height) + 0.001);
    }
  }
  for (const band of layout.bands) expect(band.thick).toBeGreaterThanOrEqual(2);
  for (const { destination } of layout.destinations) {
    const arriving = layout.bands.filter((band) => band.destination.id === destination.id);
    for (const [at, band] of arriving.entries()) {
      expect(band.to + band.thick).toBeCloseTo(arriving[at + 1]?.to ?? band.to + band.thick, 6);
    }
  }
});
