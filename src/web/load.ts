import { redirect } from 'react-router';
import type { Input, Limit, Operation, Output } from '#kernel/contract.ts';
import { call } from './api.ts';

/** For a route's loader: the answer, or the refusal thrown to the route's error face; signed out leads to sign-in. */
export async function load<T extends Operation>(operation: T, input: Input<T>, request?: Request): Promise<Output<T>> {
  const answer = await call(operation, input, request ? { signal: request.signal } : {});
  if (answer.ok) return answer.value;
  if (answer.code === 'session/ended') throw redirect(signInAddress());
  if (answer.code === 'session/limited') throw redirect(limitAddress(String(answer.facts['limit'])));
  // oxlint-disable-next-line no-throw-literal -- React Router hands what a loader throws to the error face as it is
  throw answer;
}

/** A limited session has one page, and what ends the limit stands there. */
export function limitAddress(limit: string): string {
  if (limit !== 'second-factor') return MY_CREDENTIALS;
  const here = `${location.pathname}${location.search}`;
  return here === '/' || here.startsWith('/sign-in') ? SECOND_STEP : `${SECOND_STEP}?next=${encodeURIComponent(here)}`;
}

/** Where somebody who has just signed in goes on: to the second step first, where one is due. */
export const afterSignIn = (limited: Limit | null, next: string): string =>
  limited === 'second-factor' ? `${SECOND_STEP}?next=${encodeURIComponent(next)}` : next;

const SECOND_STEP = '/sign-in/second-step';

/** The user's own password, passcode and second factors. */
export const MY_CREDENTIALS = '/my/credentials';

/** The sign-in page, and the way back from it. */
export function signInAddress(): string {
  const here = `${location.pathname}${location.search}`;
  return here === '/' || here.startsWith('/sign-in') ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}
