import { query } from '#kernel/query.ts';
import { ListAbsences } from './contract.ts';
import { pageOfAbsences } from './list-store.ts';

/** A page of the absences that the filters find. */
export const listAbsences = query(ListAbsences, (tx, _actor, wanted) => pageOfAbsences(tx, wanted));
