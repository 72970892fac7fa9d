import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import {
  AppointmentId,
  ClinicTime,
  ClockTime,
  Cursor,
  Day,
  Instant,
  nullable,
  Person,
  Reason,
  UserId,
  Version,
} from '#kernel/schema.ts';

/** No version is beyond what PostgreSQL counts to. */
const NEWEST = 2_147_483_647;
/** A moment by the clinic's calendar and clock that is only being thought of; left out: the one that is set. */
const Thought = { day: Type.Optional(Day), time: Type.Optional(ClockTime) };
const Left = Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer() }));

export const LastDay = Type.Object({
  endsAt: Instant,
  /** The same by the clinic's calendar and clock. */
  ends: ClinicTime,
  reason: Type.String(),
  setBy: Person,
  setAt: Instant,
  version: Version,
  /** The moment has come. */
  passed: Type.Boolean(),
  /** The plan could not be carried out then: when that was found, and what was missing. */
  missed: nullable(Type.Object({ at: Instant, code: Type.String(), left: Left })),
});
export type LastDay = Static<typeof LastDay>;

export const ReadLastDay = operation({
  name: 'last-day.read-last-day',
  says: 'See a user’s last day, whether the plan for it is complete, and what is booked after it.',
  method: 'GET',
  path: '/users/{userId}/last-day',
  input: Type.Object({ userId: UserId, ...Thought }),
  output: Type.Object({
    user: Type.Object({ ...Person.properties, status: Type.String() }),
    lastDay: nullable(LastDay),
    /** Why no last day can be set for this user at all. */
    refused: nullable(Type.String()),
    /** Booked beyond it; patients closed to the caller are counted too. Nothing where no moment is known. */
    beyond: Type.Object({ items: Type.Integer(), first: nullable(Instant), last: nullable(Instant) }),
    plan: Type.Object({
      /** A plan is kept. */
      kept: Type.Boolean(),
      /** Open items today. */
      items: Type.Integer(),
      /** What the kept plan leaves with the user as things stand; nothing where it is complete. */
      left: Left,
      /** Why the kept plan cannot be carried out as it is. */
      refused: nullable(Type.String()),
    }),
  }),
  refusals: ['user/not-found', 'user/already-inactive'],
});
export type Standing = Static<typeof ReadLastDay.output>;

export const ListBeyond = operation({
  name: 'last-day.list-beyond',
  says: 'List the appointments that are booked with a user after their last day.',
  method: 'GET',
  path: '/users/{userId}/last-day/appointments',
  input: Type.Object({ userId: UserId, ...Thought, after: Type.Optional(Cursor) }),
  output: Type.Object({
    appointments: Type.Array(
      Type.Object({
        appointmentId: AppointmentId,
        startsAt: Instant,
        /** By the clinic's calendar: where it stands in the schedule. */
        day: Day,
        site: Type.String(),
        patient: Type.String(),
      }),
    ),
    next: nullable(Cursor),
  }),
  refusals: ['request/cursor-unknown'],
});
export type Beyond = Static<typeof ListBeyond.output>['appointments'][number];

export const SetLastDay = operation({
  name: 'last-day.set-last-day',
  says: 'Set or change a user’s last day: sign-in ends then, and the kept plan runs.',
  method: 'PUT',
  path: '/users/{userId}/last-day',
  sensitive: true,
  input: Type.Object({
    userId: UserId,
    /** Where the clocks jump over it, the time after the jump is meant. */
    ends: ClinicTime,
    reason: Reason,
    /** The version it was begun from; 0 where none was set. */
    basedOn: Type.Integer({ minimum: 0, maximum: NEWEST }),
  }),
  output: Type.Object({ endsAt: Instant, version: Version }),
  refusals: [
    'user/not-found',
    'user/is-yourself',
    'user/already-inactive',
    'user/last-administrator',
    'last-day/in-the-past',
    'request/version-stale',
  ],
});

export const CancelLastDay = operation({
  name: 'last-day.cancel-last-day',
  says: 'Take a last day back: the user goes on as before.',
  method: 'DELETE',
  path: '/users/{userId}/last-day',
  versioned: true,
  input: Type.Object({ userId: UserId, version: Version }),
  output: Type.Object({ userId: UserId }),
  refusals: ['last-day/not-set'],
});

export const ListLeaving = operation({
  name: 'last-day.list-leaving',
  says: 'See whose last day is near, and who was locked on theirs because the plan was not complete.',
  method: 'GET',
  path: '/leaving',
  input: Type.Object({}),
  output: Type.Object({
    leaving: Type.Array(
      Type.Object({
        userId: UserId,
        name: Type.String(),
        endsAt: Instant,
        passed: Type.Boolean(),
        missed: Type.Boolean(),
        /** A plan is kept. */
        planned: Type.Boolean(),
        items: Type.Integer(),
      }),
    ),
  }),
  refusals: [],
});
