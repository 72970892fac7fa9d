import type { Line } from '../rules.ts';
import { everybody, practitioners } from './types.ts';

/** @see docs/sources.md#leaving-a-practice */
export const bc: readonly Line[] = [
  {
    key: 'bc-patients',
    says: 'Patients have been told',
    help: 'Who follows them from then on, how they reach their record, and what happens to open tests. The college recommends three months or more.',
    types: ['doctor', 'midwife'],
    days: -90,
  },
  {
    key: 'bc-college',
    says: 'The college knows the new address',
    help: 'And where the records are kept.',
    types: practitioners,
    days: 0,
  },
  {
    key: 'bc-pharmanet',
    says: 'Access to PharmaNet is ended for this site',
    help: 'The site’s authority for PharmaNet removes the user.',
    types: everybody,
    days: 0,
  },
  {
    key: 'bc-labs',
    says: 'Excelleris and the health authority are told',
    help: 'Reports are delivered by MSP number and clinic: have them end here or lead to the successor.',
    types: practitioners,
    days: 7,
  },
  {
    key: 'bc-payer',
    says: 'Health Insurance BC is told that payments end here',
    help: 'The assignment of payment to the clinic’s payee number, and the connection to Teleplan.',
    types: ['doctor', 'midwife'],
    days: 30,
  },
];
