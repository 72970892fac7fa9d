import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { BlockId, Cursor, Instant, Line, nullable, PatientId, Person, Reason, SetId, UserId } from '#kernel/schema.ts';
import { TermsOfBlock } from './contract.ts';

/** Why somebody is proposed: is the user, by all that is known; lives at the user's address; has the user's phone and last name. */
export const likenesses = ['user', 'address', 'phone'] as const;

/** Most patients that one family is proposed with; at an address of a hundred nobody is meant. */
export const MOST_RELATIVES = 20;

const Relative = Type.Object({
  patientId: PatientId,
  name: Type.String(),
  demographicNumber: Type.Integer(),
  because: Type.Enum([...likenesses]),
});
export type Relative = Static<typeof Relative>;

const Suggestion = Type.Object({
  /** Whom the charts would be closed to. */
  user: Person,
  patients: Type.Array(Relative),
  /** Where it was dismissed: why, by whom and when. */
  dismissed: nullable(Type.Object({ reason: Type.String(), by: Person, at: Instant })),
});
export type Suggestion = Static<typeof Suggestion>;

export const ListSuggestions = operation({
  name: 'patient-sets.list-suggestions',
  says: 'See which users are patients here or share a home with patients, and could be kept out of those charts.',
  method: 'GET',
  path: '/set-suggestions',
  input: Type.Object({
    /** Those that were dismissed, instead of those that wait. */
    dismissed: Type.Optional(Type.Boolean()),
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({ suggestions: Type.Array(Suggestion), next: nullable(Cursor) }),
  refusals: ['request/cursor-unknown'],
});

const Patients = Type.Array(PatientId, { minItems: 1, maxItems: MOST_RELATIVES * 2, uniqueItems: true });

export const AcceptSuggestion = operation({
  name: 'patient-sets.accept-suggestion',
  says: 'Make a patient set of one family, and close it to the user whose family it is, in one act.',
  method: 'POST',
  path: '/set-suggestions/acceptances',
  sensitive: true,
  input: Type.Object({ userId: UserId, patientIds: Patients, name: Line, ...TermsOfBlock.properties }),
  output: Type.Object({ setId: SetId, blockId: BlockId }),
  refusals: [
    'user/not-found',
    'patient/not-found',
    'set/name-taken',
    'set/name-missing',
    'block/concerns-yourself',
    'block/user-inactive',
    'block/last-administrator',
    'block/reason-missing',
    'block/ends-in-the-past',
    'block/review-in-the-past',
    'block/review-after-end',
  ],
});

export const DismissSuggestion = operation({
  name: 'patient-sets.dismiss-suggestion',
  says: 'Put a proposed family away, with the reason.',
  method: 'POST',
  path: '/set-suggestions/dismissals',
  input: Type.Object({ userId: UserId, patientIds: Patients, reason: Reason }),
  output: Type.Object({ userId: UserId, dismissed: Type.Integer() }),
  refusals: ['user/not-found', 'patient/not-found'],
});
