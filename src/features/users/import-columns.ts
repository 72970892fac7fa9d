import { isFormula } from '#kernel/csv.ts';
import type { UserType } from './contract.ts';
import type { ProviderField, Province } from './provinces/field.ts';

/** What the cells of a column are read as. */
export type Reads =
  | 'line'
  | 'type'
  | 'sex'
  | 'past-day'
  | 'roles'
  | 'sites'
  | 'bcp-sites'
  | 'phones'
  | 'contact-email'
  | 'email'
  | 'username'
  | 'expiry'
  | 'number';

/** A column of the file that users are imported from and exported to. */
export interface Column {
  /** The name of the field on Add User, or the key of the province's field. */
  readonly key: string;
  readonly reads: Reads;
  /** The file must have it, and every row something in it. */
  readonly needed?: true;
  /** Several values, with semicolons between them. */
  readonly several?: true;
  /** Of the province: what it is, and what it must look like. */
  readonly field?: ProviderField;
}

const record: readonly Column[] = [
  { key: 'lastName', reads: 'line', needed: true },
  { key: 'firstName', reads: 'line', needed: true },
  { key: 'type', reads: 'type', needed: true },
  { key: 'speciality', reads: 'line' },
  { key: 'team', reads: 'line' },
  { key: 'sex', reads: 'sex' },
  { key: 'dateOfBirth', reads: 'past-day' },
  { key: 'confidentialitySignedOn', reads: 'past-day' },
  { key: 'sites', reads: 'sites', several: true },
  { key: 'roles', reads: 'roles', needed: true, several: true },
  { key: 'address', reads: 'line' },
  { key: 'workPhone', reads: 'line' },
  { key: 'fax', reads: 'line' },
  { key: 'homePhone', reads: 'line' },
  { key: 'cellPhone', reads: 'line' },
  { key: 'otherPhone', reads: 'line' },
  { key: 'pager', reads: 'line' },
  { key: 'contactEmail', reads: 'contact-email' },
  { key: 'bookingPhones', reads: 'phones', several: true },
  { key: 'email', reads: 'email' },
  { key: 'username', reads: 'username' },
  { key: 'loginExpires', reads: 'expiry' },
];

/** Columns that are lines of the record, in every province. */
export const lineColumns: readonly string[] = record.flatMap(({ key, reads }) =>
  reads === 'line' || reads === 'contact-email' ? key : [],
);

/** A plus sign begins a number in these, and a formula elsewhere. */
export const phoneColumns: readonly string[] = [
  'workPhone',
  'fax',
  'homePhone',
  'cellPhone',
  'otherPhone',
  'pager',
  'bookingPhones',
];

const numberColumn = (field: ProviderField): Column => ({
  key: field.key,
  reads: 'number',
  field,
  ...(field.several ? { several: true } : {}),
});

/** Every column of the record in this province, as the pages order them. Secrets are in none. */
export const columnsOf = ({ fields, hasBcp }: Province): readonly Column[] => [
  ...record,
  ...fields.filter(({ section }) => section === 'billing').map(numberColumn),
  ...(hasBcp ? [{ key: 'bcpSites', reads: 'bcp-sites', several: true } as const] : []),
  ...fields.filter(({ section }) => section === 'identifiers').map(numberColumn),
];

/** Whether a user of this type has the field at all. */
export const isFor = ({ types }: ProviderField, type: UserType): boolean => !types || types.includes(type);

const SEPARATOR = ';';
/** The values of a cell that may hold several. */
export const splitCell = (text: string): string[] =>
  text
    .split(SEPARATOR)
    .map((one) => one.trim())
    .filter(Boolean);
export const joinCell = (values: readonly string[]): string => values.join(`${SEPARATOR} `);

/** Whether a cell of this column is a formula. A phone number may begin with its plus sign. */
export const isFormulaIn = (key: string, cell: string): boolean =>
  isFormula(cell) && !(phoneColumns.includes(key) && /^\s*\+\s*[0-9(]/.test(cell));

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [at, letter] of Array.from(a).entries()) {
    let diagonal = row[0] ?? 0;
    const next = [at + 1];
    for (let to = 1; to <= b.length; to += 1) {
      const above = row[to] ?? 0;
      next[to] = Math.min(above + 1, (next[to - 1] ?? 0) + 1, diagonal + (b[to - 1] === letter ? 0 : 1));
      diagonal = above;
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The name that was probably meant: the nearest one, as long as less than half of it differs. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const text = given.trim().toLowerCase().slice(0, 80);
  const [best] = names
    .map((name) => ({ name, away: distance(text, name.toLowerCase().slice(0, 80)) }))
    .toSorted((a, b) => a.away - b.away);
  return best && best.away * 2 < Math.max(text.length, 1) ? best.name : undefined;
}
