import { Type } from 'typebox';
import { criteriaRefusals, PASTED_BYTES, Shown } from '#features/demographic-report/contract.ts';
import { operation } from '#kernel/contract.ts';
import { Line, Reason, SetId } from '#kernel/schema.ts';

export const SavePatientSet = operation({
  name: 'patient-sets.save-patient-set',
  says: 'Save the patients of a demographic report as a patient set, or as a new version of one.',
  method: 'POST',
  path: '/patient-sets',
  bodyLimitBytes: PASTED_BYTES,
  patienceSeconds: 60,
  input: Type.Object({
    name: Line,
    ...Shown,
    /** What the report said of whom it shows; if it finds others by now, nothing is saved. */
    seen: Type.Object({
      patients: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
      fingerprint: Type.String({ maxLength: 30 }),
    }),
    /** The set of this name that is to get a new version, as it was looked at. */
    newVersion: Type.Optional(
      Type.Object({ setId: SetId, version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), reason: Reason }),
    ),
  }),
  output: Type.Object({
    setId: SetId,
    name: Type.String(),
    /** Of who is in it, from 1. */
    versionNumber: Type.Integer(),
    members: Type.Integer(),
    joined: Type.Integer(),
    departed: Type.Integer(),
  }),
  refusals: [
    ...criteriaRefusals,
    'set/name-missing',
    /** Says which set it is, and whom a new version would take in and let go. */
    'set/name-taken',
    'set/empty',
    'set/report-changed',
    'set/not-found',
    'set/concerns-yourself',
    'set/kept-up-to-date',
    'request/version-stale',
  ],
});
