import { query } from '#kernel/query.ts';
import { colleagues } from './choices-store.ts';
import { ListColleagues } from './contract.ts';

export const listColleagues = query(ListColleagues, async (tx, _actor, { type }) => ({
  colleagues: await colleagues(tx, type),
}));
