import type { Line } from '../rules.ts';
import { everybody, practitioners } from './types.ts';

/** @see docs/sources.md#leaving-a-practice */
export const ab: readonly Line[] = [
  {
    key: 'ab-college',
    says: 'The college knows',
    help: 'The College of Physicians and Surgeons asks to be told 90 days before a physician closes or leaves a practice. Other colleges have periods of their own.',
    types: practitioners,
    days: -90,
  },
  {
    key: 'ab-patients',
    says: 'Patients have been told',
    help: 'Who follows them from then on, how they reach their record, and what happens to open tests. The college sets the period.',
    types: ['doctor', 'midwife'],
    days: -90,
  },
  {
    key: 'ab-netcare',
    says: 'Access to Netcare is ended for this site',
    help: 'The site’s Access Administrator changes or ends the registration.',
    types: everybody,
    days: 0,
  },
  {
    key: 'ab-e-delivery',
    says: 'E-delivery and Connect Care are told',
    help: 'Results and reports are delivered by the person’s identifiers: have them end here or lead to the successor.',
    types: practitioners,
    days: 7,
  },
  {
    key: 'ab-payer',
    says: 'Alberta Health is told that the business arrangement ends',
    help: 'Claims for services until the last day stay under the person’s own number.',
    types: ['doctor', 'midwife'],
    days: 30,
  },
];
