import type { Line } from '../rules.ts';
import { everybody, practitioners } from './types.ts';

/** Where the program knows no names and periods of a province: what there is to do in every one, and whom to ask. */
export const generic: readonly Line[] = [
  {
    key: 'college',
    says: 'The college knows',
    help: 'The new address, and where the records are kept. Ask the college for its period.',
    types: practitioners,
    days: -90,
  },
  {
    key: 'patients',
    says: 'Patients have been told',
    help: 'Who follows them from then on, how they reach their record, and what happens to open tests. Ask the college for its period; three months are usual.',
    types: ['doctor', 'midwife'],
    days: -90,
  },
  {
    key: 'viewers',
    says: 'Access to provincial viewers and the drug system is ended for this clinic',
    help: 'Each keeps its own list of who looks from where.',
    types: everybody,
    days: 0,
  },
  {
    key: 'e-delivery',
    says: 'Electronic delivery leads elsewhere',
    help: 'Results and reports are delivered by the person’s identifiers: have them end here or lead to the successor.',
    types: practitioners,
    days: 7,
  },
  {
    key: 'payer',
    says: 'The payer is told that payments end here',
    help: 'Claims for services until the last day stay under the person’s own number.',
    types: ['doctor', 'midwife'],
    days: 30,
  },
];
