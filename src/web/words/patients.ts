import { inLanguage } from './language.ts';

const sexes = { '': 'Not given', female: 'Female', male: 'Male', other: 'Other', unknown: 'Unknown' };
const provinces = {
  '': 'None',
  AB: 'Alberta',
  BC: 'British Columbia',
  MB: 'Manitoba',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Prince Edward Island',
  QC: 'Quebec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
};
const list = (items: readonly string[]) => new Intl.ListFormat('en-CA').format(items);

const en = {
  patients: 'Patients',
  sexes,
  provinces,
  cancel: 'Cancel',
  edit: 'Edit',
  addPatient: 'Add Patient',
  number: (number: number) => `no. ${number}`,
  aged: (age: string) => `(${age})`,
  years: (years: number) => `${years} ${years === 1 ? 'year' : 'years'}`,
  months: (months: number) => `${months} ${months === 1 ? 'month' : 'months'}`,

  search: {
    lead: 'Find a patient by name, date of birth, health number, phone or demographic number.',
    filter: 'Find a patient',
    field: 'Search',
    placeholder: 'Name, date of birth or number',
    everybody: 'Everybody, by name. Arrow down goes to the list, Enter opens the first.',
    meaning: {
      name: 'By how the name begins: last name, or last name, comma, first name.',
      birth: 'By date of birth.',
      number: 'By how a demographic, health or phone number begins.',
      whole: 'By demographic number. From three digits on, health and phone numbers are looked through as well.',
      mixed: 'By how the name or the health number begins.',
    },
    table: 'Patients',
    columns: {
      name: 'Name',
      born: 'Date of Birth',
      sex: 'Sex',
      healthNumber: 'Health Number',
      phone: 'Phone',
      mrp: 'MRP',
      actions: 'Actions',
    },
    chart: 'Chart',
    chartOf: (name: string) => `Chart of ${name}`,
    none: 'There are no patients yet',
    noneWhy: 'Patients stand here as soon as the first one is added or imported.',
    nobody: (typed: string) => `Nobody found for “${typed}”`,
    nobodyWhy:
      'Try how the last name begins (smi), the last name and the first (smith, jo), a date of birth (1980-05-12), or at least three digits of a number. Records that are closed to you are not shown.',
    clear: 'Show everybody',
  },

  head: {
    views: 'Views of this patient',
    masterFile: 'Master File',
    chart: 'Chart',
    born: (day: string) => `born ${day}`,
    bornUnknown: 'date of birth not given',
    died: (day: string) => `Died ${day}`,
    deceased: 'Deceased',
    mrp: 'MRP',
    noMrp: 'no MRP',
  },

  closed: {
    title: 'This record is not open to you',
    why: 'There is no such patient, or the record is closed to you. Your clinic keeps some records closed to some users, often because they know each other. It says nothing about you. Your visit here has been noted.',
    back: 'Back to Patients',
  },

  form: {
    addLead: 'Only the last name is needed today. The rest can be added later.',
    editTitle: (name: string) => `Edit ${name}`,
    sections: { identity: 'Demographics', health: 'Health Insurance', contact: 'Contact', care: 'Care' },
    lastName: 'Last Name',
    firstName: 'First Name',
    dateOfBirth: 'Date of Birth',
    sex: 'Sex',
    deceasedOn: 'Date of Death',
    healthNumber: 'Health Number',
    healthProvince: 'Province of the Number',
    phone: 'Phone',
    cellPhone: 'Cell Phone',
    email: 'Email',
    address: 'Address',
    city: 'City',
    province: 'Province',
    postalCode: 'Postal Code',
    mrp: 'MRP',
    mrpHelp: 'Most responsible provider. Active doctors can be chosen.',
    mrpLeft: 'User Deactivated. Choose somebody else when you can.',
    notGiven: 'Not given',
    needed: 'This is needed.',
    doesNotFit: 'This does not fit here.',
    missing: (fields: readonly string[]) => `Still needed: ${list(fields)}.`,
    ready: (name: string) => `Ready to add ${name}.`,
    nothingChanged: 'Nothing is changed yet.',
    changed: (fields: readonly string[]) => `Changed: ${list(fields)}.`,
    add: 'Add Patient',
    save: 'Save',
    added: (name: string) => `${name} is added.`,
    updated: (name: string) => `${name} is updated.`,
  },

  namesakes: {
    title: (count: number) =>
      count === 1 ? 'A patient of this name is here already.' : 'Patients of this name are here already.',
    why: 'Make sure that this is somebody else before you add them.',
  },
};

export const patientWords = inLanguage({ en });
