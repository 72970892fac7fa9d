import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { connected, disconnect } from './provider-store.ts';
import { connectionFields } from './provinces/provinces.ts';

/** What works in a user's name at others and ends when they leave: keys of provider fields. */
export const connectionsOf = (tx: Tx, userId: Id<'user'>): Promise<string[]> => connected(tx, userId, connectionFields);

/** Ends all of them; answers which there were. */
export const endConnections = (tx: Tx, userId: Id<'user'>): Promise<string[]> =>
  disconnect(tx, userId, connectionFields);
