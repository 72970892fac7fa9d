import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PassWithheld } from './contract.ts';
import * as store from './store.ts';

/** Passes work on that its holder may not see, to somebody who may; neither learns from the answer what it is. */
export const passWithheld = command(PassWithheld, async (tx, actor, { kind, userId }) => {
  if (userId === actor.id) throw new Refusal('user/is-yourself');
  await store.keepActive(tx, userId);
  const takers = await store.takers(tx, kind);
  if (takers.length === 0) throw new Refusal('withheld/nothing');
  if (!takers.some((one) => one.userId === userId)) throw new Refusal('withheld/not-a-taker');
  const { passed, kept } = await store.pass(tx, kind, userId);
  return { output: { passed, kept }, audit: { subjectUserId: userId, facts: { kind, passed, kept } } };
});
