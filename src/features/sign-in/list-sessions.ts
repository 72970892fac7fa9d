import { query } from '#kernel/query.ts';
import { ListSessions } from './contract.ts';
import * as store from './store.ts';

export const listSessions = query(ListSessions, async (tx, actor) => {
  const rows = await store.listSessions(tx, actor.id, actor.tokenHash);
  return {
    sessions: rows.map(({ session_id, begun_at, seen_at, ends_at, origin, agent, here }) => ({
      sessionId: session_id,
      begunAt: begun_at,
      seenAt: seen_at,
      endsAt: ends_at,
      origin,
      agent,
      here,
    })),
  };
});
