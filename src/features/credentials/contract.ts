import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { ClinicTime, Instant, Line, nullable, UserId } from '#kernel/schema.ts';
import { PasswordPolicy } from '../clinics/contract.ts';

const Password = Type.String({ maxLength: 200 });
const Passcode = Type.String({ maxLength: 20 });
/** Long enough for any link we made; what it is good for, the database knows. */
const Token = Type.String({ maxLength: 100 });

/** How a user comes to sign in. Left out of what adds a user, it means that they do not. */
export const Login = Type.Object({
  /** One of the two names is enough. */
  username: Line,
  email: Line,
  /** Refused from that moment on. */
  expires: nullable(ClinicTime),
  /** Set for the user, who must change them at the first sign-in; null: the user chooses them, by an invitation. */
  secrets: nullable(Type.Object({ password: Password, passcode: Passcode })),
});

/** An invitation that has been made. */
export const Invitation = Type.Object({
  endsAt: Instant,
  /** The end of the link, handed out once, where it was not sent by mail. */
  token: nullable(Type.String()),
  mailedTo: nullable(Type.String()),
});

/** What can stand against a login that is given to a user. */
export const loginRefusals = [
  'secret/password-weak',
  'secret/password-common',
  'secret/passcode-weak',
  'credentials/name-missing',
  'credentials/expiry-in-the-past',
  'user/username-taken',
  'user/username-malformed',
  'user/email-taken',
  'user/email-malformed',
] as const;

export const SetCredentials = operation({
  name: 'credentials.set-credentials',
  says: 'Give a user new credentials, by an invitation or at once.',
  method: 'PUT',
  path: '/users/{userId}/credentials',
  sensitive: true,
  input: Type.Object({ userId: UserId, login: Login }),
  output: Type.Object({ invitation: nullable(Invitation) }),
  refusals: [
    'user/not-found',
    'user/already-inactive',
    'user/role-not-yours',
    'user/last-administrator',
    ...loginRefusals,
  ],
});

export const ReadCredentials = operation({
  name: 'credentials.read-credentials',
  says: 'See by what names and second factors a user signs in, until when, and whether an invitation waits.',
  method: 'GET',
  path: '/users/{userId}/credentials',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({
    /** Nothing for somebody who does not sign in. */
    credentials: nullable(
      Type.Object({
        username: nullable(Type.String()),
        email: nullable(Type.String()),
        /** There are secrets; until then only the invitation opens anything. */
        ready: Type.Boolean(),
        mustChange: Type.Boolean(),
        expiresAt: nullable(Instant),
        setAt: Instant,
        lastSignInAt: nullable(Instant),
        passkeys: Type.Integer(),
        authenticator: Type.Boolean(),
        recoveryCodes: Type.Integer(),
        /** A role asks for a second factor that the user has not got: nothing but adding it is open. */
        mustEnrol: Type.Boolean(),
      }),
    ),
    invitation: nullable(
      Type.Object({
        madeAt: Instant,
        endsAt: Instant,
        by: Type.String(),
        mail: nullable(Type.Enum(['waiting', 'sent', 'failed'])),
      }),
    ),
  }),
  refusals: ['user/not-found'],
});

export const SetLoginExpiry = operation({
  name: 'credentials.set-login-expiry',
  says: 'Set until when a user can sign in.',
  method: 'PUT',
  path: '/users/{userId}/login-expiry',
  input: Type.Object({ userId: UserId, expires: nullable(ClinicTime) }),
  output: Type.Object({ expiresAt: nullable(Instant) }),
  refusals: [
    'user/not-found',
    'user/already-inactive',
    'user/role-not-yours',
    'user/last-administrator',
    'credentials/none',
    'credentials/expiry-in-the-past',
  ],
});

export const ForcePasswordReset = operation({
  name: 'credentials.force-password-reset',
  says: 'Make a user choose a new password and passcode before anything else.',
  method: 'POST',
  path: '/users/{userId}/password-reset',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({}),
  refusals: ['user/not-found', 'user/already-inactive', 'credentials/none'],
});

export const ReadOwnCredentials = operation({
  name: 'credentials.read-own-credentials',
  says: 'The caller’s own names, and what the clinic asks of new secrets.',
  method: 'GET',
  path: '/my/credentials',
  access: 'signed-in',
  whileLimited: ['new-credentials', 'enrol-factor'],
  input: Type.Object({}),
  output: Type.Object({
    username: nullable(Type.String()),
    email: nullable(Type.String()),
    setAt: Instant,
    expiresAt: nullable(Instant),
    mustChange: Type.Boolean(),
    policy: PasswordPolicy,
  }),
  refusals: ['credentials/none'],
});

export const ChangeOwnCredentials = operation({
  name: 'credentials.change-own-credentials',
  says: 'Change one’s own password, passcode, or both.',
  method: 'PUT',
  path: '/my/credentials',
  access: 'signed-in',
  sensitive: true,
  whileLimited: ['new-credentials'],
  /** The old password travels beside this, as with every sensitive act. */
  input: Type.Object({ newPassword: Type.Optional(Password), newPasscode: Type.Optional(Passcode) }),
  output: Type.Object({ sessionsEnded: Type.Integer() }),
  refusals: [
    'credentials/none',
    'credentials/nothing-chosen',
    'secret/password-weak',
    'secret/password-common',
    'secret/password-same',
    'secret/passcode-weak',
    'secret/passcode-same',
  ],
});

export const LookAtInvitation = operation({
  name: 'credentials.look-at-invitation',
  says: 'Whom a link invites, and what the clinic asks of the secrets.',
  method: 'POST',
  path: '/invitation/look',
  access: 'public',
  input: Type.Object({ token: Token }),
  output: Type.Object({
    clinicName: Type.String(),
    firstName: Type.String(),
    lastName: Type.String(),
    username: nullable(Type.String()),
    email: nullable(Type.String()),
    policy: PasswordPolicy,
  }),
  refusals: ['credentials/invitation-over'],
});

export const AcceptInvitation = operation({
  name: 'credentials.accept-invitation',
  says: 'Choose one’s own password and passcode, by the link of an invitation.',
  method: 'POST',
  path: '/invitation',
  access: 'public',
  input: Type.Object({ token: Token, newPassword: Password, newPasscode: Passcode }),
  output: Type.Object({}),
  refusals: ['credentials/invitation-over', 'secret/password-weak', 'secret/password-common', 'secret/passcode-weak'],
});
