import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { openRoutes, refuse, type Server } from '#web/test-open.tsx';
import { prescriptionRoutes } from './routes.ts';

afterEach(() => vi.unstubAllGlobals());

// As the session of the tests has it.
const me = { userId: '00000000-0000-4000-8000-00000000000a', name: 'Ada Lindqvist', deactivated: false };
const cy = { userId: '00000000-0000-4000-8000-00000000000c', name: 'Cy Okonjo', deactivated: false };
const metformin = { medication: 'Metformin', dose: '500 mg', directions: 'One a day', quantity: '60', refills: 3 };
const summary = {
  prescriptionId: 'a',
  patient: { patientId: 'p', demographicNumber: 7, lastName: 'Tolland', firstName: 'Emeric' },
  medications: ['Metformin'],
  status: 'draft',
  writtenAt: '2026-11-09T15:00:00Z',
  author: cy,
  holder: me,
  cameFrom: cy,
};
const read = {
  ...summary,
  siteId: 's',
  siteName: 'Alder Point',
  lines: [metformin],
  note: 'Blister pack',
  letterhead: {
    clinicName: 'Alder Point',
    name: 'Ada Lindqvist',
    type: 'doctor',
    address: '1 Road',
    city: '',
    phone: '250-555-0100',
    fax: '',
    numbers: [{ label: 'CPSID', value: '31701' }],
  },
  writtenFor: { name: 'Emeric Tolland', dateOfBirth: '1961-04-02', healthNumber: '', address: '9 Fern Row' },
  signedAt: null,
  signedBy: null,
  cancelledAt: null,
  cancelledBy: null,
  cancelReason: null,
  lacks: [],
  holders: [{ holder: me, from: '2026-11-10T15:00:00Z', until: null }],
  version: 3,
};
const patient = {
  ...summary.patient,
  dateOfBirth: null,
  sex: '',
  deceasedOn: null,
  deceased: false,
  mrp: null,
};
const sites = [{ siteId: 's', name: 'Alder Point' }];
const permissions = [
  'list-prescriptions',
  ...['open', 'read', 'write', 'update', 'sign', 'give', 'cancel', 'print'].map((verb) => `${verb}-prescription`),
].map((name) => `prescriptions.${name}`);
const open = (at: string, server: Server, type = 'doctor') =>
  openRoutes({
    routes: prescriptionRoutes,
    at,
    server,
    session: { permissions, type, userId: me.userId as Id<'user'> },
  });
const opened = { 'POST /patients/p/prescription-readings': () => ({ patient, prescriptions: [], next: null }) };
const choices = (more: object = {}) => ({
  ...opened,
  'GET /prescription-choices': () => ({ sites, lacks: [], ...more }),
});

test('what one must sign says from whom it came, and what is withheld', async () => {
  open('/prescriptions', {
    'GET /prescriptions': () => ({
      prescriptions: [summary],
      next: null,
      waiting: { open: 1, withheld: 1, pool: 0, poolWithheld: 0 },
    }),
  });
  expect(await screen.findByText(/^1 item is withheld from you/)).toBeVisible();
  const [, row] = screen.getAllByRole('row');
  expect(row).toHaveTextContent('Metforminfrom Cy OkonjoTolland, Emeric');
});

test('of a patient: filtered by state, empty with the way to write one', async () => {
  const { sent, router } = open('/patients/p/prescriptions', opened);
  expect(await screen.findByText('Nothing is prescribed here yet')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Write Prescription' })).toHaveAttribute(
    'href',
    '/patients/p/prescriptions/write',
  );
  await userEvent.click(screen.getByRole('radio', { name: 'Signed' }));
  expect(await screen.findByText('No prescription is in this state')).toBeVisible();
  expect(router.state.location.search).toBe('?status=signed');
  expect(sent.at(-1)?.body).toEqual({ status: 'signed' });
});

