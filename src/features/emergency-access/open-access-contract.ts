import { Type } from 'typebox';
import { EmergencyAccessId, Instant, PatientId } from '#kernel/schema.ts';

/** An emergency access that keeps a record open to the caller now. */
export const OpenAccess = Type.Object({
  accessId: EmergencyAccessId,
  patientId: PatientId,
  patientName: Type.String(),
  endsAt: Instant,
});
