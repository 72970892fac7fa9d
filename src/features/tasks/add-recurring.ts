import { notOpen } from '#features/patients/public.ts';
import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { canHold } from '../work/rules.ts';
import { AddRecurring } from './recurring-contract.ts';
import { insertRecurring, today } from './recurring-store.ts';
import { comesAgain } from './rules.ts';
import { keepType, patientOpen } from './store.ts';

/** A task comes again and again, from a day on: each time as a task of its own, to whoever has it then. */
export const addRecurring = command(
  AddRecurring,
  async (tx, actor, { patientId = null, typeId = null, ...recurrence }) => {
    const { holderId, every, unit, firstOn, endsOn } = recurrence;
    const [holder, known, typed, day] = await Promise.all([
      holderId === null ? undefined : findUser(tx, holderId),
      patientId === null || patientOpen(tx, patientId),
      typeId === null || keepType(tx, typeId),
      today(tx),
    ]);
    if (holderId !== null) canHold(holder);
    if (!known) throw await notOpen(tx, patientId);
    if (!typed) throw new Refusal('task/type-not-found');
    comesAgain({ firstOn, endsOn }, day);
    const recurringId = await insertRecurring(tx, actor, { ...recurrence, patientId, typeId });
    const facts = { recurringId, after: { holderId, every, unit, firstOn, endsOn } };
    return { output: { recurringId }, audit: { subjectUserId: holderId ?? undefined, patientId, facts } };
  },
);
