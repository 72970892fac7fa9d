import type { AgeComparison, Criteria } from '#features/demographic-report/contract.ts';
import { pastedIds } from '#features/demographic-report/rules.ts';
import { inLanguage } from './language.ts';
import { patientWords } from './patients.ts';

type Age = NonNullable<Criteria['age']>;

const list = (items: readonly string[]) => new Intl.ListFormat('en-CA', { type: 'disjunction' }).format(items);
const quoted = (text: string) => `“${text.trim()}”`;
const longDay = (day: string) =>
  new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

const ageOf = (typed = ''): string => {
  const [, digits = typed, unit] = /^\s*(\d+)\s*(m?)/i.exec(typed) ?? [];
  const one = digits === '1';
  return unit ? `${digits} ${one ? 'month' : 'months'}` : `${digits} ${one ? 'year' : 'years'}`;
};
const ages: Readonly<Record<AgeComparison, (from: string, to: string) => string>> = {
  younger: (from) => `younger than ${from}`,
  older: (from) => `older than ${from}`,
  equal: (from) => `${from} old`,
  between: (from, to) => `between ${from} and ${to} old`,
  'between-including': (from, to) => `between and including ${from} and ${to} old`,
};
const aged = ({ comparison, from, to, style, asOf }: Age): string => {
  const when =
    style === 'year'
      ? asOf
        ? `at some time in ${asOf.slice(0, 4)}`
        : 'at some time in the year'
      : asOf
        ? `on ${longDay(asOf)}`
        : 'today';
  return `${ages[comparison](ageOf(from), ageOf(to))} ${when}`;
};

/** Names of the users and sites that criteria speak of. */
export type NameOf = (id: string) => string | undefined;

const en = {
  rosterStatuses: {
    '': 'Not given',
    rostered: 'Rostered',
    'not-rostered': 'Not rostered',
    terminated: 'Terminated',
    'fee-for-service': 'Fee for service',
  },
  patientStatuses: {
    active: 'Active',
    inactive: 'Inactive',
    moved: 'Moved',
    transferred: 'Transferred',
    deceased: 'Deceased',
  },
  newsletters: { '': 'Not given', no: 'No', paper: 'Paper', electronic: 'Electronic' },
};

/** The criteria read back: “Patients older than 65 years today, female, whose postal code begins with V9S.” */
function sentence(criteria: Criteria, nameOf: NameOf): string {
  const { age, rosterStatuses, patientStatuses, sexes, providerIds, siteIds, lastVisit, demographicIds } = criteria;
  const named = (ids: readonly (string | null)[], none: string, unknown: string) =>
    list(ids.map((id) => (id === null ? none : (nameOf(id) ?? unknown))));
  const begins = (what: string, typed = '') => typed.trim() && `whose ${what} begins with ${quoted(typed)}`;
  const { numbers } = pastedIds(demographicIds ?? '');
  const parts = [
    age && aged(age),
    sexes && `with the sex ${list(sexes.map((one) => patientWords.sexes[one].toLowerCase()))}`,
    begins('last name', criteria.lastName),
    begins('first name', criteria.firstName),
    patientStatuses &&
      `with the patient status ${list(patientStatuses.map((one) => en.patientStatuses[one].toLowerCase()))}`,
    rosterStatuses &&
      `with the roster status ${list(rosterStatuses.map((one) => en.rosterStatuses[one].toLowerCase()))}`,
    providerIds && `whose provider is ${named(providerIds, 'nobody', 'somebody not known here')}`,
    siteIds && `at home at ${named(siteIds, 'no site', 'a site not known here')}`,
    lastVisit?.after && `last seen after ${longDay(lastVisit.after)}`,
    lastVisit?.before && `last seen before ${longDay(lastVisit.before)}`,
    begins('postal code', criteria.postalCode),
    numbers.length > 5 && `with one of ${numbers.length} demographic numbers`,
    numbers.length > 0 && numbers.length <= 5 && `with the demographic number ${list(numbers.map(String))}`,
    // Then nobody is found.
    numbers.length === 0 && demographicIds?.trim() && 'with a demographic number that is none',
  ].filter(Boolean);
  return parts.length === 0 ? 'All patients.' : `Patients ${parts.join(', ')}.`;
}

export const criteriaWords = inLanguage({ en: { ...en, sentence } });

/** A report's criteria in words; names come from `nameOf`. */
export const criteriaSentence = (criteria: Criteria, nameOf: NameOf = () => undefined): string =>
  criteriaWords.sentence(criteria, nameOf);
