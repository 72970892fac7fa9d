import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { HandoverId, Instant, nullable, Person, SiteId, UserId, Version } from '#kernel/schema.ts';
import { Plan } from './contract.ts';

const Comment = Type.String({ maxLength: 500, pattern: '^[^\\x00]*$' });

const SavedPlan = Type.Object({
  plan: Plan,
  version: Version,
  savedBy: Person,
  savedAt: Instant,
  /** When it was shown to the leaver; saving it anew takes that back. */
  givenAt: nullable(Instant),
  checkedAt: nullable(Instant),
  comment: Type.String(),
  /** Each time it was changed, newest first. */
  history: Type.Array(Type.Object({ at: Instant, by: Person, rules: Type.Integer() })),
});

export const ReadPlan = operation({
  name: 'handover.read-plan',
  says: 'Read the plan that is kept for a user who is to leave.',
  method: 'GET',
  path: '/users/{userId}/plan',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({ kept: nullable(SavedPlan) }),
  refusals: [],
});

/** No version is beyond what PostgreSQL counts to. */
const NEWEST = 2_147_483_647;

export const SavePlan = operation({
  name: 'handover.save-plan',
  says: 'Keep a plan for a user who is to leave.',
  method: 'PUT',
  path: '/users/{userId}/plan',
  input: Type.Object({
    userId: UserId,
    plan: Plan,
    /** The version it was begun from; 0 where none was kept. */
    basedOn: Type.Integer({ minimum: 0, maximum: NEWEST }),
  }),
  output: Type.Object({ version: Version }),
  refusals: [
    'user/not-found',
    'user/already-inactive',
    'handover/plan-malformed',
    'site/not-found',
    'set/not-found',
    'handover/successor-is-leaver',
    'handover/successor-leaves-first',
    'handover/plans-in-a-circle',
    'handover/rule-never-asked',
    'request/version-stale',
  ],
});

export const GivePlan = operation({
  name: 'handover.give-plan',
  says: 'Show a plan to the user who is to leave, for checking.',
  method: 'POST',
  path: '/users/{userId}/plan/given',
  input: Type.Object({ userId: UserId, basedOn: Type.Integer({ minimum: 1, maximum: NEWEST }) }),
  output: Type.Object({ version: Version }),
  refusals: ['handover/plan-not-found', 'user/already-inactive', 'request/version-stale'],
});

export const DiscardPlan = operation({
  name: 'handover.discard-plan',
  says: 'Throw away the plan that is kept for a user.',
  method: 'DELETE',
  path: '/users/{userId}/plan',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({}),
  refusals: ['handover/plan-not-found'],
});

export const ListPlans = operation({
  name: 'handover.list-plans',
  says: 'List earlier plans, to begin another one with their rules.',
  method: 'GET',
  path: '/handover/plans',
  input: Type.Object({}),
  output: Type.Object({
    plans: Type.Array(Type.Object({ leaver: Person, at: Instant, plan: Plan, handoverId: nullable(HandoverId) })),
  }),
  refusals: [],
});

export const ReadOwnPlan = operation({
  name: 'handover.read-own-plan',
  says: 'Read the plan for one’s own leaving, once it has been given for checking.',
  method: 'GET',
  path: '/my/hand-over',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    kept: nullable(Type.Omit(SavedPlan, ['history'])),
    /** The names behind the plan; a patient set is named to nobody here. */
    sites: Type.Array(Type.Object({ siteId: SiteId, name: Type.String() })),
  }),
  refusals: [],
});

export const CheckPlan = operation({
  name: 'handover.check-plan',
  says: 'Say that one has checked the plan for one’s own leaving.',
  method: 'POST',
  path: '/my/hand-over/checked',
  access: 'signed-in',
  input: Type.Object({ basedOn: Type.Integer({ minimum: 1, maximum: NEWEST }), comment: Comment }),
  output: Type.Object({ version: Version }),
  refusals: ['handover/plan-not-found', 'request/version-stale'],
});
