import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { userWords } from '#web/words/users.ts';
import { type Column, joinCell } from '../../import-columns.ts';
import type { ExportedUser } from '../../import-contract.ts';
import type { Choices } from '../user-draft.ts';
import { labelOf } from './labels.ts';

const invented: Readonly<Record<string, string>> = {
  lastName: 'Example',
  firstName: 'Sam',
  type: 'nurse',
  speciality: 'Wound care',
  team: 'Alder',
  sex: userWords.form.sexes.female,
  dateOfBirth: '1984-02-29',
  confidentialitySignedOn: '2026-01-05',
  workPhone: '250-555-0130',
  bookingPhones: joinCell(['250-555-0101', '250-555-0102']),
  email: 'sam@clinic.example',
  username: 'sexample',
  loginExpires: '2099-12-31 17:00',
};

/** The row of the template that shows how to fill it in: invented, with a role and a site of this clinic. */
export function exampleRow(columns: readonly Column[], { roles, sites }: Choices): string[] {
  const standard = roles.find(({ mayGive, system }) => mayGive && system === 'doctor');
  const role = standard ?? roles.find(({ mayGive }) => mayGive);
  const own: Readonly<Record<string, string>> = {
    ...invented,
    roles: role?.name ?? '',
    sites: sites.length > 1 ? (sites[0]?.name ?? '') : '',
  };
  return columns.map(({ key }) => own[key] ?? '');
}

const headOf = (columns: readonly Column[]): string[] => columns.map(labelOf);

export const templateOf = (columns: readonly Column[], example: readonly string[]): string =>
  UTF8_MARK + csvLines([headOf(columns).map((label, at) => (columns[at]?.needed ? `${label} *` : label)), example]);

/** What a user has in a column; of another province, nothing. */
function cellOf({ key, field }: Column, user: ExportedUser): string {
  if (field) return joinCell(user.providerFields.find((one) => one.field === key)?.values ?? []);
  if (key === 'sex') return userWords.form.sexes[user.sex as keyof typeof userWords.form.sexes] ?? '';
  const value = user[key as keyof ExportedUser];
  if (Array.isArray(value)) return joinCell(value as string[]);
  return typeof value === 'string' ? value : '';
}

/** Users as a file of the template's columns. */
export const usersAsFile = (columns: readonly Column[], users: readonly ExportedUser[]): string =>
  UTF8_MARK + csvLines([headOf(columns), ...users.map((user) => columns.map((column) => cellOf(column, user)))]);
