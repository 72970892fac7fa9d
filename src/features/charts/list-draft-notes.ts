import { query } from '#kernel/query.ts';
import { ListDraftNotes } from './contract.ts';
import * as store from './store.ts';

export const listDraftNotes = query(ListDraftNotes, (tx, actor, { after }) => store.draftsOf(tx, actor.id, after));
