import { everywhere } from './everywhere.ts';
import type { Province } from './field.ts';

/** @see docs/sources.md#sk-billing */
export const sk: Province = {
  name: 'Saskatchewan',
  fields: [
    {
      key: 'sk.billing-number',
      section: 'billing',
      label: 'Billing Number',
      help: 'Needed on every claim. The Medical Services Branch supplies it at registration.',
      identifies: true,
    },
    {
      key: 'sk.mode',
      section: 'billing',
      label: 'Mode',
      help: 'How the user is paid. The Medical Services Branch assigns it.',
      choices: [
        { value: '1', label: '1, physicians' },
        { value: '6', label: '6, optometrists' },
        { value: '8', label: '8, chiropractors' },
        { value: '9', label: '9, alternate payment' },
        { value: '0', label: '0, global' },
      ],
    },
    {
      key: 'sk.location',
      section: 'billing',
      label: 'Location',
      help: 'Where the user usually gives services, for whoever makes the claims.',
      choices: [
        { value: '1', label: '1, office' },
        { value: '2', label: '2, in-patient' },
        { value: '3', label: '3, out-patient' },
        { value: '4', label: '4, home' },
        { value: '5', label: '5, other' },
        { value: '9', label: '9, emergency room' },
        { value: 'F', label: 'F, office, 10% premium' },
        { value: 'B', label: 'B, in-patient, 50% premium' },
        { value: 'C', label: 'C, out-patient, 50% premium' },
        { value: 'D', label: 'D, home, 50% premium' },
        { value: 'E', label: 'E, other, 50% premium' },
        { value: 'K', label: 'K, in-patient, 100% premium' },
        { value: 'M', label: 'M, out-patient, 100% premium' },
        { value: 'P', label: 'P, home, 100% premium' },
        { value: 'T', label: 'T, other, 100% premium' },
      ],
    },
    {
      key: 'sk.submission-type',
      section: 'billing',
      label: 'Submission Type',
      help: 'How claims are sent in.',
      choices: [
        { value: '8', label: '8, regular' },
        { value: 'E', label: 'E, with the EMR fee' },
      ],
    },
    {
      key: 'sk.corporation-indicator',
      section: 'billing',
      label: 'Corporation Indicator',
      help: 'Who is paid: the user, or one of the user’s corporations as registered with the Medical Services Branch.',
      choices: [
        { value: 'practitioner', label: 'The practitioner' },
        { value: 'corporation-1', label: 'Corporation 1' },
        { value: 'corporation-2', label: 'Corporation 2' },
        { value: 'corporation-3', label: 'Corporation 3' },
        { value: 'corporation-4', label: 'Corporation 4' },
      ],
    },
    ...everywhere,
    {
      key: 'sk.cpsid',
      section: 'identifiers',
      label: 'CPSID',
      help: 'The registration number of the user’s own college, for a physician the College of Physicians and Surgeons of Saskatchewan. The college supplies it.',
      identifies: true,
    },
  ],
  takes: {
    bill: [['sk.billing-number'], ['sk.mode']],
    prescribe: [['sk.cpsid']],
    refer: [['sk.billing-number']],
    'receive-labs': [['sk.billing-number']],
  },
};
