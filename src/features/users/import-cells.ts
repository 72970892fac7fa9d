import { isEmail } from '#features/credentials/rules.ts';
import type { Id } from '#kernel/brand.ts';
import { type UserType, userTypes } from './contract.ts';
import { type Column, isFor, isFormulaIn, nearest, type Reads, splitCell } from './import-columns.ts';
import type { Flaw, FlawKind } from './import-contract.ts';
import type { Province } from './provinces/field.ts';
import { fits } from './provinces/provider-fields.ts';
import { type UserSex, userSexes } from './record-schema.ts';

/** What cells are held against. Plain values; no clock, no database. */
export interface Surroundings {
  readonly province: Province;
  readonly today: string;
  /** `YYYY-MM-DD HH:MM` by the clinic's clock. */
  readonly now: string;
  readonly roles: readonly { readonly roleId: Id<'role'>; readonly name: string; readonly mayGive: boolean }[];
  readonly sites: readonly {
    readonly siteId: Id<'site'>;
    readonly name: string;
    readonly shortName: string;
    readonly province: string;
  }[];
}

/** A cell: as it stands in the file, and as it is read. */
export interface Cell {
  readonly raw: string;
  readonly text: string;
  /** Of the user whose row it is in; nothing where that cannot be read. */
  readonly type: UserType | undefined;
  readonly around: Surroundings;
}

export type CellFlaw = { readonly flaw: FlawKind } & Partial<Pick<Flaw, 'nearest' | 'says'>>;

const MOST_LETTERS = 200;
const MOST_VALUES = 20;
const MOST_PHONES = 10;
// oxlint-disable-next-line no-control-regex -- what no field of one line may hold
const CONTROL = /[\x00-\x1f]/;
const PHONE = /^[0-9 ()+-]*[0-9][0-9 ()+-]*$/;
// The same that the database asks of a user name.
const USERNAME = /^[^@\s]{2,60}$/;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const typeOf = (text: string): UserType | undefined => userTypes.find((one) => same(one, text));

/** How the page says that it is not stated; an empty cell says the same. */
const NOT_STATED = 'not given';
export const sexOf = (text: string): UserSex | undefined =>
  same(text, NOT_STATED) ? '' : userSexes.find((one) => same(one, text));

export const roleOf = (text: string, { roles }: Surroundings) => roles.find(({ name }) => same(name.trim(), text));
export const siteOf = (text: string, { sites }: Surroundings) =>
  sites.find(({ name }) => same(name.trim(), text)) ?? sites.find(({ shortName }) => same(shortName, text));

/** A moment of the clinic's clock as it is kept: `2027-01-31 17:00`, also with a T between day and time. */
export const momentOf = (text: string): string | undefined => {
  const [, day = '', time] = /^(\S{10})[ T]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)$/.exec(text) ?? [];
  return isDay(day) ? `${day} ${time}` : undefined;
};

/** A day of the calendar, `YYYY-MM-DD`, from the year 1000 on. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const wrong = (flaw: FlawKind, more: Omit<CellFlaw, 'flaw'> = {}): CellFlaw => ({ flaw, ...more });
const unless = (fine: boolean, flaw: FlawKind): CellFlaw | undefined => (fine ? undefined : wrong(flaw));
const nearestTo = (text: string, names: readonly string[]) => ({ nearest: nearest(text, names) ?? null });

function dayFlaw(text: string, today: string): CellFlaw | undefined {
  if (!isDay(text)) return wrong('day-malformed');
  return unless(text <= today, 'day-in-the-future');
}

function rolesFlaw(text: string, around: Surroundings): CellFlaw | undefined {
  const names = around.roles.map(({ name }) => name);
  const given = splitCell(text);
  const unknown = given.find((one) => !roleOf(one, around));
  if (given.length === 0) return wrong('missing');
  if (unknown !== undefined) return wrong('role-unknown', nearestTo(unknown, names));
  const barred = given.map((one) => roleOf(one, around)).find((one) => one && !one.mayGive);
  return barred && wrong('role-not-yours', { says: barred.name });
}

function sitesFlaw(text: string, around: Surroundings): CellFlaw | undefined {
  const unknown = splitCell(text).find((one) => !siteOf(one, around));
  if (unknown === undefined) return undefined;
  const names = around.sites.flatMap(({ name, shortName }) => [name, shortName]);
  return wrong('site-unknown', nearestTo(unknown, names));
}

function bcpFlaw(text: string, around: Surroundings): CellFlaw | undefined {
  const elsewhere = splitCell(text).some((one) => (siteOf(one, around)?.province ?? 'BC') !== 'BC');
  return sitesFlaw(text, around) ?? unless(!elsewhere, 'bcp-site-not-assigned');
}

function phonesFlaw(text: string): CellFlaw | undefined {
  const phones = splitCell(text);
  if (phones.length > MOST_PHONES) return wrong('too-many');
  return unless(
    phones.every((one) => one.length <= 40 && PHONE.test(one)),
    'phone-malformed',
  );
}

function numberFlaw({ field, several }: Column, { text, type }: Cell): CellFlaw | undefined {
  if (!field) return undefined;
  if (type && !isFor(field, type)) return wrong('number-not-of-type');
  const values = several ? splitCell(text) : [text];
  if (values.length > MOST_VALUES) return wrong('too-many');
  if (values.some((one) => one.length > MOST_LETTERS)) return wrong('too-long');
  if (values.every((one) => fits(field, one))) return undefined;
  const offered = field.choices?.map(({ value }) => value).join(', ');
  return wrong('number-malformed', { says: field.format?.says ?? offered ?? null });
}

function expiryFlaw(text: string, now: string): CellFlaw | undefined {
  const moment = momentOf(text);
  if (!moment) return wrong('expiry-malformed');
  return unless(moment > now, 'expiry-in-the-past');
}

const readings: Readonly<Record<Reads, (cell: Cell, column: Column) => CellFlaw | undefined>> = {
  line: () => undefined,
  type: ({ text }) => (typeOf(text) ? undefined : wrong('type-unknown', nearestTo(text, userTypes))),
  sex: ({ text }) => unless(sexOf(text) !== undefined, 'sex-unknown'),
  'past-day': ({ text, around }) => dayFlaw(text, around.today),
  roles: ({ text, around }) => rolesFlaw(text, around),
  sites: ({ text, around }) => sitesFlaw(text, around),
  'bcp-sites': ({ text, around }) => bcpFlaw(text, around),
  phones: ({ text }) => phonesFlaw(text),
  'contact-email': ({ text }) => unless(isEmail(text), 'email-malformed'),
  email: ({ text }) => unless(isEmail(text), 'email-malformed'),
  username: ({ text }) => unless(USERNAME.test(text), 'username-malformed'),
  expiry: ({ text, around }) => expiryFlaw(text, around.now),
  number: (cell, column) => numberFlaw(column, cell),
};

/** What is wrong with a cell by itself; nothing for most. */
export function flawOf(column: Column, cell: Cell): CellFlaw | undefined {
  const { raw, text } = cell;
  if (text === '') return column.needed ? wrong('missing') : undefined;
  if (isFormulaIn(column.key, raw)) return wrong('formula');
  if (CONTROL.test(text)) return wrong('not-one-line');
  if (!column.several && text.length > MOST_LETTERS) return wrong('too-long');
  return readings[column.reads](cell, column);
}
