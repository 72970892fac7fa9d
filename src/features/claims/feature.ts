import type { Feature } from '#kernel/http.ts';
import { exportClaims } from './export-claims.ts';
import { giveClaim } from './give-claim.ts';
import { passClaim } from './pass-claim.ts';
import { listClaims } from './list-claims.ts';
import { readClaim } from './read-claim.ts';
import { recordPayment } from './record-payment.ts';
import { recordRejection } from './record-rejection.ts';
import { submitClaim } from './submit-claim.ts';
import { takeClaim } from './take-claim.ts';
import { withdrawClaim } from './withdraw-claim.ts';

export const claims: Feature = {
  commands: [takeClaim, exportClaims, giveClaim, passClaim, submitClaim, recordPayment, recordRejection, withdrawClaim],
  queries: [listClaims, readClaim],
};
