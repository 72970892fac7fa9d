import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { alder, ids, openAt, refuse, type Server } from './test-pages.tsx';

const field = (name: string) => screen.getByRole('textbox', { name });
const fill = async (name: string, text: string) => {
  await screen.findByRole('textbox', { name });
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
};

describe('Add Site', () => {
  const add = () => userEvent.click(screen.getByRole('button', { name: 'Add Site' }));

  test('sends the whole site once, under a name of its own, and the list says so', async () => {
    const { sent } = openAt('/admin/sites/add', {
      'POST /sites': () => ({ siteId: ids.fernhill }),
      'GET /sites': () => ({ sites: [alder] }),
    });
    await fill('Name', 'Fernhill');
    await fill('Short Name', 'FH');
    await userEvent.click(screen.getByRole('radio', { name: /Purple/ }));
    await userEvent.selectOptions(screen.getByLabelText('Service Location Code'), 'W');
    await add();
    expect(await screen.findByText('Fernhill is added. Assign users under Manage Users.')).toBeVisible();
    const post = sent.find(({ method }) => method === 'POST');
    expect(post?.headers.get('idempotency-key')).toMatch(/\S/);
    expect(post?.body).toMatchObject({
      name: 'Fernhill',
      shortName: 'FH',
      colour: 'purple',
      province: 'BC',
      serviceLocationCode: 'W',
    });
  });

  test('without a name nothing is sent, and the field has the focus', async () => {
    const { sent } = openAt('/admin/sites/add', {});
    await screen.findByText('Still needed: Name and Short Name.');
    await add();
    expect(field('Name')).toHaveFocus();
    expect(sent).toEqual([]);
  });

  test('a name that is taken is said at the name', async () => {
    openAt('/admin/sites/add', { 'POST /sites': () => refuse('site/name-taken', 409) });
    await fill('Name', 'Alder Point');
    await fill('Short Name', 'A2');
    await add();
    await waitFor(() => expect(field('Name')).toHaveFocus());
    expect(field('Name')).toHaveAccessibleDescription('Another open site has this name.');
  });

  test('without a letter of its own the clinic’s counts, and it says so', async () => {
    openAt('/admin/sites/add', {});
    const code = await screen.findByLabelText('Service Location Code');
    expect(code).toHaveAccessibleDescription(/Left empty, the clinic’s counts: Q\.$/);
    await userEvent.selectOptions(code, 'W');
    expect(code).not.toHaveAccessibleDescription(/Left empty/);
  });

  test('letters of British Columbia are offered there only', async () => {
    openAt('/admin/sites/add', {});
    await userEvent.selectOptions(await screen.findByLabelText('Province'), 'AB');
    expect(screen.queryByLabelText('Service Location Code')).toBeNull();
  });
});

describe('Edit', () => {
  const at = `/admin/sites/${ids.alder}/edit`;
  const server = (update: Server[string], site: Server[string] = () => alder): Server => ({
    [`GET /sites/${ids.alder}`]: site,
    [`PUT /sites/${ids.alder}`]: update,
    'GET /sites': () => ({ sites: [alder] }),
  });
  const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

  test('says what is changed, and names the version it saw', async () => {
    const { sent } = openAt(
      at,
      server(() => ({ siteId: ids.alder, version: 4 })),
    );
    await fill('Phone', '250-555-0199');
    expect(screen.getByText('Changed: Phone.')).toBeVisible();
    await save();
    expect(await screen.findByText('Alder Point is updated.')).toBeVisible();
    const put = sent.find(({ method }) => method === 'PUT');
    expect(put?.headers.get('if-match')).toBe('"3"');
    expect(put?.body).toMatchObject({ name: 'Alder Point', phone: '250-555-0199', serviceLocationCode: 'L' });
  });

  test('where somebody else was quicker, both versions are shown and one is chosen', async () => {
    let version = 3;
    const { sent } = openAt(
      at,
      server(
        ({ headers }) =>
          headers.get('if-match') === '"4"' ? { siteId: ids.alder, version: 5 } : refuse('request/version-stale', 412),
        () => ({ ...alder, version: version++, ...(version > 4 ? { phone: '250-555-0122', colour: 'olive' } : {}) }),
      ),
    );
    await fill('Phone', '250-555-0199');
    await save();
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(within(dialog.getByRole('radiogroup', { name: 'Phone' })).getByLabelText('250-555-0199'));
    await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
    await save();
    await screen.findByText('Alder Point is updated.');
    expect(sent.filter(({ method }) => method === 'PUT').at(-1)?.body).toMatchObject({
      phone: '250-555-0199',
      colour: 'olive',
    });
  });

  test('a site that is not there is said to be so', async () => {
    openAt(
      at,
      server(
        () => undefined,
        () => refuse('site/not-found', 404),
      ),
    );
    expect(await screen.findByText(/There is no such open site/)).toBeVisible();
  });
});
