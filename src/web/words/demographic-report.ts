import type { ReportColumn, ReportOrder } from '#features/demographic-report/contract.ts';
import { inLanguage } from './language.ts';
import { patientWords } from './patients.ts';
import { criteriaWords } from './report-criteria.ts';

const columns: Readonly<Record<ReportColumn, string>> = {
  'demographic-number': 'Demographic #',
  'last-name': 'Last Name',
  'first-name': 'First Name',
  address: 'Address',
  city: 'City',
  province: 'Province',
  'postal-code': 'Postal Code',
  phone: 'Phone',
  'second-phone': 'Phone 2',
  email: 'Email',
  'birth-year': 'Year of Birth',
  'birth-month': 'Month of Birth',
  'birth-date': 'Date of Birth',
  'health-number': 'HIN',
  'health-version': 'Version Code',
  'roster-status': 'Roster Status',
  'patient-status': 'Patient Status',
  'joined-on': 'Date Joined',
  'chart-number': 'Chart #',
  'provider-number': 'Provider #',
  'provider-name': 'Provider Name',
  sex: 'Sex',
  'ended-on': 'End Date',
  'effective-on': 'Eff. Date',
  'pcn-indicator': 'Pcn indicator',
  'health-card-type': 'Health Card Type',
  'health-renew-on': 'HC Renew Date',
  'family-doctor': 'Family Doctor',
  newsletter: 'Newsletter',
};
const orders: Readonly<Record<ReportOrder, string>> = { ...columns, random: 'Random' };

/** Codes as people read them; where the master file says nothing, nothing stands there. */
const codes: Partial<Record<ReportColumn, Readonly<Record<string, string>>>> = {
  sex: { ...patientWords.sexes, '': '' },
  'roster-status': { ...criteriaWords.rosterStatuses, '': '' },
  'patient-status': criteriaWords.patientStatuses,
  newsletter: { ...criteriaWords.newsletters, '': '' },
};
const number = (count: number) => new Intl.NumberFormat('en-CA').format(count);
const named = (count: number, first: readonly string[]) =>
  `${first.join(', ')}${count > first.length ? ` and ${number(count - first.length)} more` : ''}`;
const patients = (count: number) => `${number(count)} ${count === 1 ? 'patient' : 'patients'}`;

