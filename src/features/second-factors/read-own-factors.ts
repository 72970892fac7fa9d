import { query } from '#kernel/query.ts';
import { ReadOwnFactors } from './contract.ts';
import * as store from './store.ts';

export const readOwnFactors = query(ReadOwnFactors, (tx, actor) => store.readFactors(tx, actor.id));
