import { tellEach } from '#features/outbox/public.ts';
import { command } from '#kernel/command.ts';
import { BeginAccess } from './contract.ts';
import { begun, reasonGiven } from './rules.ts';
import * as store from './store.ts';

/** Opens a closed record to the actor, and tells the privacy officer and whoever closed it, in the same transaction. */
export const beginAccess = command(BeginAccess, async (tx, actor, { patientId, kind, reason, hours }) => {
  const words = reasonGiven(reason);
  const { said, accessId, endsAt, tells, most } = await store.begin(tx, { patientId, kind, reason: words, hours });
  begun(said, most);
  const told = tells.map((userId) => ({ userId, facts: { expiresAt: endsAt, accessId } }));
  await tellEach(tx, { kind: 'emergency-access-begun', byId: actor.id, told });
  // The words of the reason may speak of the patient's health: they stay with the record, under its policy.
  const facts = { accessId, reasonKind: kind, endsAt, told: tells };
  return { output: { accessId, endsAt }, audit: { patientId, facts } };
});
