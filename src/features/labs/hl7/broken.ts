import { Refusal } from '#kernel/refusal.ts';

/** Where in a file of messages something stands. Counted from 1. */
export interface Place {
  readonly file: string;
  readonly message?: number;
  /** Which of the file's segments, and what it is called, where that is a name that the standard has. */
  readonly segment?: number;
  readonly name?: string;
  readonly field?: number;
}

/**
 * The refusal of a whole file, naming the first thing wrong with it and where it stands.
 * What stands there is never repeated, since it may be a patient's.
 */
export function broken({ file, message, segment, name, field }: Place, problem: string): Refusal {
  const called = name === undefined ? '' : ` (${name})`;
  const path = [
    ...(message === undefined ? [] : [`message ${message}`]),
    ...(segment === undefined ? [] : [`segment ${segment}${called}`]),
    ...(field === undefined ? [] : [`${name ?? 'field'}-${field}`]),
  ].join(', ');
  return new Refusal('labs/message-broken', { file, path, problem });
}
