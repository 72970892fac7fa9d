import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { refuse } from '#web/test-open.tsx';
import { PatientBlocks } from './patient-blocks.tsx';
import { block, bo, ids, infants, lineOf, openAt, pratt, setOf } from './test-pages.tsx';

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('Patient Sets', () => {
  const two = [lineOf(infants, { criteria: 'Patients younger than 1 year today.' }), lineOf(pratt, { blocked: [bo] })];
  test('each set with what it was made from and whom it keeps out', async () => {
    openAt('/admin/patient-sets', { 'GET /patient-sets': () => ({ sets: two, total: 2, due: 0, next: null }) });
    expect(await screen.findByRole('link', { name: 'Pratt family' })).toHaveAttribute(
      'href',
      `/admin/patient-sets/${ids.pratt}`,
    );
    expect(screen.getByText('Patients younger than 1 year today.')).toBeVisible();
    expect(screen.getByText('Bo Castellane')).toBeVisible();
  });
  test('a filter stands in the address, and finding nothing offers to clear it', async () => {
    const { router } = openAt('/admin/patient-sets', {
      'GET /patient-sets': () => ({ sets: [], total: 0, due: 0, next: null }),
    });
    await userEvent.selectOptions(await screen.findByLabelText('Blocks'), 'Sets that block somebody');
    expect(await screen.findByText('No set matches')).toBeVisible();
    expect(router.state.location.search).toBe('?only=blocking');
    await press('Clear the filters');
    expect(await screen.findByText('There are no patient sets yet')).toBeVisible();
  });
  test('says how many suggestions wait', async () => {
    const relative = { patientId: ids.mila, name: 'Mila Pratt', demographicNumber: 1998, because: 'user' };
    openAt('/admin/patient-sets', {
      'GET /patient-sets': () => ({ sets: two, total: 2, due: 0, next: null }),
      'GET /set-suggestions': () => ({
        suggestions: [{ user: bo, patients: [relative], dismissed: null }],
        next: null,
      }),
    });
    expect(await screen.findByRole('link', { name: 'Suggestions, 1 waiting' })).toHaveAttribute(
      'href',
      '/admin/patient-sets/suggestions',
    );
  });
  test('what is to be looked at again is said first, and leads to those sets', async () => {
    const { router } = openAt('/admin/patient-sets', {
      'GET /patient-sets': () => ({
        sets: [lineOf(pratt, { blocked: [bo], reviewDue: true })],
        total: 1,
        due: 1,
        next: null,
      }),
    });
    expect(await screen.findByText('1 set has a block that is to be looked at again')).toBeVisible();
    expect(screen.getByText('review due')).toBeVisible();
    await press('Show');
    await waitFor(() => expect(screen.queryByText('1 set has a block that is to be looked at again')).toBeNull());
    expect(router.state.location.search).toBe('?only=due');
  });
  test('refused and failed look different from empty', async () => {
    openAt('/admin/patient-sets', { 'GET /patient-sets': () => refuse('actor/not-permitted', 403) });
    expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible();
  });
  test('failed', async () => {
    openAt('/admin/patient-sets', {});
    expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
  });
});

const mila = {
  patientId: ids.mila,
  demographicNumber: 1998,
  lastName: 'Pratt',
  firstName: 'Mila',
  dateOfBirth: '1996-10-29',
  sex: 'female',
  healthNumber: '',
  phone: '',
  mrp: null,
  since: '2026-10-16T17:00:00.000Z',
  sinceVersion: 1,
};
const at = `/patient-sets/${ids.pratt}`;
const openSet = (set: object, server = {}) =>
  openAt(`/admin${at}`, {
    [`GET ${at}`]: () => setOf(pratt, set),
    [`GET ${at}/members`]: () => ({ members: [mila], next: null }),
    ...server,
  });

