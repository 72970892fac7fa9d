import { formatDay } from '#web/ui/calendar.ts';
import { handoverWords } from '#web/words/handover.ts';
import type { PlanRule, Where } from '../contract.ts';
import { type Colleague, isEverything } from './plan.ts';

const words = handoverWords.deactivate.rules;

/** The names behind what rules speak of. */
export interface Names {
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
  /** Undefined where sets are named to nobody. */
  readonly sets: readonly { readonly setId: string; readonly name: string }[] | undefined;
  readonly colleagues: readonly Colleague[];
  readonly locale: string;
}

type Person = Pick<Where, 'nameFrom' | 'nameTo' | 'postalCode' | 'ageFrom' | 'ageTo'>;

/** Which patients a rule is for, in words. */
const sayPerson = ({ nameFrom, nameTo, postalCode, ageFrom, ageTo }: Person) => [
  (nameFrom ?? nameTo) && words.named(nameFrom ?? 'A', nameTo ?? 'Z'),
  ageFrom === undefined && ageTo === undefined ? undefined : words.aged(ageFrom, ageTo),
  postalCode && words.livesAt(postalCode.toUpperCase()),
];

/** Which items a rule is for, in words. */
function sayWhere(where: Where | undefined, { sites, sets, colleagues, locale }: Names): string {
  const { siteId, from, until, mrpId, facet, setId, itemIds, ...person } = where ?? {};
  const day = (value: string) => formatDay(value, locale);
  const parts = [
    facet && words.isFacet(handoverWords.facets[facet] ?? facet),
    siteId && words.atSite(sites.find((one) => one.siteId === siteId)?.name ?? words.unknownSite),
    from && until
      ? words.between(day(from), day(until))
      : from
        ? words.since(day(from))
        : until && words.up(day(until)),
    mrpId && words.ofMrp(colleagues.find(({ userId }) => userId === mrpId)?.name ?? words.somebody),
    setId && (sets ? words.inSet(sets.find((one) => one.setId === setId)?.name ?? words.unknownSet) : words.inSome),
    ...sayPerson(person),
    itemIds && words.chosen(itemIds.length),
  ].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? words.where(parts as string[]) : words.everything;
}

/** Which items the rule at this place is for, beside those before it. */
export function sayPlace(rules: readonly PlanRule[], at: number, names: Names): string {
  const rule = rules[at];
  if (!rule || !isEverything(rule)) return sayWhere(rule?.where, names);
  if (rules.slice(0, at).some(isEverything)) return words.notTaken;
  return at === 0 ? words.all : words.everything;
}

/** Where they go, in words. */
export function sayHow({ how, successorIds = [] }: PlanRule, moveTo: string, colleagues: readonly Colleague[]): string {
  if (how === 'cancel') return words.cancel;
  if (how === 'return') return handoverWords.pool;
  return words.moves(moveTo, namesOf(successorIds, colleagues));
}

export const namesOf = (userIds: readonly string[], colleagues: readonly Colleague[]): string[] =>
  userIds.map((id) => colleagues.find(({ userId }) => userId === id)?.name ?? words.somebody);

const toPractitioners = ['appointment', 'past-appointment', 'recurring-questionnaire', 'sent-questionnaire'];

/** What the guides call it: appointments and questionnaires go to practitioners. */
export const moveToFor = (kind: string): string =>
  toPractitioners.includes(kind)
    ? handoverWords.deactivate.plan.moveToPractitioner
    : handoverWords.deactivate.plan.moveToUser;
