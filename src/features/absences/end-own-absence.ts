import { command } from '#kernel/command.ts';
import { EndOwnAbsence } from './contract.ts';
import { end } from './save-absence.ts';

/** The actor is back, or does not go. */
export const endOwnAbsence = command(EndOwnAbsence, (tx, actor, asked) => end(tx, asked, actor.id));