describe('a set', () => {
  test('a patient is taken out with a reason, of the version that was seen', async () => {
    const { sent } = openSet(
      { blocks: [block] },
      { [`POST ${at}/members`]: () => ({ setId: ids.pratt, versionNumber: 2, version: 5 }) },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Take Mila Pratt out' }));
    expect(screen.getByText(/opens the chart to the 1 user whom the set blocks/)).toBeVisible();
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Take out' }));
    expect(dialog.getByText('Say why.')).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'moved');
    await userEvent.click(dialog.getByRole('button', { name: 'Take out' }));
    expect(await screen.findByText('Mila Pratt is in the set no more.')).toBeVisible();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
      add: [],
      remove: [ids.mila],
      reason: 'moved',
    });
  });
  test('that blocks somebody cannot be deleted, and says so', async () => {
    openSet({ blocks: [block] });
    expect(await screen.findByText(/A set that blocks somebody is not deleted/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
  });
  test('of a report that its limit cut short says what was asked for, and does not ask it again', async () => {
    openSet({ criteria: 'Patients younger than 1 year today.', cutTo: 10 });
    expect(
      await screen.findByText(/^Patients younger than 1 year today. The first 10 of them: a limit cut/),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Compare with the criteria' })).toBeNull();
  });
  test('names who is to look at a block again, and when', async () => {
    openSet({ blocks: [{ ...block, reviewOn: '2027-10-16', reviewer: bo }] });
    expect(await screen.findByText('review on 16 Oct 2027, by Bo Castellane')).toBeVisible();
  });
  test('that concerns the reader offers no change, and says why', async () => {
    openSet({ concernsYou: true, criteria: null });
    expect(await screen.findByText('This set concerns you')).toBeVisible();
    for (const name of ['Rename', 'Delete', 'Add a patient', 'Take Mila Pratt out'])
      expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.getByText('Not shown to you: this set keeps charts from you.')).toBeVisible();
    expect(screen.queryByText('Mila Pratt')).toBeNull();
    expect(screen.queryByRole('switch', { name: /Keep up to date/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Compare with the criteria' })).toBeNull();
  });
  test('a name that is taken is said at the name', async () => {
    openSet({}, { [`PUT ${at}/name`]: () => refuse('set/name-taken', 409) });
    await userEvent.click(await screen.findByRole('button', { name: 'Rename' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Rename' }));
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /Set Name/ })).toHaveAccessibleDescription(
        'There is a patient set of this name already.',
      ),
    );
  });
  test('the difference to its criteria is shown before it is updated', async () => {
    const { sent } = openSet(
      { criteria: 'Patients younger than 1 year today.' },
      {
        [`GET ${at}/drift`]: () => ({
          joins: { count: 1, first: [mila] },
          departs: { count: 0, first: [] },
          fingerprint: 'f',
        }),
        [`POST ${at}/versions`]: () => ({ setId: ids.pratt, versionNumber: 2, joined: 1, departed: 0, version: 5 }),
      },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Compare with the criteria' }));
    expect(await screen.findByText('1 patient meets the criteria and is not in the set')).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: /Why it is updated/ }), 'yearly');
    await press('Update');
    expect(await screen.findByText('The set is updated: version 2, 1 in, 0 out.')).toBeVisible();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ fingerprint: 'f', reason: 'yearly' });
  });
  test('one that is not there is said to be so', async () => {
    openAt(`/admin${at}`, {
      [`GET ${at}`]: () => refuse('set/not-found', 404),
      [`GET ${at}/members`]: () => refuse('set/not-found', 404),
    });
    expect(await screen.findByText('There is no such patient set.')).toBeVisible();
  });
});

describe('on a master file', () => {
  const page = [{ path: 'patient', element: <PatientBlocks patientId={ids.mila as never} /> }];
  const blocksAt = `GET /patients/${ids.mila}/blocks`;
  test('who is kept out and why, and a block is lifted with a reason and the password', async () => {
    let blocks: object[] = [block];
    const { sent } = openAt(
      '/patient',
      {
        [blocksAt]: () => ({ blocks }),
        [`POST /blocks/${ids.block}/lifting`]: () => {
          blocks = [];
          return { blockId: ids.block };
        },
      },
      undefined,
      page,
    );
    expect(await screen.findByText('Own family')).toBeVisible();
    await press('Lift the block of Bo Castellane on Pratt family');
    expect(
      await screen.findByText('Bo Castellane will open the charts of all 3 patients of Pratt family again.'),
    ).toBeVisible();
    await userEvent.type(screen.getByLabelText('Your password'), 'Tidal7pools');
    await press('Lift the block');
    expect(screen.getByText('Say why the block is lifted.')).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'by mistake');
    await press('Lift the block');
    expect(await screen.findByText('Nobody is kept out of this chart.')).toBeVisible();
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
      reason: 'by mistake',
      password: 'Tidal7pools',
    });
  });
  test('a failure is not emptiness, and can be tried again', async () => {
    openAt('/patient', { [blocksAt]: () => Response.json({}, { status: 500 }) }, undefined, page);
    expect(await screen.findByText('Who is kept out could not be loaded.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
  test('whom the chart is closed to is told that, and not of a failure', async () => {
    openAt('/patient', { [blocksAt]: () => refuse('patient/not-found', 404) }, undefined, page);
    expect(await screen.findByText('Not shown to you: this chart is closed to you.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
  test('whoever may not know is told nothing', async () => {
    const { sent } = openAt('/patient', {}, ['patients.read-patient'], page);
    expect(screen.queryByText('Kept out of this chart')).toBeNull();
    expect(sent).toEqual([]);
  });
});
