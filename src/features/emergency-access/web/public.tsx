export { NotOpen } from './closed-page.tsx';
export { closedOr, isClosed } from './closed.ts';
export { OpenAccesses } from './open-accesses.tsx';
export { PassWithheld } from './pass-withheld.tsx';
