import type { Feature } from '#kernel/http.ts';
import { addPasskey } from './add-passkey.ts';
import { askChallenge } from './ask-challenge.ts';
import { beginAuthenticator } from './begin-authenticator.ts';
import { confirmAuthenticator } from './confirm-authenticator.ts';
import { giveCode } from './give-code.ts';
import { givePasskey } from './give-passkey.ts';
import { readOwnFactors } from './read-own-factors.ts';
import { readSecondStep } from './read-second-step.ts';
import { removeAuthenticator } from './remove-authenticator.ts';
import { removePasskey } from './remove-passkey.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { resetFactors } from './reset-factors.ts';
import { signInWithPasskey } from './sign-in-with-passkey.ts';

export const secondFactors: Feature = {
  commands: [
    addPasskey,
    removePasskey,
    beginAuthenticator,
    confirmAuthenticator,
    removeAuthenticator,
    renewRecoveryCodes,
    resetFactors,
  ],
  queries: [readOwnFactors, readSecondStep],
  doors: [askChallenge, signInWithPasskey, giveCode, givePasskey],
};
