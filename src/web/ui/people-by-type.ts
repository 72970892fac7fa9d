import { peopleWords } from '../words/people.ts';

export interface PersonOption {
  readonly value: string;
  /** The person's name. */
  readonly label: string;
  /** What the person is to the clinic: who is of one type stands in one list. */
  readonly type?: string | undefined;
  /** What tells two of the same name apart, "doctor, Alder team"; the type, where nothing is given. */
  readonly detail?: string | undefined;
}

const lists = ['doctor', 'nurse', 'midwife', 'resident', 'staff'] as const;
const listOf = (type: string) => lists.find((list) => list === type) ?? 'staff';

export const detailOf = ({ detail, type }: PersonOption): string | undefined => detail ?? type;

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The people whose name or detail holds every word typed, in any order, accents or not. */
export function matching<P extends PersonOption>(people: readonly P[], typed: string): P[] {
  const words = plain(typed).split(/\s+/);
  return people.filter((person) => {
    const text = plain(`${person.label} ${detailOf(person) ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** People as the choices of a list: a list for each type, unless all are of one; who is of none stands first. */
export function byType(people: readonly PersonOption[]): (Choice | { group: string; items: Choice[] })[] {
  const choices = (some: readonly PersonOption[]) => some.map(({ value, label }) => ({ value, label }));
  const typed = lists
    .map((list) => ({ list, own: people.filter(({ type }) => type !== undefined && listOf(type) === list) }))
    .filter(({ own }) => own.length > 0);
  if (typed.length < 2) return choices(people);
  return [
    ...choices(people.filter(({ type }) => type === undefined)),
    ...typed.map(({ list, own }) => ({ group: peopleWords.lists[list], items: choices(own) })),
  ];
}
