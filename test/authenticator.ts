// A passkey made of software, as small as WebAuthn allows: one ES256 key, no attestation. What it makes and signs is
// what a browser would hand to the page.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { MadePasskey, ShownPasskey } from '#features/second-factors/contract.ts';

interface Ceremony {
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
  /** The device has made sure of its user. */
  readonly verified?: boolean;
}

export interface Authenticator {
  readonly make: (ceremony: Ceremony) => MadePasskey;
  readonly show: (ceremony: Ceremony) => ShownPasskey;
  /** How often it has been used; a copy of the key would have another count. */
  counter: number;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();
const uint = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};

/** The few forms of CBOR (RFC 8949) that are needed: small integers, texts, bytes and maps. */
function cbor(value: number | string | Buffer | Map<number | string, never>): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flat().map((part) => cbor(part))]);
}
function head(type: number, length: number): Buffer {
  const major = type << 5;
  if (length < 24) return Buffer.from([major | length]);
  if (length < 256) return Buffer.from([major | 24, length]);
  return Buffer.concat([Buffer.from([major | 25]), uint(length, 2)]);
}
const map = (...entries: [number | string, unknown][]) => new Map(entries) as Map<number | string, never>;

export function authenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const cose = cbor(
    map([1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]),
  );
  const clientData = (type: string, { challenge, origin }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const state = { counter: 0 };
  const data = ({ rpId, verified = true }: Ceremony, key = Buffer.alloc(0)) => {
    const flags = PRESENT | (verified ? VERIFIED : 0) | (key.length > 0 ? WITH_KEY : 0);
    state.counter += 1;
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), uint(state.counter, 4), key]);
  };
  return Object.assign(state, {
    make: (ceremony: Ceremony): MadePasskey => {
      const key = Buffer.concat([Buffer.alloc(16), uint(id.length, 2), id, cose]);
      const attested = cbor(map(['fmt', 'none'], ['attStmt', map()], ['authData', data(ceremony, key)]));
      return {
        credentialId: id.toString('base64url'),
        clientDataJSON: clientData('webauthn.create', ceremony).toString('base64url'),
        attestationObject: attested.toString('base64url'),
        transports: ['internal'],
      };
    },
    show: (ceremony: Ceremony): ShownPasskey => {
      const clientDataJSON = clientData('webauthn.get', ceremony);
      const authenticatorData = data(ceremony);
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), privateKey);
      return {
        credentialId: id.toString('base64url'),
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
      };
    },
  });
}
