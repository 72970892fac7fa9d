import { command } from '#kernel/command.ts';
import { UpdateAbsence } from './contract.ts';
import { update } from './save-absence.ts';

/** Changes the days of an absence, or who covers. */
export const updateAbsence = command(UpdateAbsence, (tx, _actor, change) => update(tx, change), 'roster');
