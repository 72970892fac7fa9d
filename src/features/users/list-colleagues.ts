import { query } from '#kernel/query.ts';
import { colleagues } from './choices-store.ts';
import { ListColleagues } from './contract.ts';

export const listColleagues = query(ListColleagues, async (tx) => ({ colleagues: await colleagues(tx) }));
