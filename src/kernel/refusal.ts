export type Facts = Readonly<Record<string, string | number>>;

/**
 * A refusal is an answer, not an accident: the request was understood and turned down.
 * Anything else that is thrown is a defect and is shown to nobody but the log.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** Plain values that the sentence for `code` speaks of; never a patient's details. */
  readonly facts: Facts;

  constructor(code: RefusalCode, facts: Facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** Every code a caller can meet, with the HTTP status it travels under. */
export const refusals = {
  'request/malformed': 400,
  'request/cursor-unknown': 400,
  'request/from-elsewhere': 403,
  'request/version-missing': 428,
  'request/version-stale': 412,
  'request/key-reused': 422,
  'request/too-large': 413,
  'request/not-json': 415,
  'request/no-such-address': 404,
  'request/method-not-allowed': 405,
  'database/away': 503,
  'session/ended': 401,
  'session/limited': 403,
  'sign-in/failed': 401,
  'actor/not-permitted': 403,
  'confirmation/password-missing': 403,
  'confirmation/password-wrong': 403,
  'clinic/not-found': 404,
  'clinic/set-up-already': 409,
  'clinic/time-zone-unknown': 422,
  'clinic/network-malformed': 422,
  'secret/password-weak': 422,
  'secret/password-common': 422,
  'secret/password-same': 422,
  'secret/passcode-weak': 422,
  'secret/passcode-same': 422,
  'credentials/name-missing': 422,
  'credentials/none': 409,
  'credentials/nothing-chosen': 422,
  'credentials/expiry-in-the-past': 422,
  'credentials/invitation-over': 404,
  'second-factor/refused': 401,
  'second-factor/passkey-refused': 401,
  'second-factor/passkey-not-made': 422,
  'second-factor/passkey-known': 409,
  'second-factor/passkey-not-found': 404,
  'second-factor/code-wrong': 422,
  'second-factor/none': 409,
  'second-factor/required': 409,
  'user/not-found': 404,
  'user/is-yourself': 409,
  'user/already-active': 409,
  'user/already-inactive': 409,
  'user/already-locked': 409,
  'user/not-locked': 409,
  'user/last-administrator': 409,
  'user/username-taken': 409,
  'user/username-malformed': 422,
  'user/email-taken': 409,
  'user/email-malformed': 422,
  'user/credentials-missing': 409,
  'user/date-in-the-future': 422,
  'user/field-unknown': 422,
  'user/field-malformed': 422,
  'user/identifier-taken': 409,
  'user/bcp-site-not-assigned': 422,
  'user/role-missing': 422,
  'user/role-not-yours': 403,
  'user/import-empty': 422,
  'user/import-columns': 422,
  'user/import-row-too-long': 422,
  'user/import-changed': 409,
  'user/import-flawed': 422,
  'user/roles-changed': 409,
  'user/roles-refused': 409,
  'notice/not-found': 404,
  'review/not-found': 404,
  'review/already-closed': 409,
  'review/nobody-in-scope': 422,
  'review/due-in-the-past': 422,
  'review/reviewer-not-permitted': 422,
  'review/own-line': 422,
  'review/not-yours': 403,
  'review/line-changed': 409,
  'review/nothing-to-end': 422,
  'review/nothing-to-take-back': 409,
  'review/nothing-to-give': 409,
  'review/not-starter': 403,
  'review/reason-missing': 422,
  'role/not-found': 404,
  'role/system-managed': 409,
  'role/unknown-permission': 422,
  'role/name-taken': 409,
  'role/name-short': 422,
  'role/permission-not-yours': 403,
  'role/own-last-right': 409,
  'role/replacement-missing': 409,
  'role/replacement-is-itself': 422,
  'role/second-factor-first': 409,
  'role/moment-to-come': 422,
  'role/not-on-record': 422,
  'site/not-found': 404,
  'site/not-yours': 403,
  'site/name-taken': 409,
  'site/short-name-taken': 409,
  'site/service-location-elsewhere': 422,
  'site/already-closed': 409,
  'site/already-open': 409,
  'site/last-open': 409,
  'site/appointments-left': 409,
  'site/move-to-itself': 422,
  'site/nothing-moves': 409,
  'patient/not-found': 404,
  'patient/health-number-taken': 409,
  'patient/mrp-not-a-doctor': 422,
  'patient/date-in-the-future': 422,
  'patient/dates-reversed': 422,
  'set/not-found': 404,
  'set/name-taken': 409,
  'set/name-missing': 422,
  'set/blocks-somebody': 409,
  'set/concerns-yourself': 403,
  'block/already-laid': 409,
  'block/concerns-yourself': 403,
  'schedule/appointment-not-found': 404,
  'schedule/appointment-closed': 409,
  'schedule/times-reversed': 422,
  'schedule/days-malformed': 422,
  'schedule/not-at-site': 409,
  'schedule/not-bookable': 409,
  'chart/note-not-found': 404,
  'chart/note-signed': 409,
  'chart/note-not-yours': 403,
  'inbox/message-not-found': 404,
  'inbox/recipient-not-active': 409,
  'inbox/recipient-missing': 422,
  'inbox/already-filed': 409,
  'inbox/not-filed': 409,
  'inbox/snooze-in-the-past': 422,
  'inbox/snooze-too-far': 422,
  'inbox/already-taken': 409,
  'task/not-found': 404,
  'task/already-done': 409,
  'task/not-done': 409,
  'task/assignee-not-active': 409,
  'task/already-taken': 409,
  'result/not-found': 404,
  'result/already-acknowledged': 409,
  'result/not-yours': 403,
  'result/already-taken': 409,
  'claim/not-found': 404,
  'claim/already-taken': 409,
  'handover/plan-malformed': 422,
  'handover/plan-changed': 409,
  'handover/work-left': 409,
  'handover/successor-not-active': 409,
  'handover/successor-locked': 409,
  'handover/successor-is-leaver': 409,
  'handover/receipt-not-found': 404,
  'fhir/bundle-broken': 422,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof refusals;

/** The database is the judge of these; each named constraint speaks as one refusal. */
export const byConstraint: Readonly<Record<string, RefusalCode>> = {
  clinic_set_up_once: 'clinic/set-up-already',
  credentials_named: 'credentials/name-missing',
  credentials_username_unique: 'user/username-taken',
  credentials_username_plain: 'user/username-malformed',
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
  chart_block_one_live: 'block/already-laid',
  chart_block_not_own: 'block/concerns-yourself',
  chart_block_set_known: 'set/not-found',
  chart_block_user_known: 'user/not-found',
  appointment_patient_known: 'patient/not-found',
  appointment_site_known: 'site/not-found',
  appointment_site_open: 'site/not-found',
  site_assignment_site_open: 'site/not-found',
  site_name_unique: 'site/name-taken',
  site_short_name_unique: 'site/short-name-taken',
  open_site_last: 'site/last-open',
  open_site_appointments_left: 'site/appointments-left',
  appointment_holder_known: 'user/not-found',
  appointment_ends_after_start: 'schedule/times-reversed',
  chart_note_patient_known: 'patient/not-found',
  chart_note_signed: 'chart/note-signed',
  message_patient_known: 'patient/not-found',
  message_reply_known: 'inbox/message-not-found',
  inbox_item_addressee_known: 'inbox/recipient-missing',
  task_patient_known: 'patient/not-found',
  task_holder_known: 'user/not-found',
};

/** Work for somebody who is not active, in the words of each kind that has its own. */
export const givenToNobody: Readonly<Record<string, RefusalCode>> = {
  appointment_open_holder_active: 'schedule/not-bookable',
  inbox_item_open_holder_active: 'inbox/recipient-not-active',
  task_open_holder_active: 'task/assignee-not-active',
};

/** The refusal that a database error stands for, or nothing when it is a defect. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { constraint, code, message = '' } = error as Partial<Record<'constraint' | 'code' | 'message', string>>;
  if (code === 'CU401') return new Refusal('session/ended');
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
