import { query } from '#kernel/query.ts';
import { SearchPatients } from './contract.ts';
import { findPatients } from './search-store.ts';
import { waysOf } from './ways.ts';

/** A page of the patients whom a search text can mean. */
export const searchPatients = query(SearchPatients, (tx, _actor, { query: text, after }) =>
  findPatients(tx, waysOf(text), after),
);
