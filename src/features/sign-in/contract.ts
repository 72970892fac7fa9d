import { Type } from 'typebox';
import { limits, operation } from '#kernel/contract.ts';
import { Day, Instant, nullable, ReviewId, SessionId, UserId } from '#kernel/schema.ts';
import { PasswordPolicy } from '../clinics/contract.ts';
import { OpenAccess } from '../emergency-access/open-access-contract.ts';
import { Notice } from '../outbox/contract.ts';
import { Covering } from '../work/contract.ts';

const Secret = Type.String({ maxLength: 200 });

/** A session has begun, limited until something is done first. */
export const SignedIn = Type.Object({ userId: UserId, limited: nullable(Type.Enum([...limits])) });

export const SignIn = operation({
  name: 'sign-in.sign-in',
  says: 'Sign in with username or email, password and second level passcode.',
  method: 'POST',
  path: '/session',
  access: 'public',
  input: Type.Object({ username: Type.String({ maxLength: 200 }), password: Secret, passcode: Secret }),
  output: SignedIn,
  refusals: ['sign-in/failed', 'clinic/not-found'],
});

export const SignOut = operation({
  name: 'sign-in.sign-out',
  says: 'Sign out of this browser.',
  method: 'DELETE',
  path: '/session',
  access: 'signed-in',
  whileLimited: limits,
  endsSession: true,
  input: Type.Object({}),
  output: Type.Object({}),
  refusals: [],
});

/** Who is signed in here, and what they may do: what the frame of every page needs. */
export const ReadSession = operation({
  name: 'sign-in.read-session',
  says: 'Who is signed in, in which clinic, with which permissions.',
  method: 'GET',
  path: '/session',
  access: 'signed-in',
  whileLimited: limits,
  input: Type.Object({}),
  output: Type.Object({
    userId: UserId,
    firstName: Type.String(),
    lastName: Type.String(),
    type: Type.String(),
    clinic: Type.Object({
      name: Type.String(),
      province: Type.String(),
      timeZone: Type.String(),
      /** How the database reckons the time zone, from two years back: minutes ahead of UTC, oldest first. */
      offsets: Type.Array(Type.Object({ from: Instant, minutes: Type.Integer() })),
      today: Type.String(),
      idleLimitMinutes: Type.Integer(),
      passwordPolicy: PasswordPolicy,
      /** Of a clinic in British Columbia; empty where it has none. */
      serviceLocationCode: Type.String(),
    }),
    /** None in a limited session: nothing but the one thing is open. */
    permissions: Type.Array(Type.String()),
    /** What must be done before anything else. */
    limited: nullable(Type.Enum([...limits])),
    /** When sign-in ends for this user, from ten days before. */
    loginEndsAt: nullable(Instant),
    notices: Type.Array(Notice),
    /** Access reviews in which the user has still to decide, from three days before they are due. */
    reviewsDue: Type.Array(
      Type.Object({
        reviewId: ReviewId,
        name: Type.String(),
        dueOn: Day,
        lines: Type.Integer(),
        when: Type.Enum(['soon', 'today', 'overdue']),
      }),
    ),
    /** Closed records that are open to the user in an emergency, the first to close first. */
    openAccesses: Type.Array(OpenAccess),
    unread: Type.Integer(),
    /** What waits in the unassigned pool, for whoever looks after it; 1,000 where it is that many or more. */
    poolWaiting: Type.Integer(),
    /** The last day on which the user is away, when they are away now. */
    awayUntil: nullable(Day),
    /** For whom the user covers now, and which kinds of their work. */
    covering: Type.Array(Covering),
  }),
  refusals: [],
});

export const ListSessions = operation({
  name: 'sign-in.list-sessions',
  says: 'Where the caller is signed in.',
  method: 'GET',
  path: '/sessions',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    sessions: Type.Array(
      Type.Object({
        sessionId: SessionId,
        begunAt: Instant,
        seenAt: Instant,
        endsAt: Instant,
        origin: nullable(Type.String()),
        agent: nullable(Type.String()),
        /** The one that asks. */
        here: Type.Boolean(),
      }),
    ),
  }),
  refusals: [],
});

export const EndSession = operation({
  name: 'sign-in.end-session',
  says: 'End one of the caller’s own sessions.',
  method: 'DELETE',
  path: '/sessions/{sessionId}',
  access: 'signed-in',
  sensitive: true,
  input: Type.Object({ sessionId: SessionId }),
  output: Type.Object({}),
  refusals: ['session/ended'],
});
