import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { ReadSent } from './contract.ts';
import * as store from './sent-store.ts';

/** Looks at a questionnaire with its answers, and leaves an entry of the look. */
export const readSent = command(ReadSent, async (tx, _actor, { sentId }) => {
  const [sent, holders] = await Promise.all([store.readSent(tx, sentId), holdersOf(tx, 'sent_questionnaire', sentId)]);
  if (!sent) throw new Refusal('work/not-found');
  return { output: { ...sent, holders }, audit: { patientId: sent.patient.patientId, facts: { sentId } } };
});
