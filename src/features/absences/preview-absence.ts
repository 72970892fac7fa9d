import { findUser } from '#features/users/public.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PreviewAbsence } from './contract.ts';
import { previewOf } from './preview.ts';

/** What an absence of a user would leave, before it is recorded. */
export const previewAbsence = query(PreviewAbsence, async (tx, _actor, { userId, ...asked }) => {
  if (!(await findUser(tx, userId))) throw new Refusal('user/not-found');
  return previewOf(tx, userId, asked);
});
