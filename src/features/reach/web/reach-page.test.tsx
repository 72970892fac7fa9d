import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { saved, id, block, reach, at, paths, refuse, openAt, setUp } from './test-reach.tsx';

setUp();

describe('what can X see', () => {
  test('who is closed, by which set, on which terms', async () => {
    openAt(at.reach, { [paths.reach]: () => reach });
    expect(await screen.findByRole('heading', { name: 'What can Cy Okonjo see?' })).toBeVisible();
    expect(screen.getByText(/Every chart but those of 1 patient, through the role doctor\./)).toBeVisible();
    const blocks = screen.getByRole('table', { name: 'Blocks' });
    expect(within(blocks).getByText('Okonjo family')).toBeVisible();
    expect(within(blocks).getByText('laid by Ada Lindqvist')).toBeVisible();
    expect(within(blocks).getByText('until it is lifted')).toBeVisible();
    expect(
      within(blocks).getByText('master file stays readable, no emergency access, asked for by the patient'),
    ).toBeVisible();
    const patients = screen.getByRole('table', { name: 'List of patients' });
    expect(within(patients).getByText('Arroyo, Pia')).toBeVisible();
    expect(within(patients).getByRole('link', { name: 'Who can open the chart of Arroyo, Pia' })).toHaveAttribute(
      'href',
      at.openers,
    );
    expect(screen.getByRole('link', { name: 'Effective Access' })).toHaveAttribute(
      'href',
      `/admin/users/${id(5)}/access`,
    );
  });

  test('a keyword is asked for once it stands still; filters and moment stand in the address', async () => {
    const { sent, router } = openAt(`${at.reach}?day=2026-05-03&time=09:00`, { [paths.reach]: () => reach });
    expect(await screen.findByRole('heading', { name: 'What could Cy Okonjo see?' })).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: 'Keyword' }), 'arr');
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent).toEqual([
      { day: '2026-05-03', time: '09:00' },
      { day: '2026-05-03', time: '09:00', keyword: 'arr' },
    ]);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Patient Set' }), 'Okonjo family');
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ blockId: block.blockId, keyword: 'arr' }));
    expect(router.state.location.search).toContain('day=2026-05-03');
  });

  test('empty, and empty under a filter, are told apart', async () => {
    const none = { ...reach, closed: 0, blocks: [], patients: [] };
    const { router } = openAt(`${at.reach}?keyword=zzz`, { [paths.reach]: () => none });
    expect(await screen.findByText('Nothing matches')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(await screen.findByText('No patient is closed')).toBeVisible();
    expect(screen.getByText(/^Every chart, through the role doctor\./)).toBeVisible();
    expect(router.state.location.search).toBe('');
  });

  test('one’s own reach says nothing of what is closed, and does not say that nothing is', async () => {
    const own = { ...reach, name: 'Ada Lindqvist', through: ['admin'], closed: 0, blocks: [], patients: [] };
    openAt(`/admin/users/${id(9)}/reach`, { [`/api/users/${id(9)}/reach-readings`]: () => own });
    expect(
      await screen.findByText(
        'Charts, through the role admin. What is closed to you is neither counted nor named here.',
      ),
    ).toBeVisible();
    expect(screen.getByText('What is closed to you is not shown to you')).toBeVisible();
    expect(screen.queryByText(/Every chart/)).toBeNull();
    expect(screen.queryByText('No patient is closed')).toBeNull();
  });

  test('as a file that the server makes, by the filters of the page', async () => {
    const { sent } = openAt(`${at.reach}?keyword=arr`, {
      [paths.reach]: () => reach,
      [paths.reachFile]: () => new Response('1,Arroyo', { headers: { 'content-type': 'text/csv' } }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0]?.text()).toBe('1,Arroyo');
    expect(sent.at(-1)).toEqual({ keyword: 'arr' });
  });

  test('a file that is refused says why', async () => {
    openAt(at.reach, {
      [paths.reach]: () => reach,
      [paths.reachFile]: () => refuse('actor/not-permitted', 403),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(saved).toHaveLength(0);
  });

  test('whoever may not take it is not asked to', async () => {
    openAt(at.reach, { [paths.reach]: () => reach }, ['reach.read-reach']);
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
  });

  test('refused and failed have their faces', async () => {
    openAt(at.reach, { [paths.reach]: () => refuse('user/not-found', 404) });
    expect(await screen.findByRole('heading', { level: 1 })).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
