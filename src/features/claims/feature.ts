import type { Feature } from '#kernel/http.ts';
import { listClaims } from './list-claims.ts';
import { readClaim } from './read-claim.ts';
import { takeClaim } from './take-claim.ts';

export const claims: Feature = { commands: [takeClaim], queries: [listClaims, readClaim] };
