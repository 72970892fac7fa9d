import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { mayActAt, readStanding } from '#features/sites/public.ts';
import { findUser } from '#features/users/public.ts';
import { behalfOf, mayWorkOn } from '../work/rules.ts';
import { SignLetter } from './contract.ts';
import { notSigned, signs } from './rules.ts';
import * as store from './store.ts';

/**
 * A practitioner signs the letter at a site of their own, as they have read it; from then on nobody changes it. The
 * author stays.
 */
export const signLetter = command(SignLetter, async (tx, actor, { letterId, version }) => {
  const [held, self] = await Promise.all([store.holdLetter(tx, letterId), findUser(tx, actor.id)]);
  const letter = mayWorkOn(held, actor.id);
  notSigned(letter);
  if (letter.status !== 'to-sign') throw new Refusal('letter/not-written');
  if (letter.version !== version) throw new Refusal('request/version-stale');
  signs(self?.type ?? '');
  mayActAt(await readStanding(tx, actor.id, letter.siteId));
  const signed = await store.signLetter(tx, actor, letterId);
  const facts = { letterId, before: { status: letter.status }, after: { status: 'to-send' } };
  return { output: signed, audit: { patientId: letter.patientId, onBehalfOfId: behalfOf(letter), facts } };
});
