import { Refusal } from '#kernel/refusal.ts';
import { type Criteria, MOST_IDS } from './contract.ts';

type Age = NonNullable<Criteria['age']>;

/** Nobody grows older, so a larger number is a slip. */
const MOST_YEARS = 150;

/** Ages in full months: at least, and below. */
export interface AgeSpan {
  readonly least: number;
  readonly below: number | null;
}

interface Given {
  /** In full months. */
  readonly months: number;
  /** Of one unit more: being older than 40 begins at 41, than 18m at 19m. */
  readonly next: number;
}

const typedAge = (text = ''): string => text.trim();

/** @throws {Refusal} `report/age-missing`, `report/age-unreadable`, `report/age-impossible`. */
function given(text: string | undefined): Given {
  const typed = typedAge(text);
  if (typed === '') throw new Refusal('report/age-missing');
  const [, digits, unit] = /^(\d{1,9})\s*(m?)$/i.exec(typed) ?? [];
  if (digits === undefined) throw new Refusal('report/age-unreadable', { age: typed });
  const unitMonths = unit ? 1 : 12;
  const months = Number(digits) * unitMonths;
  if (months > MOST_YEARS * 12) throw new Refusal('report/age-impossible', { age: typed });
  return { months, next: months + unitMonths };
}

/**
 * The ages that are meant. “Between” leaves both ends out, “between and including” takes both in.
 *
 * @throws {Refusal} `report/age-missing`, `report/age-unreadable`, `report/age-impossible`, `report/ages-reversed`,
 *   `report/ages-contradict`.
 */
export function ageSpanOf({ comparison, from, to }: Age): AgeSpan {
  const first = given(from);
  if (comparison === 'older') return { least: first.next, below: null };
  if (comparison === 'equal') return { least: first.months, below: first.next };
  if (comparison === 'younger') {
    if (first.months === 0) throw new Refusal('report/age-impossible', { age: typedAge(from), comparison });
    return { least: 0, below: first.months };
  }
  const last = given(to);
  if (first.months > last.months) throw new Refusal('report/ages-reversed');
  return possible(
    comparison === 'between' ? { least: first.next, below: last.months } : { least: first.months, below: last.next },
  );
}

function possible(span: AgeSpan): AgeSpan {
  if (span.below !== null && span.least >= span.below) throw new Refusal('report/ages-contradict');
  return span;
}

/** What was pasted under Demographic ID(s). */
export interface Pasted {
  /** Each once, in the order in which they were pasted. */
  readonly numbers: readonly number[];
  /** What is no demographic number, each once. */
  readonly unreadable: readonly string[];
}

/** Reads a pasted list; whoever pastes a million words is answered by their number, not by their content. */
export function pastedIds(text: string): Pasted {
  const parts = new Set(text.split(/[\s.,;]+/).filter(Boolean));
  const isNumber = (part: string) => /^\d{1,15}$/.test(part);
  return {
    numbers: [...new Set([...parts].filter(isNumber).map(Number))],
    unreadable: [...parts].filter((part) => !isNumber(part)),
  };
}

const dayAfter = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
};

/**
 * Decides whether anybody at all can meet these criteria, and whether they can be read.
 *
 * @throws {Refusal} as `ageSpanOf`, and `report/visits-contradict`, `report/too-many-ids`.
 */
export function criteriaPossible({ age, lastVisit, demographicIds }: Criteria): void {
  if (age) ageSpanOf(age);
  const { before, after } = lastVisit ?? {};
  // A day must be left between the two.
  if (before && after && dayAfter(after) >= before) throw new Refusal('report/visits-contradict');
  const pasted = pastedIds(demographicIds ?? '');
  const ids = pasted.numbers.length + pasted.unreadable.length;
  if (ids > MOST_IDS) throw new Refusal('report/too-many-ids', { ids, most: MOST_IDS });
}

/** A postal code as it is compared: `v9s 0` and `V9S0` are the same. */
export const postalPrefix = (typed: string): string => typed.replaceAll(/\s/g, '').toUpperCase();
