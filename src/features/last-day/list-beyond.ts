import { query } from '#kernel/query.ts';
import { ListBeyond } from './contract.ts';
import { listBeyond as beyond } from './store.ts';

/** What is booked with a user after the last day, one page at a time; patients closed to the reader are not among them. */
export const listBeyond = query(ListBeyond, (tx, _actor, { userId, after, ...moment }) =>
  beyond(tx, userId, moment, after),
);
