import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ListDraftNotes } from './contract.ts';
import * as store from './store.ts';

/** A page of the drafts that the actor must still sign, or signs for whom they cover, or of everybody’s, in order, and how many are withheld. */
export const listDraftNotes = query(ListDraftNotes, async (tx, _actor, asked) => {
  const [page, waiting] = await Promise.all([store.draftsOf(tx, asked), countWaiting(tx, 'chart_note')]);
  return { ...page, waiting };
});
