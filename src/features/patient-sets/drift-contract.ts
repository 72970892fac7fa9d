import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Reason, SetId, Version } from '#kernel/schema.ts';
import { PatientLine } from '../patients/contract.ts';

/** Some of those whom an update would move, and how many they are. */
const Moving = Type.Object({ count: Type.Integer(), first: Type.Array(PatientLine) });

/** An update goes through every patient of the clinic. */
const WHOLE_CLINIC_SECONDS = 60;

export const ReadDrift = operation({
  name: 'patient-sets.read-drift',
  says: 'See who meets the criteria of a patient set by now and is not in it, and who no longer does.',
  method: 'GET',
  path: '/patient-sets/{setId}/drift',
  patienceSeconds: WHOLE_CLINIC_SECONDS,
  input: Type.Object({ setId: SetId }),
  output: Type.Object({
    joins: Moving,
    departs: Moving,
    /** Stands for exactly these patients. */
    fingerprint: Type.String(),
  }),
  refusals: ['set/not-found', 'set/without-criteria', 'set/concerns-yourself'],
});
export type Drift = Static<typeof ReadDrift.output>;

export const UpdateSet = operation({
  name: 'patient-sets.update-set',
  says: 'Make a new version of a patient set, of whoever meets its criteria by now.',
  method: 'POST',
  path: '/patient-sets/{setId}/versions',
  versioned: true,
  patienceSeconds: WHOLE_CLINIC_SECONDS,
  input: Type.Object({
    setId: SetId,
    reason: Reason,
    /** Of the difference that was shown; if it is another by now, nothing is changed. */
    fingerprint: Type.String({ maxLength: 100 }),
    version: Version,
  }),
  output: Type.Object({
    setId: SetId,
    versionNumber: Type.Integer(),
    joined: Type.Integer(),
    departed: Type.Integer(),
    version: Version,
  }),
  refusals: [
    'set/not-found',
    'set/without-criteria',
    'set/concerns-yourself',
    'set/drift-changed',
    'set/nothing-changes',
    'set/left-empty',
  ],
});

export const KeepUpToDate = operation({
  name: 'patient-sets.keep-up-to-date',
  says: 'Let a patient set follow its criteria by itself, or let it stay as it is.',
  method: 'PUT',
  path: '/patient-sets/{setId}/keeping',
  versioned: true,
  input: Type.Object({ setId: SetId, kept: Type.Boolean(), version: Version }),
  output: Type.Object({ setId: SetId, version: Version }),
  refusals: ['set/not-found', 'set/without-criteria', 'set/concerns-yourself'],
});
