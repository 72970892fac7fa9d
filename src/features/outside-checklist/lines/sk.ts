import type { Line } from '../rules.ts';
import { everybody, practitioners } from './types.ts';

/** @see docs/sources.md#leaving-a-practice */
export const sk: readonly Line[] = [
  {
    key: 'sk-patients',
    says: 'Patients have been told',
    help: 'Who follows them from then on, how they reach their record, and what happens to open tests.',
    types: ['doctor', 'midwife'],
    days: -90,
  },
  {
    key: 'sk-college',
    says: 'The college knows',
    help: 'And that all outstanding tests are reviewed or taken over.',
    types: practitioners,
    days: 0,
  },
  {
    key: 'sk-viewer',
    says: 'Access to the eHR Viewer is ended for this clinic',
    help: 'Its approver in the clinic removes the user.',
    types: everybody,
    days: 0,
  },
  {
    key: 'sk-payer',
    says: 'Medical Services Branch is told that the clinic number ends',
    help: 'Claims for services until the last day stay under the person’s own number.',
    types: ['doctor', 'midwife'],
    days: 30,
  },
];
