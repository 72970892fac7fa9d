/** A sheet out of rows that name their columns; what a row does not name is empty. */
export function sheetOf(rows: readonly Readonly<Record<string, string>>[]): {
  columns: string[];
  rows: string[][];
} {
  const columns = [...new Set(['lastName', 'firstName', 'type', 'roles', ...rows.flatMap((row) => Object.keys(row))])];
  return { columns, rows: rows.map((row) => columns.map((key) => row[key] ?? '')) };
}

/** Somebody with no more than has to be there. */
export const nils = { lastName: 'Birchwood', firstName: 'Nils', type: 'receptionist', roles: 'front desk' };

/** Somebody with everything filled in, in BC. */
export const oona = {
  lastName: 'Vandermeer',
  firstName: 'Oona',
  type: 'Doctor',
  speciality: 'Family medicine',
  team: 'Alder',
  sex: 'Female',
  dateOfBirth: '1984-02-29',
  confidentialitySignedOn: '2026-01-05',
  sites: 'Alder Point',
  roles: 'doctor; front desk',
  address: '88 Fernhill Avenue, Suite 2',
  workPhone: '+1 250 555 0130',
  fax: '250-555-0131',
  homePhone: '250-555-0187',
  cellPhone: '250-555-0190',
  otherPhone: '250-555-0188',
  pager: '250-555-0177',
  contactEmail: 'oona@home.example',
  bookingPhones: '250-555-0101; 250-555-0102',
  email: 'Oona@alder.example',
  username: 'ovandermeer',
  loginExpires: '2099-01-31 17:00',
  'bc.billing-number': 'j4471',
  'bc.cpsid': 'c-182',
  'third-party-billing-number': "'=A1",
} as const;
