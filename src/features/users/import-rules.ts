import type { Id } from '#kernel/brand.ts';
import { textOfCell } from '#kernel/csv.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { UserType } from './contract.ts';
import { flawOf, momentOf, roleOf, sexOf, siteOf, type Surroundings, typeOf } from './import-cells.ts';
import { type Column, columnsOf, lineColumns, splitCell } from './import-columns.ts';
import type { Doubt, Flaw } from './import-contract.ts';
import type { Province } from './provinces/field.ts';
import { keptFields, soughtAs } from './provinces/provider-fields.ts';
import type { UserSex } from './record-schema.ts';

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A user as a row says it. What could not be read of it is empty, and among the flaws. */
export interface Newcomer {
  readonly row: number;
  readonly lastName: string;
  readonly firstName: string;
  readonly type: UserType;
  readonly sex: UserSex;
  /** Lines of the record, by the names of their fields. */
  readonly lines: Readonly<Record<string, string>>;
  readonly dateOfBirth: string | null;
  readonly confidentialitySignedOn: string | null;
  readonly bookingPhones: readonly string[];
  readonly siteIds: readonly Id<'site'>[];
  readonly roleIds: readonly Id<'role'>[];
  readonly bcpSiteIds: readonly Id<'site'>[];
  readonly numbers: ReturnType<typeof keptFields>;
  readonly username: string | null;
  readonly email: string | null;
  /** By the clinic's clock. */
  readonly expires: string | null;
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * The columns that a sheet has, in its order.
 *
 * @throws {Refusal} `user/import-empty`, `user/import-columns`, `user/import-row-too-long`.
 */
export function columnsIn({ columns, rows }: Sheet, province: Province): readonly Column[] {
  if (rows.every(isBlank)) throw new Refusal('user/import-empty');
  const known = columnsOf(province);
  const found = columns.map((key, at) => {
    const column = known.find((one) => one.key === key);
    if (!column || columns.indexOf(key) !== at) throw new Refusal('user/import-columns', { column: key });
    return column;
  });
  const lacking = known.find((one) => one.needed && !found.includes(one));
  if (lacking) throw new Refusal('user/import-columns', { column: lacking.key });
  const row = rows.findIndex((cells) => !isBlank(cells.slice(columns.length)));
  if (row >= 0) throw new Refusal('user/import-row-too-long', { row });
  return found;
}

const LETTERS_SHOWN = 80;
const shortened = (text: string): string => (text.length > LETTERS_SHOWN ? `${text.slice(0, LETTERS_SHOWN)}…` : text);

/** What every row says, and what is wrong with it by itself; rows of empty cells are passed over. */
export function readRows(sheet: Sheet, around: Surroundings) {
  const columns = columnsIn(sheet, around.province);
  const read = sheet.rows.flatMap((cells, row) => (isBlank(cells) ? [] : [readRow({ row, cells }, columns, around)]));
  return { newcomers: read.map(({ newcomer }) => newcomer), flaws: read.flatMap(({ flaws }) => flaws) };
}

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

function readRow({ row, cells }: Line, columns: readonly Column[], around: Surroundings) {
  const text = new Map(columns.map(({ key }, at) => [key, textOfCell(cells[at] ?? '').trim()]));
  const type = typeOf(text.get('type') ?? '');
  const name = `${text.get('firstName') ?? ''} ${text.get('lastName') ?? ''}`.trim().slice(0, 2 * LETTERS_SHOWN);
  const flaws: Flaw[] = [];
  const note = (column: string, flaw: Pick<Flaw, 'flaw'> & Partial<Flaw>) =>
    flaws.push({ ...unsaid, ...flaw, row, name, column, value: shortened(text.get(column) ?? '') });
  const sound = new Map<string, string>();
  for (const [at, column] of columns.entries()) {
    const own = text.get(column.key) ?? '';
    const flaw = flawOf(column, { raw: cells[at] ?? '', text: own, type, around });
    if (flaw) note(column.key, flaw);
    else sound.set(column.key, own);
  }
  const newcomer = newcomerOf(row, (key) => sound.get(key) ?? '', around);
  const { siteIds, bcpSiteIds, expires } = newcomer;
  if (expires && !text.get('username') && !text.get('email')) note('loginExpires', { flaw: 'expiry-without-name' });
  // Where there is one site, it is assigned by itself.
  const isAssigned = (id: Id<'site'>) => siteIds.includes(id) || around.sites.length === 1;
  if (!bcpSiteIds.every(isAssigned)) note('bcpSites', { flaw: 'bcp-site-not-assigned' });
  return { newcomer, flaws };
}

const unsaid = { nearest: null, holder: null, otherRow: null, says: null };

const present = <T>(all: readonly (T | undefined)[]): T[] => [...new Set(all.filter((one) => one !== undefined))];

function newcomerOf(row: number, text: (key: string) => string, around: Surroundings): Newcomer {
  const sitesIn = (key: string) => present(splitCell(text(key)).map((one) => siteOf(one, around)?.siteId));
  const numbers = around.province.fields.flatMap(({ key, several }) => {
    const own = text(key);
    return own === '' ? [] : [{ field: key, values: several ? splitCell(own) : [own] }];
  });
  return {
    row,
    lastName: text('lastName'),
    firstName: text('firstName'),
    // A row without a type is flawed, and never imported.
    type: typeOf(text('type')) ?? 'admin',
    sex: sexOf(text('sex')) ?? '',
    lines: Object.fromEntries(lineColumns.map((key) => [key, text(key)])),
    dateOfBirth: text('dateOfBirth') || null,
    confidentialitySignedOn: text('confidentialitySignedOn') || null,
    bookingPhones: splitCell(text('bookingPhones')),
    siteIds: sitesIn('sites'),
    roleIds: present(splitCell(text('roles')).map((one) => roleOf(one, around)?.roleId)),
    bcpSiteIds: sitesIn('bcpSites'),
    numbers: keptFields(around.province, numbers),
    username: text('username') || null,
    email: text('email') || null,
    expires: momentOf(text('loginExpires')) ?? null,
  };
}

/** Something that only one user can have, with who has it already. */
export interface Unique {
  /** The column. */
  readonly key: string;
  /** As it is held against others: without regard to case. */
  readonly value: string;
}
export interface TakenUnique extends Unique {
  /** Null where the actor may not list users. */
  readonly name: string | null;
}

/** What a newcomer brings that only one user can have, also as it was typed. */
export const uniquesOf = ({ username, email, numbers }: Newcomer): (Unique & { readonly typed: string })[] => [
  ...(username ? [{ key: 'username', value: username.toLowerCase(), typed: username }] : []),
  ...(email ? [{ key: 'email', value: email.toLowerCase(), typed: email }] : []),
  ...numbers
    .filter(({ identifies }) => identifies)
    .flatMap(({ field, values }) => values.map((value) => ({ key: field, value: soughtAs(value), typed: value }))),
];

const full = ({ firstName, lastName }: Newcomer): string => `${firstName} ${lastName}`.trim();
const markOf = ({ key, value }: Unique): string => `${key} ${value}`;

/** What newcomers share with each other, or with somebody who is here already, and cannot share. */
export function clashesOf(newcomers: readonly Newcomer[], taken: readonly TakenUnique[]): Flaw[] {
  const holders = new Map(taken.map((one) => [markOf(one), one.name]));
  const first = new Map<string, number>();
  return newcomers.flatMap((newcomer) =>
    uniquesOf(newcomer).flatMap((unique): Flaw[] => {
      const mark = markOf(unique);
      const told = {
        ...unsaid,
        row: newcomer.row,
        name: full(newcomer),
        column: unique.key,
        value: shortened(unique.typed),
      };
      const holder = holders.get(mark);
      if (holder !== undefined) return [{ ...told, flaw: 'taken', holder }];
      const otherRow = first.get(mark) ?? newcomer.row;
      first.set(mark, otherRow);
      return otherRow === newcomer.row ? [] : [{ ...told, flaw: 'twice-in-file', otherRow }];
    }),
  );
}

/** By what name users of the same name are found. */
export const sortNameOf = ({ lastName, firstName }: Newcomer): string =>
  `${lastName.toLowerCase()}, ${firstName.toLowerCase()}`;

/** Newcomers of the same name as another one, or as somebody who is or was here: perhaps the same person. */
export function namesakesOf(
  newcomers: readonly Newcomer[],
  known: readonly { readonly sortName: string; readonly active: boolean }[],
): Doubt[] {
  const here = new Map(known.toSorted((a, b) => Number(a.active) - Number(b.active)).map((one) => [one.sortName, one]));
  const first = new Map<string, number>();
  return newcomers.flatMap((newcomer): Doubt[] => {
    const sortName = sortNameOf(newcomer);
    const told = { row: newcomer.row, name: full(newcomer), otherRow: null };
    const namesake = here.get(sortName);
    if (namesake) return [{ ...told, doubt: namesake.active ? 'same-name' : 'same-name-left' }];
    const otherRow = first.get(sortName);
    if (otherRow !== undefined) return [{ ...told, doubt: 'same-name-in-file', otherRow }];
    first.set(sortName, newcomer.row);
    return [];
  });
}
