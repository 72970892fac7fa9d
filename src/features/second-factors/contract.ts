import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { FilledLine, Instant, nullable, PasskeyId, UserId } from '#kernel/schema.ts';
import { SignedIn } from '../sign-in/contract.ts';

/** What a role can ask for. */
export const factorsAsked = ['passkey', 'authenticator', 'either'] as const;
export type FactorAsked = (typeof factorsAsked)[number];

/** Bytes as WebAuthn writes them in JSON. */
const Base64Url = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 20_000 });
const Transports = Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 });

/** A passkey that a browser has just made. */
export const MadePasskey = Type.Object({
  credentialId: Base64Url,
  clientDataJSON: Base64Url,
  attestationObject: Base64Url,
  transports: Transports,
});
export type MadePasskey = Static<typeof MadePasskey>;

/** What a passkey has signed. */
export const ShownPasskey = Type.Object({
  credentialId: Base64Url,
  clientDataJSON: Base64Url,
  authenticatorData: Base64Url,
  signature: Base64Url,
});
export type ShownPasskey = Static<typeof ShownPasskey>;

const KnownPasskey = Type.Object({ credentialId: Base64Url, transports: Transports });

/** Shown once, with the first factor or when they are made anew. */
const RecoveryCodes = nullable(Type.Array(Type.String()));

export const AskChallenge = operation({
  name: 'second-factors.ask-challenge',
  says: 'What a passkey is to sign: good once, for five minutes, in the browser that asks.',
  method: 'POST',
  path: '/passkey-challenge',
  access: 'public',
  input: Type.Object({}),
  output: Type.Object({
    challenge: Base64Url,
    /** The host name that passkeys belong to. */
    rpId: Type.String(),
    clinicName: Type.String(),
  }),
  refusals: ['clinic/not-found'],
});

export const SignInWithPasskey = operation({
  name: 'second-factors.sign-in-with-passkey',
  says: 'Sign in with a passkey alone; the device makes sure who uses it.',
  method: 'POST',
  path: '/session/passkey',
  access: 'public',
  input: Type.Object({ passkey: ShownPasskey }),
  output: SignedIn,
  refusals: ['second-factor/passkey-refused', 'clinic/not-found'],
});

/** The ways that are open to whoever has given the right password. */
export const ReadSecondStep = operation({
  name: 'second-factors.read-second-step',
  says: 'By what the caller can finish signing in.',
  method: 'GET',
  path: '/session/second-factor',
  access: 'signed-in',
  whileLimited: ['second-factor'],
  input: Type.Object({}),
  output: Type.Object({
    passkeys: Type.Array(KnownPasskey),
    /** A code of the app is enough. */
    code: Type.Boolean(),
  }),
  refusals: [],
});

export const GiveCode = operation({
  name: 'second-factors.give-code',
  says: 'Finish signing in with a code of the authenticator app, or with a recovery code.',
  method: 'POST',
  path: '/session/second-factor/code',
  access: 'public',
  input: Type.Object({ code: Type.String({ maxLength: 100 }) }),
  output: SignedIn,
  refusals: ['second-factor/refused', 'session/ended', 'clinic/not-found'],
});

export const GivePasskey = operation({
  name: 'second-factors.give-passkey',
  says: 'Finish signing in with a passkey.',
  method: 'POST',
  path: '/session/second-factor/passkey',
  access: 'public',
  input: Type.Object({ passkey: ShownPasskey }),
  output: SignedIn,
  refusals: ['second-factor/refused', 'session/ended', 'clinic/not-found'],
});

