import { query } from '#kernel/query.ts';
import { ListReviews } from './contract.ts';
import { reviews } from './read-store.ts';

export const listReviews = query(ListReviews, async (tx, actor) => ({ reviews: await reviews(tx, actor.id) }));
