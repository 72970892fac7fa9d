import { absences } from '#features/absences/feature.ts';
import { accessReview } from '#features/access-review/feature.ts';
import { audit } from '#features/audit/feature.ts';
import { charts } from '#features/charts/feature.ts';
import { claims } from '#features/claims/feature.ts';
import { clinics } from '#features/clinics/feature.ts';
import { credentials } from '#features/credentials/feature.ts';
import { emergencyAccess } from '#features/emergency-access/feature.ts';
import { demographicReport } from '#features/demographic-report/feature.ts';
import { fhir } from '#features/fhir/feature.ts';
import { handover } from '#features/handover/feature.ts';
import { inbox } from '#features/inbox/feature.ts';
import { lastDay } from '#features/last-day/feature.ts';
import { labs } from '#features/labs/feature.ts';
import { letters } from '#features/letters/feature.ts';
import { outbox } from '#features/outbox/feature.ts';
import { outsideChecklist } from '#features/outside-checklist/feature.ts';
import { patientSets } from '#features/patient-sets/feature.ts';
import { patients } from '#features/patients/feature.ts';
import { reach } from '#features/reach/feature.ts';
import { prescriptions } from '#features/prescriptions/feature.ts';
import { questionnaires } from '#features/questionnaires/feature.ts';
import { results } from '#features/results/feature.ts';
import { roles } from '#features/roles/feature.ts';
import { schedule } from '#features/schedule/feature.ts';
import { signInFeature } from '#features/sign-in/feature.ts';
import { secondFactors } from '#features/second-factors/feature.ts';
import { secureMessages } from '#features/secure-messages/feature.ts';
import { sites } from '#features/sites/feature.ts';
import { standingRules } from '#features/standing-rules/feature.ts';
import { tasks } from '#features/tasks/feature.ts';
import { users } from '#features/users/feature.ts';
import type { Feature } from '#kernel/http.ts';

/** Every capability that is served. */
export const features: readonly Feature[] = [
  clinics,
  signInFeature,
  users,
  sites,
  credentials,
  secondFactors,
  outbox,
  roles,
  accessReview,
  patients,
  demographicReport,
  patientSets,
  charts,
  emergencyAccess,
  schedule,
  inbox,
  tasks,
  results,
  claims,
  letters,
  prescriptions,
  labs,
  secureMessages,
  questionnaires,
  handover,
  lastDay,
  outsideChecklist,
  standingRules,
  absences,
  reach,
  audit,
  fhir,
];
