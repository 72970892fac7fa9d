import type { Whose } from '../contract.ts';

/** "Pia Arroyo", as a sentence says it. */
export const plainName = ({ lastName, firstName }: Whose): string => `${firstName} ${lastName}`.trim();
