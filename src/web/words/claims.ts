import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const claims = (count: number) => `${n(count)} ${count === 1 ? 'claim' : 'claims'}`;

const en = {
  title: 'Claims',
  lead: 'A claim is open until it is paid or cancelled, and somebody follows it up.',
  ofPatient: (name: string) => `Claims for ${name}`,
  ofAPatient: 'Claims for a patient',
  which: 'Which claims',
  folders: { open: 'Yours', pool: 'Unassigned', all: 'All' },
  withheld: (count: number) =>
    `${claims(count)} ${count === 1 ? 'is' : 'are'} withheld from you: ${count === 1 ? 'it concerns a record' : 'they concern records'} closed to you.`,
  withheldInPool: (count: number) =>
    `${claims(count)} here ${count === 1 ? 'concerns a record' : 'concern records'} closed to you and ${count === 1 ? 'is' : 'are'} not listed.`,
  columns: {
    day: 'Day',
    patient: 'Patient',
    service: 'Service',
    biller: 'Billed by',
    holder: 'Followed up by',
    amount: 'Amount',
    status: 'Status',
    actions: 'Actions',
  },
  statuses: {
    unsubmitted: 'Not submitted',
    rejected: 'Rejected',
    'awaiting-payment': 'Awaiting payment',
    paid: 'Paid',
    cancelled: 'Cancelled',
  },
  amount: (cents: number, currency: string) =>
    new Intl.NumberFormat('en-CA', { style: 'currency', currency }).format(cents / 100),
  nobody: 'Nobody known',
  inPool: 'Unassigned',
  from: (name: string) => `from ${name}`,
  arrivedFor: (name: string) => `arrived for ${name}`,
  more: 'More claims',
  empty: {
    open: 'No claim waits for you',
    pool: 'Nothing waits unassigned',
    all: 'No claims yet',
  },
  emptyWhy: {
    open: 'Claims that you bill, or took over, stand here until they are paid or cancelled.',
    pool: 'When somebody leaves and nobody takes a claim over, it waits here until one of you takes it.',
    all: 'Every claim of the clinic that you may see stands here.',
  },
  take: 'Take',
  allStates: 'All states',
  noneOf: 'No claim stands there',
  noneOfWhy: 'The filter above leaves nothing to show.',
  showAll: 'Show all',

  acts: {
    submit: 'Record as Submitted',
    resubmit: 'Record as Resubmitted',
    submitted: 'Submitted: it awaits its payment.',
    pay: 'Record as Paid',
    paid: 'Paid: there is nothing left to follow up.',
    reject: 'Record a Rejection',
    rejectTitle: 'Record that the claim was rejected',
    rejectWhy: 'It waits to be put right and submitted again.',
    rejected: 'Rejected: it waits to be submitted again.',
    comesBack: 'Record as Returned',
    comesBackTitle: 'Record that the payer returned a paid claim',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw the claim',
    withdrawWhy: 'Nobody expects it to be paid any more. It stays on record.',
    withdrawn: 'Withdrawn.',
    close: 'Close, change nothing',
  },

  read: {
    untitled: 'Claim',
    facts: 'The claim',
    whose: 'Whose it is',
    history: 'History',
    note: (note: string) => `Why: ${note}`,
    madeAt: 'Made',
    submittedAt: 'Submitted',
    settledAt: 'Settled',
    notYet: 'not here',
    somebody: 'somebody',
    pool: 'the unassigned pool',
    steps: {
      'handed-over': (by: string, from: string, to: string) => `${by} handed it over from ${from} to ${to}`,
      returned: (by: string, from: string) => `${by} put it into the unassigned pool when ${from} left`,
      taken: (by: string) => `${by} took it`,
      given: (by: string, _from: string, to: string) => `${by} gave it to ${to}`,
      submitted: (by: string) => `${by} submitted it`,
      paid: (by: string) => `${by} recorded that it was paid`,
      rejected: (by: string) => `${by} recorded that it was rejected`,
      withdrawn: (by: string) => `${by} withdrew it`,
    },
  },

  takeNamed: (service: string, name: string) => `Take “${service}” for ${name}`,
};

export const claimWords = inLanguage({ en });
