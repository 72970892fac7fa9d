import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { HolderStep } from '../work/contract.ts';
import { Day, Instant, nullable, Person, StandingRuleId, UserId } from '#kernel/schema.ts';

export const whats = ['forwarding', 'supervision'] as const;
export type What = (typeof whats)[number];
export const forwardable = ['message', 'task', 'result'] as const;
export type Forwardable = (typeof forwardable)[number];

const StandingRule = Type.Object({
  ruleId: StandingRuleId,
  what: Type.Enum([...whats]),
  /** For whom it comes; who is supervised. */
  from: Person,
  /** Who receives it; who supervises. */
  holder: Person,
  /** Who received or supervised before. */
  cameFrom: nullable(Person),
  author: Person,
  forwards: Type.Array(Type.Enum([...forwardable])),
  startsOn: Day,
  endsOn: nullable(Day),
  /** It holds today, by the clinic’s calendar. */
  holds: Type.Boolean(),
  endedAt: nullable(Instant),
  /** Who received or supervised, oldest first. */
  holders: Type.Array(HolderStep),
});
export type StandingRule = Static<typeof StandingRule>;

const Filters = {
  /** Those that have ended, instead of those that go on. */
  ended: Type.Optional(Type.Boolean()),
  /** Only those with this user at either end. */
  userId: Type.Optional(UserId),
};

const Office = nullable(Type.Object({ holder: Person, cameFrom: nullable(Person), since: Instant }));

export const ListRules = operation({
  name: 'standing-rules.list-rules',
  says: 'See whose work is forwarded, who supervises whom, and who owns the clinic’s account.',
  method: 'GET',
  path: '/standing-rules',
  input: Type.Object(Filters),
  output: Type.Object({
    /** The latest 200. */
    rules: Type.Array(StandingRule),
    accountOwner: Office,
    /** Nobody: the administrators answer for closed records. */
    privacyOfficer: Office,
  }),
  refusals: [],
});
export type Standing = Static<typeof ListRules.output>;

export const ExportRules = operation({
  name: 'standing-rules.export-rules',
  says: 'Take the standing rules that a list shows out as a file.',
  method: 'POST',
  path: '/standing-rules/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object(Filters),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

const Changed = Type.Object({ ruleId: StandingRuleId });

export const AddRule = operation({
  name: 'standing-rules.add-rule',
  says: 'Let what comes for one user go to another, or record who supervises whom.',
  method: 'POST',
  path: '/standing-rules',
  input: Type.Object({
    what: Type.Enum([...whats]),
    fromId: UserId,
    holderId: UserId,
    /** For forwarding: at least one. */
    forwards: Type.Array(Type.Enum([...forwardable]), { maxItems: 3, uniqueItems: true }),
    startsOn: Day,
    endsOn: nullable(Day),
  }),
  output: Changed,
  refusals: [
    'user/not-found',
    'work/holder-not-active',
    'standing/with-oneself',
    'standing/nothing-forwarded',
    'standing/day-in-the-past',
    'standing/days-reversed',
    'standing/overlaps',
  ],
});

export const GiveRule = operation({
  name: 'standing-rules.give-rule',
  says: 'Let somebody else receive what is forwarded, or supervise.',
  method: 'PUT',
  path: '/standing-rules/{ruleId}/holder',
  input: Type.Object({ ruleId: StandingRuleId, holderId: UserId }),
  output: Changed,
  refusals: [
    'work/not-found',
    'work/already-closed',
    'user/not-found',
    'work/holder-not-active',
    'standing/with-oneself',
  ],
});

export const EndRule = operation({
  name: 'standing-rules.end-rule',
  says: 'End a standing rule.',
  method: 'DELETE',
  path: '/standing-rules/{ruleId}',
  input: Type.Object({ ruleId: StandingRuleId }),
  output: Changed,
  refusals: ['work/not-found', 'work/already-closed'],
});

export const SetAccountOwner = operation({
  name: 'standing-rules.set-account-owner',
  says: 'Say who owns the clinic’s account.',
  method: 'PUT',
  path: '/account-owner',
  sensitive: true,
  input: Type.Object({ holderId: UserId }),
  output: Type.Object({ holderId: UserId }),
  refusals: ['user/not-found', 'work/holder-not-active', 'standing/owner-not-administrator'],
});
