import { everywhere } from './everywhere.ts';
import type { Province } from './field.ts';

/** @see docs/sources.md#ab-billing */
export const ab: Province = {
  name: 'Alberta',
  fields: [
    {
      key: 'ab.billing-number',
      section: 'billing',
      label: 'Billing Number',
      help: 'The practitioner identification number (prac ID), needed on every claim. Alberta Health supplies it.',
      format: { pattern: /^\d{9}$/, says: 'A prac ID has 9 digits.' },
      identifies: true,
    },
    {
      key: 'ab.source-code',
      section: 'billing',
      label: 'Source Code',
      help: 'Two letters of your choice, often the initials, by which Alberta Health tells claims apart.',
      format: { pattern: /^[0-9A-Z]{2}$/, says: 'A source code has 2 letters or digits.' },
    },
    {
      key: 'ab.ba-number',
      section: 'billing',
      label: 'BA Number',
      help: 'The business arrangement: where the payment goes. Alberta Health supplies it.',
      format: { pattern: /^\d{7}$/, says: 'A BA number has 7 digits.' },
    },
    {
      key: 'ab.facility-number',
      section: 'billing',
      label: 'Facility Number',
      help: 'Where the service is given. Alberta Health supplies it for each place.',
    },
    {
      key: 'ab.skill-code',
      section: 'billing',
      label: 'Skill Code',
      help: 'The skill under which the BA number is registered, for example GP. Alberta Health can tell it.',
    },
    {
      key: 'ab.default-location',
      section: 'billing',
      label: 'Default Location',
      help: 'Where services outside a facility are usually given, for whoever makes the claims.',
      choices: [
        { value: 'HOME', label: 'HOME, the patient’s home' },
        { value: 'OTHR', label: 'OTHR, another place' },
      ],
    },
    ...everywhere,
    {
      key: 'ab.cpsid',
      section: 'identifiers',
      label: 'CPSID',
      help: 'The registration number of the user’s own college, for a physician the College of Physicians and Surgeons of Alberta. The college supplies it.',
      identifies: true,
    },
    {
      key: 'ab.e-delivery-ids',
      section: 'identifiers',
      label: 'E-Delivery Ids',
      help: 'Bring lab results to this user. Alberta Health Services supplies them when eDelivery is set up.',
      several: true,
      identifies: true,
    },
    {
      key: 'ab.tak-number',
      section: 'identifiers',
      label: 'TAK #',
      help: 'Stands on requisitions, so that results find the right EMR. Calgary Lab Services supplies it.',
    },
    {
      key: 'ab.connect-care-provider-id',
      section: 'identifiers',
      label: 'Connect Care Provider Id',
      help: 'Names this user on requisitions and results. The Connect Care team supplies it at registration.',
      identifies: true,
    },
  ],
  takes: {
    bill: [['ab.billing-number'], ['ab.ba-number']],
    prescribe: [['ab.cpsid']],
    refer: [['ab.billing-number']],
    'receive-labs': [['ab.e-delivery-ids', 'ab.connect-care-provider-id']],
  },
};
