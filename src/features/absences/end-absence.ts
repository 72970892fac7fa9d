import { command } from '#kernel/command.ts';
import { EndAbsence } from './contract.ts';
import { end } from './save-absence.ts';

/** Ends an absence at this moment, and every cover in it. */
export const endAbsence = command(EndAbsence, (tx, _actor, asked) => end(tx, asked));
