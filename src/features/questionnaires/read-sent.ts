import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { holdersOf } from '../work/public.ts';
import { behalfOf } from '../work/rules.ts';
import { ReadSent } from './contract.ts';
import * as store from './sent-store.ts';

/** Looks at a questionnaire with its answers, and leaves an entry of the look. */
export const readSent = command(ReadSent, async (tx, _actor, { sentId }) => {
  const [found, holders] = await Promise.all([store.readSent(tx, sentId), holdersOf(tx, 'sent_questionnaire', sentId)]);
  if (!found) throw new Refusal('work/not-found');
  const { covers, ...sent } = found;
  const onBehalfOfId = behalfOf({ holderId: sent.holder?.userId ?? null, covers });
  const audit = { patientId: sent.patient.patientId, onBehalfOfId, facts: { sentId } };
  return { output: { ...sent, holders }, audit };
});
