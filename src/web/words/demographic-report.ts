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
  'pcn-indicator': 'PCN Indicator',
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
const patients = (count: number) => `${number(count)} ${count === 1 ? 'patient' : 'patients'}`;

const en = {
  title: 'Demographic Report',
  columns,
  orders,
  patients,
  cell: (column: ReportColumn, value: string) => codes[column]?.[value] ?? value,
  file: (day: string) => `demographic-report ${day}`,
};

export const reportWords = inLanguage({ en });
