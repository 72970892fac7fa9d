import type { UserType } from '../contract.ts';
import { everywhere } from './everywhere.ts';
import type { Province } from './field.ts';

const notNurses: readonly UserType[] = ['doctor', 'resident', 'midwife', 'receptionist', 'admin'];

/** @see docs/sources.md#on-billing */
export const on: Province = {
  name: 'Ontario',
  fields: [
    {
      key: 'on.billing-number',
      section: 'billing',
      label: 'Billing Number',
      help: 'The OHIP number. The Ministry of Health supplies it at registration.',
      format: { pattern: /^\d{6}$/, says: 'An OHIP number has 6 digits.' },
      identifies: true,
    },
    {
      key: 'on.group-number',
      section: 'billing',
      label: 'Group Number',
      help: 'Only where several bill together. The Ministry of Health supplies it to the group.',
      format: { pattern: /^[0-9A-Z]{4}$/, says: 'A group number has 4 characters, digits or letters.' },
    },
    {
      key: 'on.speciality-code',
      section: 'billing',
      label: 'Speciality Code',
      help: 'Under which the user is registered with OHIP, 00 for family practice. The Ministry of Health assigns it.',
      format: { pattern: /^\d{2}$/, says: 'A speciality code has 2 digits.' },
    },
    {
      key: 'on.service-location-indicator',
      section: 'billing',
      label: 'Service Location Indicator',
      help: 'Where the user usually gives services, for whoever makes the claims. The Ministry of Health publishes the list.',
      choices: [
        { value: '3821', label: '3821, not applicable' },
        { value: 'HDS', label: 'HDS, hospital day surgery' },
        { value: 'HED', label: 'HED, hospital emergency department' },
        { value: 'HIP', label: 'HIP, hospital in-patient' },
        { value: 'HOP', label: 'HOP, hospital out-patient' },
        { value: 'HRP', label: 'HRP, hospital referred patient' },
        { value: 'IHF', label: 'IHF, independent health facility' },
        { value: 'OFF', label: 'OFF, office in the community' },
        { value: 'OTN', label: 'OTN, telemedicine network' },
        { value: 'PDF', label: 'PDF, private diagnostic facility' },
        { value: 'RTF', label: 'RTF, rehabilitation facility' },
      ],
    },
    {
      key: 'on.visit-location',
      section: 'billing',
      label: 'Visit Location',
      help: 'The master number of the hospital or home where the user sees patients. The Ministry of Health publishes the list.',
      format: { pattern: /^\d{4}$/, says: 'A master number has 4 digits.' },
    },
    {
      key: 'on.mdbilling',
      section: 'billing',
      label: 'MDBilling',
      help: 'Whether the user’s claims go to the ministry through MDBilling. Deactivate disconnects it.',
      choices: [{ value: 'connected', label: 'Connected' }],
      isConnection: true,
    },
    ...everywhere,
    {
      key: 'on.cpsid',
      section: 'identifiers',
      label: 'CPSID',
      help: 'The registration number of the user’s own college, for a physician the College of Physicians and Surgeons of Ontario. The college supplies it.',
      identifies: true,
      types: notNurses,
    },
    {
      key: 'on.cno-number',
      section: 'identifiers',
      label: 'CNO number',
      help: 'The registration number of a nurse. The College of Nurses of Ontario supplies it.',
      identifies: true,
      types: ['nurse'],
    },
    {
      key: 'on.lifelabs-client-id',
      section: 'identifiers',
      label: 'LifeLabs Client ID',
      help: 'Stands on requisitions and says where results go. LifeLabs supplies it for each provider.',
      identifies: true,
    },
    {
      key: 'on.olis-last-name',
      section: 'identifiers',
      label: 'OLIS Last Name',
      help: 'As the college has registered it, for asking the provincial lab system. Look it up in the college’s register.',
    },
    {
      key: 'on.olis-first-name',
      section: 'identifiers',
      label: 'OLIS First Name',
      help: 'As the college has registered it.',
    },
    {
      key: 'on.olis-second-name',
      section: 'identifiers',
      label: 'OLIS Second Name',
      help: 'As the college has registered it; empty where there is none.',
    },
    {
      key: 'on.olis-identifier-type',
      section: 'identifiers',
      label: 'OLIS Identifier Type',
      help: 'Which licence the OLIS identifier is.',
      choices: [
        { value: 'MDL', label: 'MDL, physician' },
        { value: 'DDSL', label: 'DDSL, dentist' },
        { value: 'NPL', label: 'NPL, nurse practitioner' },
        { value: 'ML', label: 'ML, midwife' },
      ],
    },
    {
      key: 'on.olis-identifier',
      section: 'identifiers',
      label: 'OLIS Identifier',
      help: 'The licence number under which the provincial lab system knows the user. The college supplies it.',
      identifies: true,
    },
  ],
  takes: {
    bill: [['on.billing-number']],
    prescribe: [['on.cpsid', 'on.cno-number']],
    refer: [['on.billing-number']],
    'receive-labs': [['on.lifelabs-client-id', 'on.olis-identifier', 'on.billing-number']],
  },
};
