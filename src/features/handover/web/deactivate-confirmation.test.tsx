import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { problemOf } from '#kernel/problems.ts';
import { type Asked, bo, handoverId, stubServer } from './test-pages.tsx';
import {
  preview,
  leave,
  at,
  previewed,
  others,
  open,
  ready,
  deactivate,
  previews,
  setUp,
} from './test-deactivation.tsx';

setUp();

const leaves = (asked: readonly Asked[]) => asked.filter(({ path }) => path === leave);

async function confirmWith(password: string) {
  await userEvent.click(await deactivate());
  const dialog = await screen.findByRole('dialog', { name: 'Deactivate Bo Castellane?' });
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'Moved away');
  await userEvent.type(within(dialog).getByLabelText('Your password'), `${password}{Enter}`);
  return dialog;
}

test('a wrong password stands at the field; the same request is sent again under the same name', async () => {
  const asked = stubServer({
    [`POST ${at}`]: previewed,
    [`POST ${leave}`]: ({ body }) =>
      body['password'] === 'Tidal7pools'
        ? { json: { userId: bo, handoverId, moved: [], sessionsEnded: 2 } }
        : { status: 403, json: problemOf('confirmation/password-wrong') },
    ...others,
  });
  const router = open(ready);
  const dialog = await confirmWith('wrong');
  const field = within(dialog).getByLabelText('Your password');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/This is not your password/));
  await waitFor(() => expect(field).toHaveFocus());
  await userEvent.clear(field);
  await userEvent.type(field, 'Tidal7pools{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe(`/admin/handovers/${handoverId}`));
  const sent = leaves(asked);
  expect(sent.map(({ body }) => body)).toEqual(
    ['wrong', 'Tidal7pools'].map((password) => ({
      plan: ready,
      planHash: 'hash of 3',
      reason: 'Moved away',
      password,
    })),
  );
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

test('without a reason nothing is sent', async () => {
  const asked = stubServer({ [`POST ${at}`]: previewed, ...others });
  open(ready);
  await userEvent.click(await deactivate());
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Your password'), 'Tidal7pools{Enter}');
  expect(await within(dialog).findByText('Say why, in a few words.')).toBeVisible();
  expect(within(dialog).getByLabelText('Reason')).toHaveFocus();
  expect(leaves(asked)).toEqual([]);
});

test('work that came meanwhile is said and counted anew, and the next try goes under another name', async () => {
  let tasks = 5;
  const asked = stubServer({
    [`POST ${at}`]: ({ plan }) => ({ json: preview(plan, { tasks }) }),
    [`POST ${leave}`]: () => {
      tasks = 6;
      return { status: 409, json: problemOf('handover/plan-changed') };
    },
    ...others,
  });
  open(ready);
  await confirmWith('Tidal7pools');
  expect(await screen.findByText('The open work has changed since you looked')).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(await screen.findByText('10 items.')).toBeVisible();
  expect(previews(asked).at(-1)?.plan).toEqual(ready);

  await userEvent.click(await deactivate());
  await userEvent.type(await screen.findByLabelText('Your password'), 'Tidal7pools{Enter}');
  await waitFor(() => expect(leaves(asked)).toHaveLength(2));
  expect(new Set(asked.map(({ key }) => key).filter(Boolean)).size).toBe(2);
});
