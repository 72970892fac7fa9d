import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { AssignMrp } from './contract.ts';
import { assignMrp as assign, holdPatients } from './mrp-store.ts';
import { mayBeMrp } from './rules.ts';
import { keepActiveDoctor } from './store.ts';

/** Gives patients to an MRP, all or none; or leaves them without one. */
export const assignMrp = command(AssignMrp, async (tx, _actor, { patientIds, mrpId }) => {
  const [isActiveDoctor, held] = await Promise.all([keepActiveDoctor(tx, mrpId), holdPatients(tx, patientIds)]);
  if (held.length < patientIds.length) throw new Refusal('patient/not-found');
  if (held.some(({ deceased }) => deceased)) throw new Refusal('patient/deceased');
  mayBeMrp({ wanted: mrpId, held: null, isActiveDoctor });
  const assigned = await assign(tx, patientIds, mrpId);
  const [only] = held;
  const whose = held.map(({ patientId, mrpId: was }) => ({ patientId, was }));
  const facts = only && held.length === 1 ? { before: { mrpId: only.mrpId } } : { patients: whose };
  return {
    output: { assigned },
    audit: {
      subjectUserId: mrpId ?? undefined,
      patientId: held.length === 1 ? only?.patientId : undefined,
      facts: { ...facts, after: { mrpId } },
    },
  };
});