const en = {
  title: 'Demographic Report',
  columns,
  orders,
  patients,
  cell: (column: ReportColumn, value: string) => codes[column]?.[value] ?? value,
  file: (day: string) => `demographic-report ${day}`,
  lead: 'Find patients by what their master files say, look at them, take them along, or save them as a patient set.',

  paper: {
    head: (clinic: string, day: string) => `${clinic}, ${day}`,
    page: (page: number) => `Demographic Report, page ${page}`,
  },

  searchFor: {
    title: 'Search For',
    lead: 'What the report shows of each patient.',
    order: 'In this order',
    earlier: (column: string) => `${column}: move forward`,
    all: 'All',
    usual: 'The usual ones',
    none: 'Choose at least one.',
  },

  where: {
    title: 'Where',
    lead: 'A patient is found who meets all of it. What is left empty asks for nothing.',
    age: 'Age',
    comparisons: {
      '': 'None',
      younger: 'younger than',
      older: 'older than',
      equal: 'equal to',
      between: 'ages between',
      'between-including': 'ages between and including',
    },
    fromShort: 'Years, or 18m',
    lowest: 'From',
    highest: 'To',
    style: 'Age Style',
    styles: { exact: 'Exact', year: 'In the year' },
    asOf: 'As of',
    asOfHelp: 'Empty: the day it is run.',
    partial: 'Of whom only the month or year of birth is known is found when every day of it fits.',
    lastName: 'Last Name',
    firstName: 'First Name',
    begins: 'How it begins',
    postalCode: 'Postal Code',
    sex: 'Sex',
    rosterStatus: 'Roster Status',
    patientStatus: 'Patient Status',
    provider: 'Provider',
    providerHelp: 'The MRP. Several are joined by or.',
    noProvider: 'No provider',
    left: (name: string) => `${name} (User Deactivated)`,
    site: 'Site',
    noSite: 'No site',
    closedSite: (name: string) => `${name} (closed)`,
    visitBefore: 'Last Visit Before',
    visitAfter: 'Last Visit After',
    visitHelp: 'A visit is an appointment that was seen, or a chart note.',
    ids: 'Demographic ID(s)',
    idsHelp: 'Separated by spaces, lines, commas, semicolons or full stops.',
    pasted: (numbers: number, others: number) =>
      `${number(numbers)} ${numbers === 1 ? 'number' : 'numbers'}${others > 0 ? `, ${number(others)} not a number` : ''}.`,
  },

  orderBy: 'Order By',
  limit: 'Limit',
  noLimit: 'None',
  run: 'Run Query',
  running: 'Running',

  result: {
    title: 'Results',
    table: 'Patients of the report',
    count: (shown: number, found: number) =>
      shown < found ? `The first ${number(shown)} of ${patients(found)}` : patients(found),
    nobody: 'Nobody meets these criteria',
    nobodyWhy: 'Ask for less under Where, and run the query again.',
    before: 'Not run yet',
    beforeWhy: 'Choose what to search for and where, then press Run Query. The patients stand here.',
    changed: 'The criteria above have been changed since. These are still the results of the last run.',
    unreadable: (count: number, first: readonly string[]) =>
      `Not a number, and not looked for: ${named(count, first)}.`,
    notFound: (count: number, first: readonly number[]) =>
      `Found nobody with the number: ${named(count, first.map(String))}.`,
    someClosed: 'Some records are closed to you. They are in none of your reports and sets.',
    csv: 'Export CSV',
    print: 'Print',
    making: 'Making the file',
    patientOf: (first: string) => `Patient ${first}`,
  },

  set: {
    name: 'Set Name',
    save: 'Save Patient Set',
    help: (count: number) =>
      `Saves exactly ${count === 1 ? 'this patient' : `these ${number(count)} patients`}. A set is a snapshot: it does not change by itself.`,
    cut: 'The limit cuts this report short: the set says what was asked for, and cannot be compared with it later.',
    choose: 'To save these patients as a set, choose Demographic # under Search For and run the query again.',
    saved: (name: string, members: number) => `“${name}” is saved with ${patients(members)}.`,
    versioned: (name: string, version: number, members: number) =>
      `“${name}” has a version ${version} now, with ${patients(members)}.`,
    taken: (name: string) => `There is a set “${name}” already`,
    takenWhy: (joined: number, departed: number) =>
      joined + departed === 0
        ? 'It holds exactly the patients of this report that you see. A new version changes its criteria only.'
        : `A new version takes in ${patients(joined)} and lets go ${patients(departed)}. Who is blocked by the set is kept from those who come, and no longer from those who go.`,
    reason: 'Reason',
    newVersion: 'Make a New Version',
    otherName: 'Choose Another Name',
    closeLabel: 'Close without making a version',
  },

  queries: {
    save: 'Save Query',
    load: 'Load Query',
    manage: 'Manage Queries',
    none: 'There are no saved queries yet.',
    name: 'Query Name',
    shared: 'For everybody in the clinic',
    sharedBy: (name: string) => `shared by ${name}`,
    owned: (shared: boolean) => (shared ? 'own, for everybody in the clinic' : 'own'),
    saved: (name: string) => `The query “${name}” is saved.`,
    loaded: (name: string) => `The query “${name}” is loaded. Press Run Query.`,
    withheld: (name: string) => `“${name}” names a patient who is closed to you: what it asks is not shown to you.`,
    overwrite: (name: string) => `Save over “${name}”`,
    share: (name: string) => `Share “${name}”`,
    unshare: (name: string) => `Keep “${name}” to yourself`,
    delete: (name: string) => `Delete “${name}”`,
    deleteShort: 'Delete',
    rename: (name: string) => `Rename “${name}”`,
    renameShort: 'Rename',
    newName: (name: string) => `New name for “${name}”`,
    saveName: 'Save',
    ofOthers: (name: string, owner: string) =>
      `“${name}” belongs to ${owner}, and everybody uses it. Delete it for everybody?`,
    keep: 'Keep it',
    shareShort: 'Share',
    unshareShort: 'Stop sharing',
    closeLabel: 'Close without saving',
    close: 'Close',
    cancel: 'Cancel',
  },
};

export const reportWords = inLanguage({ en });
