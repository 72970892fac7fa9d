import type { MadePasskey, ShownPasskey } from './contract.ts';

// Much code for formats of many makers: it comes with the first passkey, and not with the server.
const webAuthn = () => import('@simplewebauthn/server');

/** Where and with what a passkey must have been used. */
export interface Ceremony {
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
}

/** The challenge that a browser says it has answered; nothing when what it sent cannot be read. */
export function challengeOf({ clientDataJSON }: Pick<ShownPasskey, 'clientDataJSON'>): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    return typeof challenge === 'string' && /^[\w-]{1,200}$/.test(challenge) ? challenge : undefined;
  } catch {
    return undefined;
  }
}

/** What is kept of a new passkey. */
export interface CheckedPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** Checks a passkey that was made; nothing when it was not made here, now, and by its device. */
export async function checkMade(
  { credentialId, clientDataJSON, attestationObject }: MadePasskey,
  { challenge, rpId, origin }: Ceremony,
): Promise<CheckedPasskey | undefined> {
  const { verifyRegistrationResponse } = await webAuthn();
  const checked = await verifyRegistrationResponse({
    response: {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
  }).catch(() => undefined);
  if (!checked?.verified) return undefined;
  const { credential } = checked.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
  };
}

/** A passkey as it is known here. */
export interface KnownPasskey {
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly rpId: string;
}

interface Shown extends Ceremony {
  /** The device must have made sure of its user: asked where the passkey stands alone. */
  readonly verified: boolean;
}

/** Checks what a passkey has signed; answers its counter, or nothing when it does not hold. */
export async function checkShown(
  { credentialId, clientDataJSON, authenticatorData, signature }: ShownPasskey,
  { publicKey, counter, rpId: madeAt }: KnownPasskey,
  { challenge, rpId, origin, verified }: Shown,
): Promise<number | undefined> {
  if (madeAt !== rpId) return undefined;
  const { verifyAuthenticationResponse } = await webAuthn();
  const checked = await verifyAuthenticationResponse({
    response: {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
    requireUserVerification: verified,
  }).catch(() => undefined);
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}
