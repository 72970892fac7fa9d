import { command } from '#kernel/command.ts';
import { SendDue } from './contract.ts';
import * as store from './recurring-store.ts';

/** Records that whatever is due was sent, of patients open to the actor: once each, however late. */
export const sendDue = command(SendDue, async (tx, actor) => {
  const sent = await store.sendDue(tx, actor);
  return { output: { sent }, audit: { facts: { items: sent } } };
});
