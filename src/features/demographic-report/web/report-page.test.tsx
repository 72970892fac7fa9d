import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { reportRoutes } from './routes.ts';
import { id, summary, pageOf, refuse, open, RUN, run } from './test-report.tsx';

await Promise.all(reportRoutes.own.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));
configure({ defaultHidden: true });

test('a report is asked for as the form says, and answers with its count, its criteria in words and its rows', async () => {
  const { last } = open({ [RUN]: () => pageOf(['Ash', 'Birch']) });
  await userEvent.type(await screen.findByRole('textbox', { name: 'Last Name' }), 'a');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Age' }), 'between-including');
  await userEvent.type(screen.getByRole('textbox', { name: 'From' }), '12m');
  await userEvent.type(screen.getByRole('textbox', { name: 'To' }), '40');
  await userEvent.click(within(screen.getByRole('group', { name: 'Sex' })).getByRole('checkbox', { name: 'Female' }));
  await userEvent.click(
    within(screen.getByRole('group', { name: 'Site' })).getByRole('checkbox', { name: 'Fernhill' }),
  );
  await userEvent.type(screen.getByRole('textbox', { name: 'Demographic ID(s)' }), '1, 2 x');
  expect(screen.getByText('2 numbers, 1 not a number.')).toBeVisible();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Limit' }), '50');
  await run();
  expect(await screen.findByText('2 patients.')).toBeVisible();
  expect(
    screen.getByText(/Patients between and including 12 months and 40 years old today, with the sex female/),
  ).toBeVisible();
  expect(screen.getByText(/at home at Fernhill/)).toBeVisible();
  expect(screen.getByRole('link', { name: '1' })).toHaveAttribute('href', `/patients/${id(100)}`);
  expect(last(RUN)).toEqual({
    columns: ['demographic-number', 'last-name', 'first-name', 'birth-date', 'phone'],
    criteria: {
      age: { comparison: 'between-including', from: '12m', to: '40', style: 'exact' },
      lastName: 'a',
      sexes: ['female'],
      siteIds: [id(9)],
      demographicIds: '1, 2 x',
    },
    orderBy: 'last-name',
    limit: 50,
  });
  await userEvent.type(screen.getByRole('textbox', { name: 'Last Name' }), 'b');
  expect(screen.getByText(/still the results of the last run/)).toBeVisible();
});

test('columns stand in the order in which they are chosen, and can be moved forward', async () => {
  const { last } = open({ [RUN]: () => pageOf([]) });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Chart #' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'First Name' }));
  await userEvent.click(screen.getByRole('button', { name: 'Chart #: move forward' }));
  await run();
  await waitFor(() =>
    expect(last(RUN)?.columns).toEqual(['demographic-number', 'last-name', 'birth-date', 'chart-number', 'phone']),
  );
});

test('what was pasted in vain and closed records are told', async () => {
  const told = { unreadable: { count: 1, first: ['x7'] }, notFound: { count: 120, first: [99, 98] }, someClosed: true };
  open({ [RUN]: () => pageOf(['Ash'], { summary: { ...summary, ...told } }) });
  await run();
  expect(await screen.findByText('Not a number, and not looked for: x7.')).toBeVisible();
  expect(screen.getByText('Found nobody with the number: 99, 98 and 118 more.')).toBeVisible();
  expect(screen.getByText(/Some records are closed to you/)).toBeVisible();
});

test('a list that is too long is refused at its field before it is sent', async () => {
  const { sent } = open({});
  fireEvent.change(await screen.findByRole('textbox', { name: 'Demographic ID(s)' }), {
    target: { value: Array.from({ length: 100_000 }, (_, n) => `${n}`).join('\n') },
  });
  await run();
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Demographic ID(s)' })).toBeInvalid());
  expect(screen.getByRole('alert')).toHaveTextContent('100,000 Demographic IDs are too many for one report.');
  expect(sent.filter(({ path }) => path === RUN)).toEqual([]);
});

test('a refusal stands at its field', async () => {
  open({ [RUN]: () => refuse('report/age-unreadable', { age: 'x' }) });
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Age' }), 'older');
  await userEvent.type(screen.getByRole('textbox', { name: 'Years, or 18m' }), 'x');
  await run();
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Years, or 18m' })).toBeInvalid());
  expect(screen.getByRole('alert')).toHaveTextContent('Not an age: “x”.');
});

test('nobody, a lost connection, not permitted, a defect', async () => {
  open({ [RUN]: () => pageOf([], { summary: { ...summary, found: 0, shown: 0 } }) });
  expect(await screen.findByRole('heading', { name: 'Not run yet' })).toBeVisible();
  await run();
  expect(await screen.findByRole('heading', { name: 'Nobody meets these criteria' })).toBeVisible();
  expect(screen.queryByRole('textbox', { name: 'Set Name' })).toBeNull();
});

test('a lost connection is told', async () => {
  open({});
  await run();
  expect(await screen.findByRole('alert')).toBeVisible();
});

test('whoever may not run reports is told so', async () => {
  open(
    { 'GET /demographic-report/queries': () => Response.json(problemOf('actor/not-permitted'), { status: 403 }) },
    [],
  );
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
});

test('a defect while loading is told', async () => {
  open({ 'GET /demographic-report/choices': () => undefined });
  expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
});

test('pages lead forward and back', async () => {
  const { last } = open({
    [RUN]: ({ body }) =>
      'after' in body
        ? pageOf(['Cedar'], { summary: null })
        : pageOf(['Ash', 'Birch'], { next: 'more', summary: { ...summary, found: 3, shown: 3 } }),
  });
  await run();
  await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  expect(await screen.findByText('Cedar')).toBeVisible();
  expect(last(RUN)).toMatchObject({ after: 'more' });
  expect(screen.getByText('3 to 3 of 3')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
  expect(await screen.findByText('Birch')).toBeVisible();
  expect(screen.getByText('1 to 2 of 3')).toBeVisible();
});
