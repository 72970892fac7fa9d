import type { Feature } from '#kernel/http.ts';
import { savePatientSet } from './save-patient-set.ts';

export const patientSets: Feature = {
  commands: [savePatientSet],
  queries: [],
};
