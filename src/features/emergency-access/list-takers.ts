import { query } from '#kernel/query.ts';
import { ListTakers } from './contract.ts';
import { takers } from './store.ts';

export const listTakers = query(ListTakers, async (tx, _actor, { kind }) => ({ takers: await takers(tx, kind) }));
