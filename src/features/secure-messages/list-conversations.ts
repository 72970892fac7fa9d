import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countWaiting, isOpenPatient } from '../work/public.ts';
import { ListConversations } from './contract.ts';
import { pageOfConversations } from './store.ts';

/** A page of one's own conversations, of the pool, or of all. */
export const listConversations = query(
  ListConversations,
  async (tx, _actor, { folder = 'open', patientId, ...asked }) => {
    const [page, waiting, known] = await Promise.all([
      pageOfConversations(tx, { folder, patientId, ...asked }),
      countWaiting(tx, 'secure_conversation'),
      patientId ? isOpenPatient(tx, patientId) : true,
    ]);
    if (!known) throw new Refusal('patient/not-found');
    return { ...page, waiting };
  },
);
