import type { ProviderField } from './field.ts';

/** Fields that every province has. */
export const everywhere: readonly ProviderField[] = [
  {
    key: 'third-party-billing-number',
    section: 'billing',
    label: '3rd Party Billing #',
    help: 'For bills to somebody other than the province, such as an insurer. Whoever pays those bills supplies it.',
  },
  {
    key: 'alternate-billing-number',
    section: 'billing',
    label: 'Alternate Billing #',
    help: 'A second number under which this user bills. Whoever issued the first one supplies it.',
  },
];
