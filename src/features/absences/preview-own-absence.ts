import { query } from '#kernel/query.ts';
import { PreviewOwnAbsence } from './contract.ts';
import { previewOf } from './preview.ts';

/** What an absence of the actor's own would leave. */
export const previewOwnAbsence = query(PreviewOwnAbsence, (tx, actor, asked) => previewOf(tx, actor.id, asked));
