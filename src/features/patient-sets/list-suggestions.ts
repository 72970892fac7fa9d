import { query } from '#kernel/query.ts';
import { ListSuggestions } from './suggestion-contract.ts';
import { pageOfSuggestions } from './suggestion-store.ts';

/** A page of the families that a clinic would forget. */
export const listSuggestions = query(ListSuggestions, (tx, _actor, { dismissed = false, after }) =>
  pageOfSuggestions(tx, dismissed, after),
);
