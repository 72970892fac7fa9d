import { appointment } from './kinds/appointment.ts';
import { chartNote } from './kinds/chart-note.ts';
import { claim } from './kinds/claim.ts';
import { labIntegration } from './kinds/lab-integration.ts';
import { letter } from './kinds/letter.ts';
import { groupMembership, message, soleMembership } from './kinds/message.ts';
import { mrpPatient } from './kinds/mrp-patient.ts';
import { pastAppointment } from './kinds/past-appointment.ts';
import { prescription } from './kinds/prescription.ts';
import { questionnaireAlert, recurringQuestionnaire, sentQuestionnaire } from './kinds/questionnaire.ts';
import { result } from './kinds/result.ts';
import { secureMessage } from './kinds/secure-message.ts';
import { accountOwner, blockReview, keptSet, privacyOfficer, reviewLine, ruleFrom, ruleTo } from './kinds/standing.ts';
import { recurringTask, task, taskType } from './kinds/task.ts';
import type { WorkKind } from './work-kind.ts';

/** Every kind of open work, in the order of the page. A test compares this list with what is stamped. */
export const kinds: readonly WorkKind[] = [
  appointment,
  pastAppointment,
  questionnaireAlert,
  recurringQuestionnaire,
  sentQuestionnaire,
  message,
  soleMembership,
  groupMembership,
  task,
  recurringTask,
  taskType,
  result,
  chartNote,
  letter,
  prescription,
  secureMessage,
  claim,
  labIntegration,
  mrpPatient,
  ruleTo,
  ruleFrom,
  keptSet,
  blockReview,
  reviewLine,
  accountOwner,
  privacyOfficer,
];
