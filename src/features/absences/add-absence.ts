import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { AddAbsence } from './contract.ts';
import { add } from './save-absence.ts';

/** Records that a user will be away. Absences change one at a time, so that no two who cover for each other go at once. */
export const addAbsence = command(
  AddAbsence,
  async (tx, actor, { userId, ...fields }) => {
    const user = await findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status === 'inactive') throw new Refusal('absence/user-not-active');
    return add(tx, actor, userId, fields);
  },
  'roster',
);
