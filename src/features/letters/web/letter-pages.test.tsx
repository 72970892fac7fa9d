import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { letterRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

const bo = { userId: '00000000-0000-4000-8000-00000000000b', name: 'Bo Castellane', deactivated: false };
const cy = { userId: '00000000-0000-4000-8000-00000000000c', name: 'Cy Okonjo', deactivated: false };
const letter = {
  letterId: 'a',
  patient: { patientId: 'p', demographicNumber: 7, lastName: 'Tolland', firstName: 'Emeric' },
  subject: 'Referral',
  recipient: 'Dr Ferris',
  organization: 'Harbour Cardiology',
  status: 'to-sign',
  madeAt: '2026-11-09T15:00:00Z',
  author: cy,
  holder: bo,
  cameFrom: cy,
};
const read = {
  ...letter,
  siteId: 's',
  siteName: 'Alder Point',
  address: '',
  fax: '250-555-0123',
  body: 'Please see this patient.',
  letterhead: {
    clinicName: 'Alder Point',
    name: 'Cy Okonjo',
    type: 'doctor',
    address: '1 Road',
    city: '',
    phone: '',
    fax: '',
  },
  signedAt: null,
  signedBy: null,
  sentAt: null,
  sentBy: null,
  sentHow: null,
  sentTo: null,
  holders: [
    { holder: cy, from: '2026-11-09T15:00:00Z', until: '2026-11-10T15:00:00Z' },
    { holder: bo, from: '2026-11-10T15:00:00Z', until: null },
  ],
  version: 3,
};
const permissions = ['list', 'read', 'update', 'sign', 'send', 'give', 'take', 'withdraw'].map(
  (verb) => `letters.${verb}-letter${verb === 'list' ? 's' : ''}`,
);
const open = (at: string, server: Server, type = 'doctor') =>
  openRoutes({ routes: letterRoutes, at, server, session: { permissions, type } });
const waiting = { open: 1, withheld: 0, pool: 1, poolWithheld: 2 };

test('the pool says what it holds back; what is taken is said', async () => {
  open('/letters?folder=pool', {
    'GET /letters': () => ({ letters: [{ ...letter, holder: null }], next: null, waiting }),
    'POST /letters/a/holder': () => ({ letterId: 'a' }),
  });
  expect(await screen.findByText('2 items here concern records closed to you and are not listed.')).toBeVisible();
  const [, row] = screen.getAllByRole('row');
  expect(row).toHaveTextContent('Referralfrom Cy OkonjoDr Ferris, Harbour CardiologyTolland, Emeric');
  await userEvent.click(within(row ?? document.body).getByRole('button', { name: 'Take “Referral, Tolland, Emeric”' }));
  expect(await screen.findByText('“Referral” is yours now.')).toBeVisible();
});

test('a letter is signed as it was read; changed meanwhile, it is shown as it is now', async () => {
  let version = 3;
  const { sent } = open('/letters/a', {
    'POST /letters/a/readings': () => ({ ...read, version }),
    'PUT /letters/a/signature': () => {
      if (version > 3) return { letterId: 'a', version: 5 };
      version = 4;
      return refuse('request/version-stale', 409);
    },
  });
  expect(await screen.findByText('Please see this patient.')).toBeVisible();
  expect(screen.getByText('Dr Cy Okonjo')).toBeVisible();
  const sign = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Sign' }));
    const dialog = await screen.findByRole('dialog', { name: 'Sign this letter?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Sign' }));
  };
  await sign();
  expect(await screen.findByText('The letter has changed since you opened it')).toBeVisible();
  await sign();
  expect(await screen.findByText('Signed. It can be printed and sent now.')).toBeVisible();
  expect(sent.filter(({ path }) => path.endsWith('/signature'))).toHaveLength(2);
});

test('who cannot sign is told who can, and a colleague’s letter offers nothing', async () => {
  open('/letters/a', { 'POST /letters/a/readings': () => read }, 'receptionist');
  expect(await screen.findByText(/^Only a doctor, nurse, resident or midwife can sign it/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull();
});

test('a colleague’s letter is only read', async () => {
  open('/letters/a', { 'POST /letters/a/readings': () => ({ ...read, holder: cy }) });
  expect(await screen.findByText('Cy Okonjo holds this.')).toBeVisible();
  for (const name of ['Sign', 'Give to somebody else', 'Withdraw'])
    expect(screen.queryByRole('button', { name })).toBeNull();
});

test('what went by fax names its number', async () => {
  const { sent } = open('/letters/a', {
    'POST /letters/a/readings': () => ({ ...read, status: 'to-send', signedAt: '2026-11-10T16:00:00Z', signedBy: bo }),
    'PUT /letters/a/sending': () => ({ letterId: 'a', version: 4 }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Record as sent' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Record as sent' }));
  const number = dialog.getByLabelText('Fax number');
  await userEvent.clear(number);
  await userEvent.click(dialog.getByRole('button', { name: 'Record' }));
  expect(await dialog.findByText('Type the fax number that it was sent to.')).toBeVisible();
  await userEvent.type(number, '250-555-0199');
  await userEvent.click(dialog.getByRole('button', { name: 'Record' }));
  expect(await screen.findByText('It is recorded as sent.')).toBeVisible();
  expect(sent.find(({ path }) => path.endsWith('/sending'))?.body).toEqual({ how: 'fax', to: '250-555-0199' });
});

test('of two who write, the second chooses field by field', async () => {
  let reads = 0;
  const { sent, router } = open('/letters/a/edit', {
    'GET /letter-choices': () => ({ sites: [{ siteId: 's', name: 'Alder Point' }] }),
    'POST /letters/a/readings': () => {
      reads += 1;
      return reads === 1 ? read : { ...read, subject: 'Referral, urgent', version: 4 };
    },
    'PUT /letters/a': ({ body }) =>
      reads === 1 ? refuse('request/version-stale', 409) : { letterId: 'a', version: 5, body },
  });
  const body = await screen.findByLabelText('Letter');
  await userEvent.type(body, ' Thank you.');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = within(await screen.findByRole('dialog', { name: /was changed by somebody else$/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/letters/a'));
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
    subject: 'Referral, urgent',
    body: 'Please see this patient. Thank you.',
  });
});

test('a refusal is no emptiness', async () => {
  open('/letters/a', { 'POST /letters/a/readings': () => refuse('work/not-found', 404) });
  expect(await screen.findByText('There is no such item, or the record is closed to you.')).toBeVisible();
});
