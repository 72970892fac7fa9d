import { Refusal, type RefusalCode } from './refusal.ts';

/** The database is the judge of these; each named constraint speaks as one refusal. */
export const byConstraint: Readonly<Record<string, RefusalCode>> = {
  clinic_set_up_once: 'clinic/set-up-already',
  credentials_named: 'credentials/name-missing',
  credentials_username_unique: 'user/username-taken',
  credentials_username_plain: 'user/username-malformed',
  credentials_username_as_seen: 'user/username-malformed',
  credentials_email_unique: 'user/email-taken',
  credentials_email_plausible: 'user/email-malformed',
  passkey_known_once: 'second-factor/passkey-known',
  active_user_pkey: 'user/already-active',
  identifier_claim_pkey: 'user/identifier-taken',
  user_role_known: 'role/not-found',
  role_permission_known: 'role/unknown-permission',
  role_system_managed: 'role/system-managed',
  access_review_closed: 'review/already-closed',
  access_review_line_not_own: 'review/own-line',
  access_review_line_final: 'review/nothing-to-take-back',
  role_name_unique: 'role/name-taken',
  role_name_long: 'role/name-short',
  patient_health_number_unique: 'patient/health-number-taken',
  patient_set_name_unique: 'set/name-taken',
  patient_set_named: 'set/name-missing',
  patient_set_blocks: 'set/blocks-somebody',
  patient_set_not_own: 'set/concerns-yourself',
  report_query_name_unique: 'report/query-name-taken',
  report_query_shared_name_unique: 'report/query-name-taken',
  patient_site_known: 'site/not-found',
  chart_block_one_live: 'block/already-laid',
  chart_block_not_own: 'block/concerns-yourself',
  chart_block_set_known: 'set/not-found',
  chart_block_user_known: 'user/not-found',
  emergency_access_not_own: 'emergency/own',
  emergency_access_judged_once: 'emergency/judged-already',
  appointment_patient_known: 'patient/not-found',
  appointment_site_known: 'site/not-found',
  appointment_site_open: 'site/not-found',
  site_assignment_site_open: 'site/not-found',
  site_name_unique: 'site/name-taken',
  site_short_name_unique: 'site/short-name-taken',
  open_site_last: 'site/last-open',
  open_site_appointments_left: 'site/appointments-left',
  appointment_before_last_day: 'schedule/after-last-day',
  last_day_not_own: 'user/is-yourself',
  appointment_holder_known: 'user/not-found',
  appointment_ends_after_start: 'schedule/times-reversed',
  chart_note_patient_known: 'patient/not-found',
  chart_note_signed: 'chart/note-signed',
  message_patient_known: 'patient/not-found',
  message_reply_known: 'inbox/message-not-found',
  inbox_item_addressee_known: 'inbox/recipient-missing',
  message_group_name_unique: 'inbox/group-name-taken',
  message_group_manned: 'inbox/group-empty',
  group_membership_holder_known: 'user/not-found',
  standing_rule_from_known: 'user/not-found',
  standing_rule_holder_known: 'user/not-found',
  standing_rule_between_two: 'standing/with-oneself',
  task_patient_known: 'patient/not-found',
  task_holder_known: 'user/not-found',
  task_copy_to_active: 'task/assignee-not-active',
  task_type_holder_known: 'user/not-found',
  task_type_name_unique: 'task/type-name-taken',
  recurring_task_holder_known: 'user/not-found',
  recurring_task_patient_known: 'patient/not-found',
  secure_conversation_patient_known: 'patient/not-found',
  secure_conversation_holder_known: 'user/not-found',
  lab_integration_holder_known: 'user/not-found',
  lab_integration_name_unique: 'labs/name-taken',
  questionnaire_template_name_unique: 'questionnaire/name-taken',
  letter_patient_known: 'patient/not-found',
  letter_site_known: 'site/not-found',
  letter_holder_known: 'user/not-found',
  letter_signed: 'letter/signed',
  prescription_patient_known: 'patient/not-found',
  prescription_site_known: 'site/not-found',
  prescription_holder_known: 'user/not-found',
  prescription_signed: 'prescription/signed',
  prescription_prescribes: 'prescription/empty',
  work_at_own_site: 'site/not-yours',
  appointment_held: 'schedule/not-bookable',
  absence_once_at_a_time: 'absence/overlaps',
  absence_in_order: 'absence/days-reversed',
  absence_user_known: 'user/not-found',
  cover_not_own: 'absence/covers-own',
  cover_coverer_active: 'absence/coverer-not-active',
};

/** Work for somebody who is not active, in the words of each kind that has its own. */
export const givenToNobody: Readonly<Record<string, RefusalCode>> = {
  appointment_open_holder_active: 'schedule/not-bookable',
  inbox_item_open_holder_active: 'inbox/recipient-not-active',
  task_open_holder_active: 'task/assignee-not-active',
  patient_open_holder_active: 'patient/mrp-not-a-doctor',
  secure_conversation_open_holder_active: 'work/holder-not-active',
  lab_integration_open_holder_active: 'work/holder-not-active',
  recurring_questionnaire_open_holder_active: 'work/holder-not-active',
  recurring_questionnaire_alert_open_holder_active: 'work/holder-not-active',
  sent_questionnaire_open_holder_active: 'work/holder-not-active',
  letter_open_holder_active: 'work/holder-not-active',
  prescription_open_holder_active: 'work/holder-not-active',
  group_membership_open_holder_active: 'work/holder-not-active',
  standing_rule_open_holder_active: 'work/holder-not-active',
  standing_rule_from_open_holder_active: 'work/holder-not-active',
  account_owner_open_holder_active: 'work/holder-not-active',
  clinic_privacy_open_holder_active: 'clinic/officer-not-permitted',
  access_review_line_open_holder_active: 'review/reviewer-not-permitted',
  result_open_holder_active: 'work/holder-not-active',
  claim_open_holder_active: 'work/holder-not-active',
  chart_note_open_holder_active: 'work/holder-not-active',
  task_type_open_holder_active: 'work/holder-not-active',
  recurring_task_open_holder_active: 'work/holder-not-active',
};

/** The refusal that a database error stands for, or nothing when it is a defect. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { constraint, code, message = '' } = error as Partial<Record<'constraint' | 'code' | 'message', string>>;
  if (code === 'CU401') return new Refusal('session/ended');
  if (code === '57014') return new Refusal('request/stopped');
  if (!constraint) return undefined;
  // One rule keeps the holder of open work active. Broken from the one side somebody would leave with work;
  // from the other, work is given to somebody who is not there, which each kind says in its own words.
  if (code === '23503' && constraint.endsWith('_open_holder_active')) {
    if (message.startsWith('update or delete')) return new Refusal('handover/work-left');
    return new Refusal(givenToNobody[constraint] ?? 'handover/successor-not-active');
  }
  const known = byConstraint[constraint];
  return known && new Refusal(known);
}
