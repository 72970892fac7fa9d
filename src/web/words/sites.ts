import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;
const appointments = (count: number) => counted(count, 'appointment', 'appointments');
const listed = (items: readonly string[]) => new Intl.ListFormat('en-CA').format(items);

const en = {
  sites: 'Sites',
  lead: 'The places of the clinic. A user works only at the sites they are assigned to.',
  addSite: 'Add Site',
  table: 'Sites',
  columns: {
    name: 'Name',
    address: 'Address',
    phone: 'Phone',
    users: 'Users',
    status: 'Status',
    actions: 'Actions',
  },
  open: 'Open',
  closed: 'Closed',
  edit: 'Edit',
  editNamed: (name: string) => `Edit ${name}`,
  close: 'Close',
  closeNamed: (name: string) => `Close ${name}`,
  openAgain: 'Open again',
  openNamed: (name: string) => `Open ${name} again`,
  opened: (name: string) => `${name} is open again. Nobody is assigned there yet.`,
  cancel: 'Cancel',
  none: { title: 'No site yet', why: 'Add Site makes the first one.' },

  colours: {
    teal: 'Teal',
    blue: 'Blue',
    indigo: 'Indigo',
    purple: 'Purple',
    pink: 'Pink',
    brown: 'Brown',
    olive: 'Olive',
    grey: 'Grey',
  },

  form: {
    addTitle: 'Add Site',
    addLead: 'Only the name and the short name are needed today. The rest can be added later.',
    editTitle: (name: string) => `Edit ${name}`,
    add: 'Add Site',
    save: 'Save',
    sections: { name: 'Name and Colour', address: 'Address', billing: 'Billing' },
    name: 'Name',
    shortName: 'Short Name',
    shortNameHelp: 'Up to 8 letters, for tags and the schedule.',
    colour: 'Colour',
    colourHelp: 'On tags and on the schedule, always beside the short name.',
    addressLead: 'Printed on letters of those who have no address of their own.',
    address: 'Address',
    city: 'City',
    province: 'Province',
    noProvince: 'Not given',
    postalCode: 'Postal Code',
    phone: 'Phone',
    fax: 'Fax',
    facilityNumber: 'Facility Number',
    facilityNumberHelp: 'From the province’s health plan, if the site has one. Claims ask for it.',
    serviceLocationCode: 'Service Location Code',
    serviceLocationCodeHelp:
      'Tells the Medical Services Plan what kind of place this is. A code of the user’s own goes before it.',
    leftEmpty: (clinicCode: string) =>
      clinicCode
        ? `Left empty, the clinic’s counts: ${clinicCode}.`
        : 'Left empty, there is none: the clinic has none either.',
    noServiceLocation: 'None',
    needed: 'This is needed.',
    doesNotFit: 'This does not fit here.',
    missing: (fields: readonly string[]) => `Still needed: ${listed(fields)}.`,
    ready: (name: string) => `Ready to add ${name}.`,
    nothingChanged: 'Nothing is changed yet.',
    changed: (fields: readonly string[]) => `Changed: ${listed(fields)}.`,
    added: (name: string) => `${name} is added. Assign users under Manage Users.`,
    updated: (name: string) => `${name} is updated.`,
  },

  /** The letters of British Columbia's Medical Services Plan, in our own words. */
  serviceLocations: {
    A: 'Practitioner’s office in the community',
    B: 'Community health centre',
    C: 'Residential care or assisted living',
    D: 'Diagnostic facility',
    E: 'Hospital, emergency department',
    F: 'Private medical or surgical facility',
    G: 'Hospital, day care surgery',
    I: 'Hospital, inpatient',
    J: 'First Nations primary health care clinic',
    K: 'Partly family practice, partly walk-in clinic',
    L: 'Family practice with patients of its own',
    M: 'Mental health centre',
    N: 'Office of a practitioner who is no physician',
    P: 'Hospital, outpatient',
    Q: 'Specialist’s office',
    R: 'The patient’s home',
    T: 'Practitioner’s office in a public facility',
    U: 'Urgent and primary care centre',
    V: 'Virtual care clinic',
    W: 'Walk-in clinic',
    Z: 'Elsewhere, at an accident for example',
  },

  closing: {
    title: (name: string) => `Close ${name}`,
    lead: 'A closed site stays in the record, and can be opened again. Nobody is booked or assigned there any more.',
    last: 'This is the last open site',
    lastWhy: 'A clinic always has one. Add another site, or open a closed one, before you close this one.',
    toCome: 'Appointments to come',
    noneToCome: 'Nobody is booked here. Nothing stands in the way.',
    counted: (count: number, providers: number) =>
      `${appointments(count)} with ${counted(providers, 'provider', 'providers')}`,
    countedLead: 'They must stand at another site, or be cancelled, before this one closes.',
    columns: { provider: 'Provider', appointments: 'Appointments', when: 'From and until', actions: 'Actions' },
    until: 'to',
    nobody: 'No provider',
    stays: (site: string) => `stays: not assigned to ${site}`,
    schedule: 'Schedule',
    scheduleOf: (name: string) => `Schedule of ${name}`,
    moveTo: 'Move them to',
    moveHelp: 'Same provider, same time. Patients are not told; that is left to you.',
    move: (count: number) => `Move ${appointments(count)}`,
    nothingMoves: (site: string) => `None of these providers is assigned to ${site}.`,
    moved: (count: number, site: string) => `${appointments(count)} moved to ${site}.`,
    left: (names: readonly string[], site: string) =>
      `${listed(names)} ${names.length === 1 ? 'is' : 'are'} not assigned to ${site}. Assign them there under Edit, choose another site, or move their appointments in the schedule.`,
    editUser: (name: string) => `Edit ${name}`,
    users: 'Users',
    noUsers: 'Nobody is assigned here.',
    ends: (count: number) =>
      count === 1 ? 'One user’s assignment ends with the site.' : `${n(count)} users’ assignments end with the site.`,
    onlyHere: (count: number) =>
      count === 1
        ? 'One of them has no other site, and can then neither book nor be booked:'
        : `${n(count)} of them have no other site, and can then neither book nor be booked:`,
    allElsewhere: 'All of them have another site.',
    everybodyAt: (site: string) => `${site} is then the only site: everybody is assigned there by itself.`,
    close: (name: string) => `Close ${name}`,
    ready: 'Nothing stands in the way.',
    notYet: (count: number) => `${appointments(count)} must be moved or cancelled first.`,
    done: (name: string) => `${name} is closed.`,
  },
};

export const siteWords = inLanguage({ en });
