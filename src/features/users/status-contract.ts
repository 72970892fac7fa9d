import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { nullable, Reason, UserId } from '#kernel/schema.ts';
import { Invitation, Login, loginRefusals } from '../credentials/contract.ts';
import { Granted, grantRefusals, OnReturn, returnRefusals } from './record-schema.ts';

export const DeleteSecurityRecord = operation({
  name: 'users.delete-security-record',
  says: 'Delete a user’s credentials, which ends sign-in at once; record, roles and work stay.',
  method: 'DELETE',
  path: '/users/{userId}/security-record',
  sensitive: true,
  input: Type.Object({ userId: UserId }),
  output: Type.Object({ userId: UserId }),
  refusals: [
    'user/not-found',
    'user/is-yourself',
    'user/credentials-missing',
    'user/role-not-yours',
    'user/last-administrator',
  ],
});

export const LockUser = operation({
  name: 'users.lock-user',
  says: 'End a user’s sign-in at once; the work stays theirs.',
  method: 'PUT',
  path: '/users/{userId}/lock',
  sensitive: true,
  input: Type.Object({ userId: UserId, reason: Reason }),
  output: Type.Object({ userId: UserId }),
  refusals: [
    'user/not-found',
    'user/is-yourself',
    'user/already-inactive',
    'user/already-locked',
    'user/last-administrator',
  ],
});

export const UnlockUser = operation({
  name: 'users.unlock-user',
  says: 'Let a locked user, or one with too many wrong tries, sign in again.',
  method: 'DELETE',
  path: '/users/{userId}/lock',
  input: Type.Object({
    userId: UserId,
    /** What the caller looked at: a lock that somebody has set since, for cause, is not undone by the way. */
    was: Type.Optional(Type.Enum(['locked', 'held'])),
  }),
  output: Type.Object({ userId: UserId }),
  refusals: [
    'user/not-found',
    'user/already-inactive',
    'user/not-locked',
    'user/last-day-passed',
    'request/version-stale',
  ],
});

export const ActivateUser = operation({
  name: 'users.activate-user',
  says: 'Bring a deactivated user back, with the roles and sites chosen now.',
  method: 'POST',
  path: '/users/{userId}/activation',
  sensitive: true,
  input: Type.Object({
    userId: UserId,
    reason: Reason,
    ...Granted,
    ...OnReturn,
    /** New ones: what opened the door before does not open it again. */
    login: Type.Optional(Login),
  }),
  output: Type.Object({ userId: UserId, invitation: nullable(Invitation) }),
  refusals: ['user/not-found', 'user/already-active', ...grantRefusals, ...returnRefusals, ...loginRefusals],
});
