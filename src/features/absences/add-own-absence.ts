import { command } from '#kernel/command.ts';
import { AddOwnAbsence } from './contract.ts';
import { add } from './save-absence.ts';

/** Records that the actor will be away. */
export const addOwnAbsence = command(AddOwnAbsence, (tx, actor, fields) => add(tx, actor, actor.id, fields), 'roster');
