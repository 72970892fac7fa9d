import type { Pool } from 'pg';
import { answer } from '#kernel/query.ts';
import { listDraftNotes } from '#features/charts/list-draft-notes.ts';
import { listClaims } from '#features/claims/list-claims.ts';
import { listInbox } from '#features/inbox/list-inbox.ts';
import { listLetters } from '#features/letters/list-letters.ts';
import { listRecurring } from '#features/questionnaires/list-recurring.ts';
import { listPrescriptions } from '#features/prescriptions/list-prescriptions.ts';
import { listSent } from '#features/questionnaires/list-sent.ts';
import { listResults } from '#features/results/list-results.ts';
import { listConversations } from '#features/secure-messages/list-conversations.ts';
import { listTasks } from '#features/tasks/list-tasks.ts';
import type { Member } from './staff.ts';
import type { CoveredKind } from '#features/work/contract.ts';

interface Seen {
  readonly ids: readonly string[];
  /** Whose each is. */
  readonly holders: readonly (string | undefined)[];
  /** How many the page says there are, and how many of them are closed; the drafts say neither. */
  readonly counted?: { readonly open: number; readonly withheld: number };
}

type Holder = { readonly userId: string } | null;
const seen = <R extends { readonly holder: Holder }>(
  rows: readonly R[],
  idOf: (row: R) => string,
  counted?: Seen['counted'],
): Seen => ({
  ids: rows.map(idOf),
  holders: rows.map(({ holder }) => holder?.userId),
  ...(counted ? { counted: { open: counted.open, withheld: counted.withheld } } : {}),
});

/** A user's own list of each kind of work that can be covered and has a list. */
export const lists: Readonly<Partial<Record<CoveredKind, (pool: Pool, who: Member) => Promise<Seen>>>> = {
  message: async (pool, { caller }) => {
    const { items, counts, withheld } = await answer(pool, caller, listInbox, { folder: 'inbox' });
    return seen(items, ({ itemId }) => itemId, { open: counts.inbox, withheld });
  },
  task: async (pool, { caller }) => {
    const { tasks, counts, withheld } = await answer(pool, caller, listTasks, { folder: 'mine' });
    return seen(tasks, ({ taskId }) => taskId, { open: counts.mine, withheld });
  },
  result: async (pool, { caller }) => {
    const { results, waiting } = await answer(pool, caller, listResults, {});
    return seen(results, ({ resultId }) => resultId, waiting);
  },
  'chart-note': async (pool, { caller }) => {
    const { notes } = await answer(pool, caller, listDraftNotes, {});
    return seen(notes, ({ noteId }) => noteId);
  },
  letter: async (pool, { caller }) => {
    const { letters, waiting } = await answer(pool, caller, listLetters, {});
    return seen(letters, ({ letterId }) => letterId, waiting);
  },
  prescription: async (pool, { caller }) => {
    const { prescriptions, waiting } = await answer(pool, caller, listPrescriptions, {});
    return seen(prescriptions, ({ prescriptionId }) => prescriptionId, waiting);
  },
  'secure-message': async (pool, { caller }) => {
    const { conversations, waiting } = await answer(pool, caller, listConversations, {});
    return seen(conversations, ({ conversationId }) => conversationId, waiting);
  },
  claim: async (pool, { caller }) => {
    const { claims, waiting } = await answer(pool, caller, listClaims, {});
    return seen(claims, ({ claimId }) => claimId, waiting);
  },
  'sent-questionnaire': async (pool, { caller }) => {
    const { sent, waiting } = await answer(pool, caller, listSent, {});
    return seen(sent, ({ sentId }) => sentId, waiting);
  },
  'recurring-questionnaire': async (pool, { caller }) => {
    const { recurring, waiting } = await answer(pool, caller, listRecurring, {});
    return seen(recurring, ({ recurringId }) => recurringId, waiting);
  },
};
