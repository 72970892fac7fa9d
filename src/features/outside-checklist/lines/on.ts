import type { Line } from '../rules.ts';
import { everybody, practitioners } from './types.ts';

/** @see docs/sources.md#leaving-a-practice */
export const on: readonly Line[] = [
  {
    key: 'on-patients',
    says: 'Patients have been told',
    help: 'The College of Physicians and Surgeons asks for 90 days’ notice to patients in active care; less may do where a successor is there.',
    types: ['doctor', 'midwife'],
    days: -90,
  },
  {
    key: 'on-college',
    says: 'The college knows the new address',
    help: 'And where the records are kept.',
    types: practitioners,
    days: 0,
  },
  {
    key: 'on-viewers',
    says: 'Access to provincial viewers is ended for this clinic',
    help: 'ONE ID and the clinical viewers keep their own list of who looks from where.',
    types: everybody,
    days: 0,
  },
  {
    key: 'on-hrm-olis',
    says: 'HRM and OLIS deliver elsewhere',
    help: 'Reports and results come by the college’s number, long after the last day: have them end here or lead to the successor.',
    types: practitioners,
    days: 7,
  },
  {
    key: 'on-payer',
    says: 'The ministry is told that the group registration ends',
    help: 'Claims for services until the last day stay under the person’s own number. MDBilling is disconnected.',
    types: ['doctor', 'midwife'],
    days: 30,
  },
];