export const ReadOwnFactors = operation({
  name: 'second-factors.read-own-factors',
  says: 'The caller’s own passkeys, authenticator app and recovery codes, and what their roles ask for.',
  method: 'GET',
  path: '/my/second-factors',
  access: 'signed-in',
  whileLimited: ['enrol-factor'],
  input: Type.Object({}),
  output: Type.Object({
    passkeys: Type.Array(
      Type.Object({
        ...KnownPasskey.properties,
        passkeyId: PasskeyId,
        name: Type.String(),
        addedAt: Instant,
        lastUsedAt: nullable(Instant),
      }),
    ),
    authenticator: nullable(Type.Object({ addedAt: Instant, lastUsedAt: nullable(Instant) })),
    recoveryCodesLeft: Type.Integer(),
    /** The roles that ask for one, and whether there is such a one. */
    asked: Type.Array(
      Type.Object({ role: Type.String(), secondFactor: Type.Enum([...factorsAsked]), met: Type.Boolean() }),
    ),
  }),
  refusals: [],
});
export type OwnFactors = Static<typeof ReadOwnFactors.output>;

export const AddPasskey = operation({
  name: 'second-factors.add-passkey',
  says: 'Add a passkey of one’s own.',
  method: 'POST',
  path: '/my/passkeys',
  access: 'signed-in',
  sensitive: true,
  whileLimited: ['enrol-factor'],
  input: Type.Object({ name: FilledLine, passkey: MadePasskey }),
  output: Type.Object({ passkeyId: PasskeyId, recoveryCodes: RecoveryCodes }),
  refusals: ['second-factor/passkey-not-made', 'second-factor/passkey-known'],
});

export const RemovePasskey = operation({
  name: 'second-factors.remove-passkey',
  says: 'Remove a passkey of one’s own.',
  method: 'DELETE',
  path: '/my/passkeys/{passkeyId}',
  access: 'signed-in',
  sensitive: true,
  input: Type.Object({ passkeyId: PasskeyId }),
  output: Type.Object({}),
  refusals: ['second-factor/passkey-not-found', 'second-factor/required'],
});

export const BeginAuthenticator = operation({
  name: 'second-factors.begin-authenticator',
  says: 'Get the key for an authenticator app of one’s own; it counts once a code has confirmed it.',
  method: 'POST',
  path: '/my/authenticator',
  access: 'signed-in',
  sensitive: true,
  whileLimited: ['enrol-factor'],
  input: Type.Object({}),
  /** Handed out once. */
  output: Type.Object({ key: nullable(Type.Object({ text: Type.String(), uri: Type.String() })) }),
  refusals: [],
});

export const ConfirmAuthenticator = operation({
  name: 'second-factors.confirm-authenticator',
  says: 'Show by a code that the app has the key; from then on it is asked for.',
  method: 'PUT',
  path: '/my/authenticator',
  access: 'signed-in',
  whileLimited: ['enrol-factor'],
  input: Type.Object({ code: Type.String({ maxLength: 20 }) }),
  output: Type.Object({ recoveryCodes: RecoveryCodes }),
  refusals: ['second-factor/code-wrong'],
});

export const RemoveAuthenticator = operation({
  name: 'second-factors.remove-authenticator',
  says: 'Remove the authenticator app of one’s own.',
  method: 'DELETE',
  path: '/my/authenticator',
  access: 'signed-in',
  sensitive: true,
  input: Type.Object({}),
  output: Type.Object({}),
  refusals: ['second-factor/none', 'second-factor/required'],
});

export const RenewRecoveryCodes = operation({
  name: 'second-factors.renew-recovery-codes',
  says: 'Make new recovery codes of one’s own; the old ones end.',
  method: 'POST',
  path: '/my/recovery-codes',
  access: 'signed-in',
  sensitive: true,
  input: Type.Object({}),
  output: Type.Object({ recoveryCodes: RecoveryCodes }),
  refusals: ['second-factor/none'],
});

export const ResetFactors = operation({
  name: 'second-factors.reset-factors',
  says: 'Remove the passkeys, the authenticator app and the recovery codes of a user who has lost them.',
  method: 'DELETE',
  path: '/users/{userId}/second-factors',
  sensitive: true,
  input: Type.Object({ userId: UserId }),
  output: Type.Object({ sessionsEnded: Type.Integer() }),
  refusals: [
    'user/not-found',
    'user/is-yourself',
    'user/already-inactive',
    'user/role-not-yours',
    'second-factor/none',
  ],
});
