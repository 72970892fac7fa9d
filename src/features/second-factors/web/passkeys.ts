import type { Answer } from '#web/api.ts';
import { call } from '#web/api.ts';
import { AskChallenge, type MadePasskey, type OwnFactors, type ShownPasskey } from '../contract.ts';

/** The browser has given nothing: called off, too late, or it could not. */
export type NoPasskey = 'called-off' | 'known' | 'failed';

const reasons: Readonly<Record<string, NoPasskey>> = { NotAllowedError: 'called-off', InvalidStateError: 'known' };
const whyNot = (error: unknown): NoPasskey => (error instanceof Error ? reasons[error.name] : undefined) ?? 'failed';

type Asked<T> = { readonly got: T } | { readonly not: NoPasskey } | Extract<Answer<T>, { ok: false }>;

/** Asks the browser for a passkey that is known here already. `alone`: the device must make sure of its user. */
export async function showPasskey(
  known: readonly { readonly credentialId: string; readonly transports: readonly string[] }[],
  { alone }: { readonly alone: boolean },
): Promise<Asked<ShownPasskey>> {
  const asked = await call(AskChallenge, {});
  if (!asked.ok) return asked;
  const { startAuthentication } = await import('@simplewebauthn/browser');
  try {
    const { id, response } = await startAuthentication({
      optionsJSON: {
        challenge: asked.value.challenge,
        rpId: asked.value.rpId,
        userVerification: alone ? 'required' : 'preferred',
        allowCredentials: known.map(({ credentialId, transports }) => ({
          id: credentialId,
          type: 'public-key',
          transports: [...transports] as [],
        })),
      },
    });
    const { clientDataJSON, authenticatorData, signature } = response;
    return { got: { credentialId: id, clientDataJSON, authenticatorData, signature } };
  } catch (error) {
    return { not: whyNot(error) };
  }
}

interface Owner {
  readonly userId: string;
  /** What the user signs in as. */
  readonly account: string;
  /** First and last name. */
  readonly name: string;
}

/** Has the browser make a passkey, on a device that has none of this user's yet. */
export async function makePasskey(
  { userId, account, name }: Owner,
  known: OwnFactors['passkeys'],
): Promise<Asked<MadePasskey>> {
  const asked = await call(AskChallenge, {});
  if (!asked.ok) return asked;
  const { bufferToBase64URLString, startRegistration } = await import('@simplewebauthn/browser');
  const { challenge, rpId, clinicName } = asked.value;
  try {
    const { id, response } = await startRegistration({
      optionsJSON: {
        challenge,
        rp: { id: rpId, name: `${clinicName}: Custodian` },
        user: {
          id: bufferToBase64URLString(new TextEncoder().encode(userId).buffer),
          name: account,
          displayName: name,
        },
        // Ed25519, ES256, RS256: what the devices of today make.
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ alg, type: 'public-key' })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
        excludeCredentials: known.map(({ credentialId, transports }) => ({
          id: credentialId,
          type: 'public-key',
          transports: [...transports] as [],
        })),
      },
    });
    const { clientDataJSON, attestationObject, transports = [] } = response;
    return { got: { credentialId: id, clientDataJSON, attestationObject, transports } };
  } catch (error) {
    return { not: whyNot(error) };
  }
}