test('two medications are written; what is missing has the focus, one site is not asked for', async () => {
  const { sent, router } = open('/patients/p/prescriptions/write', {
    ...choices(),
    'POST /patients/p/prescriptions': () => ({ prescriptionId: 'a', version: 1 }),
    'POST /prescriptions/a/readings': () => read,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Save Prescription' }));
  expect(screen.getByLabelText(/^Medication/)).toHaveFocus();
  expect(screen.getByText('Still needed: Medication, How taken, Quantity.')).toBeVisible();
  expect(screen.queryByLabelText('Letterhead of the site')).toBeNull();
  await userEvent.type(screen.getByLabelText(/^Medication/), 'Metformin');
  await userEvent.type(screen.getByLabelText(/^How taken/), 'One a day');
  await userEvent.type(screen.getByLabelText(/^Quantity/), '60');
  await userEvent.click(screen.getByRole('button', { name: 'Add a medication' }));
  expect(screen.getAllByLabelText(/^Medication/)[1]).toHaveFocus();
  await userEvent.click(screen.getByRole('button', { name: 'Remove medication 2' }));
  expect(screen.getByText('Medication 2 is removed.')).toBeInTheDocument();
  expect(screen.getByLabelText(/^Medication/)).toHaveFocus();
  const refills = screen.getByLabelText('Refills');
  await userEvent.clear(refills);
  await userEvent.type(refills, 'x');
  expect(await screen.findByText('A whole number, 0 to 99.')).toBeVisible();
  await userEvent.clear(refills);
  await userEvent.type(refills, '3');
  await userEvent.click(screen.getByRole('button', { name: 'Save Prescription' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/prescriptions/a'));
  expect(sent.find(({ path }) => path === '/patients/p/prescriptions')?.body).toEqual({
    siteId: 's',
    note: '',
    lines: [{ medication: 'Metformin', dose: '', directions: 'One a day', quantity: '60', refills: 3 }],
  });
  expect(await screen.findByText('Saved. It waits for your signature.')).toBeVisible();
});

test('who has no number yet is told before writing; a site that is not one’s own is refused at its field', async () => {
  open('/patients/p/prescriptions/write', {
    ...choices({ lacks: ['CPSID'], sites: [...sites, { siteId: 't', name: 'Fernhill' }] }),
    'POST /patients/p/prescriptions': () => refuse('site/not-yours', 403),
  });
  expect(await screen.findByText('You can write it, and not sign it yet: CPSID is missing')).toBeVisible();
  await userEvent.type(screen.getByLabelText(/^Medication/), 'Metformin');
  await userEvent.type(screen.getByLabelText(/^How taken/), 'One a day');
  await userEvent.type(screen.getByLabelText(/^Quantity/), '60');
  await userEvent.click(screen.getByRole('button', { name: 'Save Prescription' }));
  await waitFor(() => expect(screen.getByLabelText('Letterhead of the site')).toHaveFocus());
  expect(screen.getAllByText(/^You are not assigned to this site\./)[0]).toBeVisible();
});

test.each([
  ['who is no prescriber', {}, 'receptionist', 'Only a doctor, nurse, resident or midwife can prescribe.'],
  ['who has no site', { sites: [] }, 'doctor', /^You are not assigned to an open site/],
])('%s is told so in place of the form', async (_, more, type, says) => {
  open('/patients/p/prescriptions/write', choices(more), type);
  expect(await screen.findByText(says)).toBeVisible();
});

test('a draft is signed as it was read; changed meanwhile, it is shown as it is now', async () => {
  let version = 3;
  const { sent } = open('/prescriptions/a', {
    'POST /prescriptions/a/readings': () => ({ ...read, version }),
    'PUT /prescriptions/a/signature': () => {
      if (version > 3) return { prescriptionId: 'a', version: 5 };
      version = 4;
      return refuse('request/version-stale', 409);
    },
  });
  const paper = within(await screen.findByRole('article', { name: 'The prescription as it is printed' }));
  expect(paper.getByText('CPSID 31701')).toBeVisible();
  expect(paper.getByText('Metformin, 500 mg')).toBeVisible();
  for (let n = 0; n < 2; n += 1) {
    // oxlint-disable no-await-in-loop -- the second press comes after the first was turned down
    await userEvent.click(screen.getByRole('button', { name: 'Sign' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Sign this prescription?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Sign' }));
    if (n === 0) await screen.findByText('The prescription has changed since you opened it');
    // oxlint-enable no-await-in-loop
  }
  expect(await screen.findByText('Signed. It can be printed now.')).toBeVisible();
  expect(sent.filter(({ path }) => path.endsWith('/signature'))).toHaveLength(2);
});

test('what is signed can be printed, and cancelled with a reason; nothing else', async () => {
  const { sent } = open('/prescriptions/a', {
    'POST /prescriptions/a/readings': () => ({
      ...read,
      status: 'signed',
      signedAt: '2026-11-10T16:00:00Z',
      signedBy: me,
    }),
    'DELETE /prescriptions/a': () => ({ prescriptionId: 'a', version: 4 }),
  });
  expect(await screen.findByRole('button', { name: 'Print (PDF)' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel prescription' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Cancel this prescription?' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel prescription' }));
  expect(dialog.getByText('Say why, in a few words.')).toBeVisible();
  await userEvent.type(dialog.getByLabelText('Reason'), 'Allergic');
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel prescription' }));
  expect(await screen.findByText('It is cancelled and stays on record.')).toBeVisible();
  expect(sent.find(({ method }) => method === 'DELETE')?.body).toEqual({ reason: 'Allergic' });
});

test('of two who write, the second chooses field by field', async () => {
  let reads = 0;
  const { sent, router } = open('/prescriptions/a/edit', {
    'GET /prescription-choices': () => ({ sites, lacks: [] }),
    'POST /prescriptions/a/readings': () => {
      reads += 1;
      return reads === 1 ? read : { ...read, note: 'No blister pack', version: 4 };
    },
    'PUT /prescriptions/a': () =>
      reads === 1 ? refuse('request/version-stale', 409) : { prescriptionId: 'a', version: 5 },
  });
  await userEvent.type(await screen.findByLabelText('Dose'), ' slow release');
  await userEvent.click(screen.getByRole('button', { name: 'Save Prescription' }));
  const dialog = within(await screen.findByRole('dialog', { name: /was changed by somebody else$/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Go on with this' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save Prescription' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/prescriptions/a'));
  expect(sent.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({
    note: 'No blister pack',
    lines: [{ ...metformin, dose: '500 mg slow release' }],
  });
});

test('a refusal is no emptiness', async () => {
  open('/prescriptions/a', { 'POST /prescriptions/a/readings': () => refuse('work/not-found', 404) });
  expect(await screen.findByText('There is no such item, or the record is closed to you.')).toBeVisible();
});
