import { query } from '#kernel/query.ts';
import { cancellable } from './cancel-store.ts';
import { PreviewCancellations } from './visit-contract.ts';

/** Which appointments of a day would be cancelled, of a provider, at a site, or in the whole clinic, and how each patient hears of it. */
export const previewCancellations = query(PreviewCancellations, (tx, _actor, asked) => cancellable(tx, asked));
