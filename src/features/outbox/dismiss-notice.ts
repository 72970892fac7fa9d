import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { DismissNotice } from './contract.ts';
import * as store from './store.ts';

/** Puts one of the actor's own notices away. */
export const dismissNotice = command(DismissNotice, async (tx, actor, { noticeId }) => {
  if (!(await store.dismiss(tx, actor.id, noticeId))) throw new Refusal('notice/not-found');
  return { output: {}, audit: { subjectUserId: actor.id, facts: { noticeId } } };
});
