import { everywhere } from './everywhere.ts';
import type { Province } from './field.ts';

/** Wherever no province of its own is known: what every insurer and every college has. */
export const generic: Province = {
  name: 'The province',
  fields: [
    {
      key: 'billing-number',
      section: 'billing',
      label: 'Billing Number',
      help: 'Needed on every claim. The province’s health insurance supplies it.',
      identifies: true,
    },
    ...everywhere,
    {
      key: 'licence-number',
      section: 'identifiers',
      label: 'Licence Number',
      help: 'The registration number of the user’s own college. The college supplies it.',
      identifies: true,
    },
  ],
  takes: {
    bill: [['billing-number']],
    prescribe: [['licence-number']],
    refer: [['billing-number']],
    'receive-labs': [['billing-number']],
  },
};
