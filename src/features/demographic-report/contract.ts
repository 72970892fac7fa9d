import { type Static, Type } from 'typebox';
import { Day, Line, nullable, SiteId, UserId } from '#kernel/schema.ts';
import { patientStatuses, rosterStatuses, sexes } from '#features/patients/contract.ts';

/** How the age of a patient compares with what is asked. */
export const ageComparisons = ['younger', 'older', 'equal', 'between', 'between-including'] as const;
export type AgeComparison = (typeof ageComparisons)[number];

/** What a master file says, or that whoever has died is deceased. */
export const reportedStatuses = [...patientStatuses, 'deceased'] as const;

/** So many demographic numbers at most can be asked for at once. */
export const MOST_IDS = 50_000;
/** Longer texts are refused before they are read. */
const MOST_PASTED = 2_000_000;

const some = <T extends Parameters<typeof Type.Array>[0]>(one: T) =>
  Type.Optional(Type.Array(one, { minItems: 1, maxItems: 500, uniqueItems: true }));

/** What stands under Where: a patient is found who meets every one of these. Of a list, one is enough. */
export const Criteria = Type.Object(
  {
    age: Type.Optional(
      Type.Object(
        {
          comparison: Type.Enum([...ageComparisons]),
          /** `40`: years; `18m`: months. */
          from: Type.String({ maxLength: 20 }),
          /** For the two that go from one age to another. */
          to: Type.Optional(Type.String({ maxLength: 20 })),
          /** `exact`: on the day; `year`: turned at some time in the year of the day. */
          style: Type.Enum(['exact', 'year']),
          /** Left out: the day on which it is asked. */
          asOf: Type.Optional(Day),
        },
        { additionalProperties: false },
      ),
    ),
    /** How the name begins. */
    lastName: Type.Optional(Line),
    firstName: Type.Optional(Line),
    rosterStatuses: some(Type.Enum([...rosterStatuses])),
    patientStatuses: some(Type.Enum([...reportedStatuses])),
    sexes: some(Type.Enum([...sexes])),
    /** The MRP; null: none. */
    providerIds: some(nullable(UserId)),
    /** The home site; null: none. */
    siteIds: some(nullable(SiteId)),
    /** Days, neither of them included. Whoever was never seen has no last visit. */
    lastVisit: Type.Optional(
      Type.Object({ before: Type.Optional(Day), after: Type.Optional(Day) }, { additionalProperties: false }),
    ),
    /** How it begins, with or without the space. */
    postalCode: Type.Optional(Line),
    /** As they were pasted: demographic numbers between white space, full stops, commas and semicolons. */
    demographicIds: Type.Optional(Type.String({ maxLength: MOST_PASTED, pattern: '^[^\\x00]*$' })),
  },
  { additionalProperties: false },
);
export type Criteria = Static<typeof Criteria>;
