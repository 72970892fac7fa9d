import type { Ending } from '../saying.ts';

/** One thing the command line can do. */
export interface Verb {
  readonly name: string;
  readonly usage: string;
  readonly says: string;
  /** @throws {Error} in a sentence, for what cannot be meant or done. */
  readonly run: (words: readonly string[], ending: Ending) => Promise<void>;
}
