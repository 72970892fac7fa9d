import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { saved, id, pia, block, reach, at, paths, refuse, openAt, setUp } from './test-reach.tsx';

setUp();

const opener = {
  userId: id(3),
  name: 'Bo Castellane',
  deactivated: false,
  type: 'doctor',
  through: [{ roleId: id(4), name: 'doctor' }],
  standing: 'could',
  blocks: [],
};

const kept = { ...opener, userId: id(5), name: 'Cy Okonjo', standing: 'blocked', blocks: [block] };

const openers = {
  patient: pia,
  could: 1,
  keptOut: 1,
  openers: [opener, kept],
  next: null,
  recordedSince: reach.recordedSince,
};

const use = {
  entryId: 7,
  at: '2026-11-09T15:04:05Z',
  who: { userId: id(3), name: 'Bo Castellane', deactivated: false },
  onBehalfOf: { userId: id(4), name: 'Cy Okonjo', deactivated: false },
  roles: ['doctor'],
  action: 'charts.open-chart',
  outcome: 'done',
  reason: null,
  origin: '10.0.0.7',
};

const uses = {
  patient: { ...pia, healthNumber: '9876543217', healthProvince: 'BC' },
  people: [use.who],
  uses: [use, { ...use, entryId: 6, outcome: 'refused', reason: 'patient/not-found' }],
  next: null,
};

describe('who could open this chart', () => {
  test('who, through which role, and by what the others are kept out', async () => {
    openAt(at.openers, { [paths.openers]: () => openers });
    expect(await screen.findByRole('heading', { name: 'Who can open the chart of Pia Arroyo?' })).toBeVisible();
    expect(screen.getByText('1 user can; 1 with a role that opens charts is kept out.')).toBeVisible();
    const table = screen.getByRole('table', { name: 'Users' });
    expect(within(table).getByText('open')).toBeVisible();
    expect(within(table).getByText(/by the set “Okonjo family”/)).toBeVisible();
    const views = screen.getByRole('navigation', { name: 'Views of this patient' });
    expect(within(views).getByRole('link', { name: 'Who could open it' })).toHaveAttribute('aria-current', 'page');
    expect(within(views).getByRole('link', { name: 'Who did' })).toHaveAttribute('href', at.uses);
  });

  test('only those who were kept out', async () => {
    const { sent } = openAt(at.openers, { [paths.openers]: () => openers });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Show' }), 'Who was kept out');
    await waitFor(() => expect(sent.at(-1)).toEqual({ could: false }));
  });

  test('as a file that the server makes, by the filters of the page', async () => {
    const { sent } = openAt(`${at.openers}?could=no`, {
      [paths.openers]: () => openers,
      [paths.openersFile]: () => new Response('Cy Okonjo,doctor', { headers: { 'content-type': 'text/csv' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0]?.text()).toBe('Cy Okonjo,doctor');
    expect(sent.at(-1)).toEqual({ could: false });
  });

  test('whoever may not take it is not asked to', async () => {
    openAt(at.openers, { [paths.openers]: () => openers }, ['reach.list-openers']);
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
  });

  test('closed to the reader, it shows the closed record and nothing else', async () => {
    openAt(at.openers, { [paths.openers]: () => refuse('patient/not-found', 404) });
    expect(await screen.findByRole('heading', { name: 'This record is not open to you' })).toBeVisible();
    expect(screen.queryByText(/Arroyo/)).toBeNull();
  });
});

describe('who did', () => {
  test('what, when by the clinic’s clock, who in which role, whose, from where', async () => {
    openAt(at.uses, { [paths.uses]: () => uses });
    expect(await screen.findByRole('heading', { name: 'Who dealt with the record of Pia Arroyo?' })).toBeVisible();
    expect(screen.getByText(/no\. 12, born 12 May 1980, health number 9876543217 \(BC\)/)).toBeVisible();
    const [done, refused] = within(screen.getByRole('table', { name: 'Uses of the record' }))
      .getAllByRole('row')
      .slice(1);
    for (const said of [
      '9 Nov 2026 10:04:05',
      'Bo Castellane',
      'on behalf of Cy Okonjo',
      'doctor',
      'Opened a chart',
      'Charts',
      '10.0.0.7',
    ])
      expect(done).toHaveTextContent(said);
    expect(refused).toHaveTextContent('refused');
  });

  test('days are filters; reversed ones say that nothing can match', async () => {
    const { sent } = openAt(`${at.uses}?from=2026-05-03&to=2026-05-01`, {
      [paths.uses]: () => ({ ...uses, uses: [] }),
    });
    expect(await screen.findByText('The last day is before the first: nothing can match.')).toBeVisible();
    expect(sent).toEqual([{ from: '2026-05-03', to: '2026-05-01' }]);
  });

  test('on paper as the server sets it, all of it', async () => {
    const { sent } = openAt(`${at.uses}?from=2026-05-03`, {
      [paths.uses]: () => ({ ...uses, next: 'more' }),
      [paths.usesFile]: () => new Response('%PDF-1.7', { headers: { 'content-type': 'application/pdf' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Print (PDF)' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(sent.at(-1)).toEqual({ from: '2026-05-03', format: 'pdf' });
  });

  test('as a file that the server makes, by the filters of the page', async () => {
    const { sent } = openAt(`${at.uses}?from=2026-05-03`, {
      [paths.uses]: () => uses,
      [paths.usesFile]: () => new Response('7,2026', { headers: { 'content-type': 'text/csv' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0]?.text()).toBe('7,2026');
    expect(sent.at(-1)).toEqual({ from: '2026-05-03' });
  });
});
