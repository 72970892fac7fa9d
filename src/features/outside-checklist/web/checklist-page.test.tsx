import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import type { ChecklistLine } from '../contract.ts';
import { outsideChecklistRoutes } from './routes.ts';

await Promise.all(outsideChecklistRoutes.map(async ({ lazy }) => typeof lazy === 'function' && lazy()));

const userId = '00000000-0000-4000-8000-00000000000a';
const address = `/users/${userId}/outside-checklist`;
const line = (given: Partial<ChecklistLine>): ChecklistLine => ({
  line: 'keys-and-devices',
  says: 'Keys, badge and devices are back',
  help: 'Door keys and codes.',
  days: 0,
  dueOn: '2026-11-01',
  overdue: true,
  mark: null,
  ...given,
});
const done: ChecklistLine['mark'] = {
  state: 'done',
  note: 'Letter of 2 November',
  at: '2026-11-02T15:00:00.000Z',
  files: [],
  by: { userId: userId as never, name: 'Ada Lindqvist', deactivated: false },
};
const laboratories = line({ line: 'laboratories', says: 'Laboratories know', days: 7, overdue: false, mark: done });
const caspian = { userId, name: 'Caspian Thornbury', status: 'inactive', leftOn: '2026-11-01', leavesOn: null };
const all = ['read-checklist', 'mark-line', 'take-back-mark', 'add-file', 'open-file', 'remove-file'].map(
  (verb) => `outside-checklist.${verb}`,
);
const open = (server: Server, permissions = all) =>
  openRoutes({ routes: outsideChecklistRoutes, at: address, server, session: { permissions } });
const list = (lines: readonly ChecklistLine[], more: Server = {}): Server => ({
  [`GET ${address}`]: () => ({ ...caspian, lines }),
  ...more,
});
const rowOf = async (name: string) => within((await screen.findByText(name)).closest('tr') as HTMLElement);

test('says by when, what is overdue, and who did what', async () => {
  open(list([line({}), laboratories]));
  expect(await screen.findByRole('heading', { name: 'Outside checklist of Caspian Thornbury' })).toBeVisible();
  expect(screen.getByText('Left on 1 Nov 2026.')).toBeVisible();
  expect((await rowOf('Keys, badge and devices are back')).getByText('Overdue')).toBeVisible();
  const row = await rowOf('Laboratories know');
  expect(row.getByText('Done')).toBeVisible();
  expect(row.getByText(/by Ada Lindqvist/)).toBeVisible();
  expect(row.getByText('Letter of 2 November')).toBeVisible();
});

test('a line is done, with a note', async () => {
  let lines = [line({})];
  const { sent } = open({
    [`GET ${address}`]: () => ({ ...caspian, lines }),
    [`PUT ${address}/keys-and-devices/mark`]: () => {
      lines = [line({ overdue: false, mark: done })];
      return { userId, line: 'keys-and-devices' };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Done: Keys, badge and devices are back' }));
  await userEvent.type(screen.getByLabelText('Note'), 'Two keys');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Keys, badge and devices are back: saved.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ state: 'done', note: 'Two keys' });
  expect(await screen.findByRole('button', { name: 'Take back: Keys, badge and devices are back' })).toBeVisible();
});

test('what is not needed needs a reason, and a refusal stands in the dialog', async () => {
  open(
    list([line({})], {
      [`PUT ${address}/keys-and-devices/mark`]: () =>
        refuse('checklist/already-marked', 409, { by: 'Marguerite Vance' }),
    }),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Not needed: Keys, badge and devices are back' }));
  const save = screen.getByRole('button', { name: 'Save' });
  expect(save).toBeDisabled();
  await userEvent.type(screen.getByLabelText(/^Why not/), 'Had none');
  await userEvent.click(save);
  expect(await screen.findByText(/^Marguerite Vance has said something of this line already/)).toBeVisible();
});

test('what was said is taken back', async () => {
  let lines: readonly ChecklistLine[] = [laboratories];
  open({
    [`GET ${address}`]: () => ({ ...caspian, lines }),
    [`DELETE ${address}/laboratories/mark`]: () => {
      lines = [line({ line: 'laboratories', says: 'Laboratories know' })];
      return { userId, line: 'laboratories' };
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Take back: Laboratories know' }));
  expect(await screen.findByText('Laboratories know: to do again.')).toBeVisible();
});

test('a file is added to what is done, and removed once that is said twice', async () => {
  const fileId = '00000000-0000-4000-8000-00000000000f';
  const kept = { fileId: fileId as Id<'file'>, name: 'Keys.pdf', bytes: 3_000 };
  let files: (typeof kept)[] = [];
  const { sent } = open({
    [`GET ${address}`]: () => ({ ...caspian, lines: [{ ...laboratories, mark: { ...done, files } }] }),
    [`POST ${address}/laboratories/files`]: ({ body }) => {
      if (body['content'] !== btoa('%PDF-1.7')) return refuse('checklist/file-unreadable', 422);
      files = [kept];
      return kept;
    },
    [`DELETE /outside-checklist/files/${fileId}`]: () => {
      files = [];
      return {};
    },
  });
  const choose = (content: string) => {
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    return userEvent.upload(input, new File([content], 'Keys.pdf', { type: 'application/pdf' }));
  };
  await screen.findByRole('button', { name: 'Add a file: Laboratories know' });
  await choose('a program');
  expect(await screen.findByText('This is no PDF, PNG or JPEG.')).toBeVisible();
  await choose('%PDF-1.7');
  expect(await screen.findByText('Keys.pdf is added.')).toBeVisible();
  expect(
    within(await screen.findByRole('list', { name: 'Files: Laboratories know' })).getAllByRole('listitem'),
  ).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Download Keys.pdf, 3 kB' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Remove Keys.pdf' }));
  const dialog = await screen.findByRole('dialog', { name: 'Remove Keys.pdf?' });
  expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
  expect(await screen.findByText('Keys.pdf is removed.')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Files: Laboratories know' })).toBeNull());
});

test('who may only read has no buttons', async () => {
  open(list([line({}), laboratories]), ['outside-checklist.read-checklist']);
  await screen.findByText('Laboratories know');
  expect(screen.queryByRole('button', { name: /^(Done|Not needed|Take back)/ })).toBeNull();
});

test('before somebody leaves, days are said in relation to the last one', async () => {
  open({
    [`GET ${address}`]: () => ({
      ...caspian,
      leftOn: null,
      lines: [line({ dueOn: null, overdue: false, days: -90 })],
    }),
  });
  expect(await screen.findByText('90 days before')).toBeVisible();
  expect(screen.getByText('No last day is set. The days are counted from the day of leaving.')).toBeVisible();
});

test('a last day makes days of them', async () => {
  open({
    [`GET ${address}`]: () => ({
      ...caspian,
      status: 'active',
      leftOn: null,
      leavesOn: '2026-12-15',
      lines: [line({ dueOn: '2026-09-16', overdue: true, days: -90 })],
    }),
  });
  expect(await screen.findByText('The last day is 15 Dec 2026. The days are counted from it.')).toBeVisible();
  expect((await rowOf('Keys, badge and devices are back')).getByText('Overdue')).toBeVisible();
});

test('a failure does not look like an empty list', async () => {
  open({ [`GET ${address}`]: () => refuse('user/not-found', 404) });
  expect(await screen.findByText(/no such user/i)).toBeVisible();
});
