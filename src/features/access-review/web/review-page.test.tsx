import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Review } from '../contract.ts';
import { all, bo, dee, ids, openAt, refuse, review, type Server } from './test-pages.tsx';

const at = `/access-reviews/${ids.review}`;
const page = `/admin${at}`;
const shows = (one: Partial<Review> = {}): Server => ({ [`GET ${at}`]: () => ({ ...review, ...one }) });
const rowOf = async (name: RegExp) => within(await screen.findByRole('row', { name }));

test('each line says what the user holds, and what has changed since the snapshot', async () => {
  openAt(page, shows());
  const row = await rowOf(/Bo Castellane/);
  expect(row.getByText('doctor, no. 1002')).toBeVisible();
  expect(row.getByText('new')).toBeVisible();
  expect(row.getByText('was 1')).toBeVisible();
  expect(row.getByText('Harbour staff and 1 more')).toBeVisible();
  expect(screen.getByText('Role front desk')).toBeVisible();
  expect(screen.getByText('1 of 3 decided. 2 wait for you.')).toBeVisible();
  expect(screen.getByText('2 of 3 to decide')).toBeVisible();
});

test('one key confirms the line under the focus, and the focus goes to the next', async () => {
  let lines = [bo, dee];
  const { sent } = openAt(page, {
    [`GET ${at}`]: () => ({ ...review, lines }),
    [`POST ${at}/confirmations`]: () => {
      lines = [dee];
      return { confirmed: 1 };
    },
  });
  (await screen.findByRole('button', { name: 'Confirm Bo Castellane' })).focus();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('Bo Castellane is confirmed.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ lines: [{ userId: ids.bo, seen: bo.seen }] });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Confirm Dee Hartwell' })).toHaveFocus());
  expect(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('several are confirmed at once', async () => {
  const { sent } = openAt(page, { ...shows(), [`POST ${at}/confirmations`]: () => ({ confirmed: 2 }) });
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Select all on this page' }));
  await userEvent.click(screen.getByRole('button', { name: 'Confirm 2 users' }));
  expect(await screen.findByText('2 users are confirmed.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body['lines']).toHaveLength(2);
});

test('whoever was slower is told kindly, and sees how it stands', async () => {
  const { sent } = openAt(page, {
    ...shows(),
    [`POST ${at}/confirmations`]: () => refuse('review/line-changed', 409, { name: 'Bo Castellane' }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Confirm Bo Castellane' }));
  expect(await screen.findByText(/Bo Castellane is not as you saw it any more/)).toBeVisible();
  expect(sent.filter(({ method }) => method === 'GET')).toHaveLength(2);
});

test('single roles and sites end with a reason; all roles only by Deactivate', async () => {
  const { sent } = openAt(page, {
    ...shows(),
    [`POST ${at}/lines/${ids.bo}/ending`]: () => ({ endedRoles: ['front desk'], endedSites: [] }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'End access of Bo Castellane' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox', { name: 'doctor' }));
  await userEvent.click(dialog.getByRole('checkbox', { name: 'front desk' }));
  expect(dialog.getByText(/At least one role stays with a user/)).toBeVisible();
  expect(dialog.getByRole('button', { name: 'End' })).toBeDisabled();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'doctor' }));
  await userEvent.click(dialog.getByRole('button', { name: 'End' }));
  expect(dialog.getByText('Say why.')).toBeVisible();
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'moved');
  await userEvent.click(dialog.getByRole('button', { name: 'End' }));
  expect(await screen.findByText('Ended for Bo Castellane: front desk.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    seen: bo.seen,
    roleIds: [ids.desk],
    siteIds: [],
    reason: 'moved',
  });
});

test('everything is handed to Deactivate, and the line leads there', async () => {
  let line = bo;
  const { sent } = openAt(page, {
    [`GET ${at}`]: () => ({ ...review, lines: [line] }),
    [`POST ${at}/lines/${ids.bo}/handing`]: () => {
      line = { ...bo, state: 'handed', decidedAt: '2026-11-10T15:00:00.000Z', reason: 'left' };
      return {};
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'End access of Bo Castellane' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox', { name: /Everything/ }));
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'left');
  await userEvent.click(dialog.getByRole('button', { name: 'Hand to Deactivate' }));
  expect(await screen.findByRole('link', { name: 'Deactivate Bo Castellane' })).toHaveAttribute(
    'href',
    `/admin/users/${ids.bo}/deactivate`,
  );
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ seen: bo.seen, reason: 'left' });
});

test('closing with something left needs a reason; closed, the page shows the digest and offers nothing', async () => {
  let shown: Review = review;
  const digest = 'f'.repeat(64);
  openAt(page, {
    [`GET ${at}`]: () => shown,
    [`POST ${at}/closing`]: () => {
      shown = {
        ...review,
        closedAt: '2026-11-10T15:00:00.000Z',
        closedBy: 'Ada Lindqvist',
        closedReason: 'year end',
        digest,
      };
      return { digest };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Close Review' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('2 users not decided or not deactivated yet')).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Close Review' })).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox', { name: /Why it is closed early/ }), 'year end');
  await userEvent.click(dialog.getByRole('button', { name: 'Close Review' }));
  expect(await screen.findByText(digest)).toBeVisible();
  expect(screen.getByText('year end')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Confirm / })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Close Review' })).toBeNull();
});

test('a document that is refused is a sentence, one that is made is a file', async () => {
  const made = vi.fn<(content: Blob) => string>(() => 'blob:x');
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => undefined }));
  openAt(page, {
    ...shows(),
    [`POST ${at}/document`]: ({ body }) =>
      body['format'] === 'pdf' ? new Response('%PDF-1.7') : refuse('review/not-found', 404),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Document as CSV' }));
  expect(await screen.findByText('There is no such access review.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Document as PDF' }));
  await waitFor(() => expect(made).toHaveBeenCalledOnce());
});

test('what a reviewer has left is given to another', async () => {
  const { sent } = openAt(page, { ...shows(), [`POST ${at}/lines/giving`]: () => ({ given: 2, stayed: 0 }) });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Give what Ada Lindqvist has not decided to another reviewer' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'To' }), 'Cy Okonjo');
  await userEvent.click(dialog.getByRole('button', { name: 'Give' }));
  expect(await screen.findByText('2 users given to Cy Okonjo.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ fromUserId: ids.ada, toUserId: ids.cy });
});

test('nothing undecided is a face of its own; not found and a defect are others', async () => {
  openAt(page, shows({ lines: [], matching: 0 }));
  expect(await screen.findByRole('heading', { name: 'Nothing is undecided' })).toBeVisible();
});

test('refused and failed', async () => {
  openAt(page, { [`GET ${at}`]: () => refuse('review/not-found', 404) });
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

test('failed', async () => {
  openAt(page, {});
  expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeVisible();
});

test('who may only look is offered no decision', async () => {
  const may = ['access-review.read-review'];
  openAt(page, shows({ mine: 0, mayClose: false, lines: [{ ...bo, mine: false }] }), may);
  const row = await rowOf(/Bo Castellane/);
  expect(row.getByText('for Ada Lindqvist')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Confirm|End access|Close Review|Document/ })).toBeNull();
  expect(all.length).toBeGreaterThan(may.length);
});
