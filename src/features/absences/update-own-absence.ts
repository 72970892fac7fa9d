import { command } from '#kernel/command.ts';
import { UpdateOwnAbsence } from './contract.ts';
import { update } from './save-absence.ts';

/** Changes an absence of the actor's own; of another's it says that there is none. */
export const updateOwnAbsence = command(
  UpdateOwnAbsence,
  (tx, actor, change) => update(tx, change, actor.id),
  'roster',
);
