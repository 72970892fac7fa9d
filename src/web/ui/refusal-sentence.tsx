import type { Refused } from '../api.ts';
import { sayRefusal } from '../words/refusals.ts';

/** Why something was turned down. Of its own, so that the first page need not carry every sentence there is. */
export const RefusalSentence = ({ refused }: { readonly refused: Pick<Refused, 'code' | 'facts'> }) =>
  sayRefusal(refused.code, refused.facts);
