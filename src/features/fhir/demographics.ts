import { codeOf, hasCode } from './concepts.ts';
import type { Contacts, HealthNumber, IdentifierValue, Patient, PersonName, PostalAddress } from './imported.ts';
import type { Address, ContactPoint, HumanName, Identifier } from './schema/datatypes.ts';

interface Usable {
  readonly use?: string;
  readonly period?: { readonly end?: string };
}

/** The items by how well their use fits, those that have ended last; of equals the file's order. */
function byUse<T extends Usable>(items: readonly T[], uses: readonly (T['use'] | undefined)[]): T[] {
  const rank = ({ use, period }: T): number => uses.indexOf(use) + (period?.end ? uses.length : 0);
  return items.toSorted((one, other) => rank(one) - rank(other));
}

const lined = (parts: readonly (string | null)[] | undefined, between: string): string =>
  (parts ?? []).filter((part) => part?.trim()).join(between);

/** The name a person goes by in the master file. Digits that a generator appended to it are left alone. */
export function nameOf(names: readonly HumanName[] = []): PersonName {
  const [name] = byUse(names, ['official', 'usual', undefined, 'temp', 'nickname', 'anonymous', 'maiden', 'old']);
  const prefix = lined(name?.prefix, ' ');
  const given = lined(name?.given, ' ');
  if (name?.family?.trim()) return { family: name.family.trim(), given, prefix };
  return given ? { family: given, given: '', prefix } : { ...nameInText(name?.text?.trim() ?? ''), prefix };
}

/** `Beer, Brent` or `Brent Beer`. */
function nameInText(text: string): { family: string; given: string } {
  const [, family = '', given = ''] = /^([^,]+),\s*(.*)$/.exec(text) ?? [];
  if (family) return { family, given };
  const words = text.split(/\s+/);
  return { family: words.pop() || 'Unnamed', given: words.join(' ') };
}

/** How somebody is reached now; a telephone of no stated use is taken for the one at `usual`. */
export function contactsOf(points: readonly ContactPoint[] = [], usual: 'home' | 'work'): Contacts {
  const current = points
    .filter(({ use, period }) => use !== 'old' && !period?.end)
    .toSorted((one, other) => (one.rank ?? 99) - (other.rank ?? 99));
  const first = (system: ContactPoint['system'], isMeant = (_use: ContactPoint['use']) => true): string | null =>
    current.find((point) => point.system === system && point.value && isMeant(point.use))?.value ?? null;
  const phone = (wanted: 'home' | 'work' | 'mobile'): string | null =>
    first('phone', (use) => use === wanted) ?? (wanted === usual ? first('phone', (use) => use === undefined) : null);
  return {
    homePhone: phone('home'),
    mobilePhone: phone('mobile') ?? first('sms'),
    workPhone: phone('work'),
    fax: first('fax'),
    email: first('email'),
  };
}

export function addressOf(addresses: readonly Address[] = []): PostalAddress | null {
  const [address] = byUse(addresses, ['home', 'work', undefined, 'billing', 'temp', 'old']);
  if (!address) return null;
  const { line, text = '', city = '', state = '', postalCode = '', country = '' } = address;
  return { street: lined(line, '\n') || text, city, province: state, postalCode, country };
}

/** Every identifier that has a system and a value, those of the past too: they still find a person. */
export const identifiersOf = (identifiers: readonly Identifier[] = []): IdentifierValue[] =>
  identifiers.flatMap(({ system, value, type }) =>
    system && value ? { system, value, type: codeOf(type) ?? null } : [],
  );

/** `https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn`, and the like of every province. */
const PROVINCIAL = /\/NamingSystem\/ca-([a-z]{2})-patient-/;

function healthCardIn(identifiers: readonly Identifier[]): Identifier | undefined {
  const numbers = identifiers.filter((one) => hasCode(one.type, ['JHN']) || PROVINCIAL.test(one.system ?? ''));
  return byUse(numbers, ['official', 'usual', undefined, 'secondary', 'temp', 'old'])[0];
}

const dayIn = (moment = ''): string | null => (moment.length >= 10 ? moment.slice(0, 10) : null);

/** From when to when the health card in force is good; a month or a year alone is no day. */
export function healthCardDays(identifiers: readonly Identifier[] = []): Patient['healthCard'] {
  const card = healthCardIn(identifiers);
  return card?.use === 'old'
    ? { from: null, until: null }
    : { from: dayIn(card?.period?.start), until: dayIn(card?.period?.end) };
}

/** The provincial health number in force, told by Infoway's naming systems or by the type JHN. */
export function healthNumberOf(identifiers: readonly Identifier[] = []): HealthNumber | null {
  const number = healthCardIn(identifiers);
  if (!number?.value || number.use === 'old') return null;
  const version = number.extension?.find(({ url }) => url.endsWith('health-card-version-code'))?.valueString;
  const province = PROVINCIAL.exec(number.system ?? '')?.[1]?.toUpperCase();
  return { number: number.value, version: version ?? null, province: province ?? null };
}
