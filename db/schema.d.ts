// Made by `npm run schema` from the migrated database. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely';
import type { Id } from '../src/kernel/brand.ts';

export interface DB {
  access_review: {
    clinic_id: Id<'clinic'>;
    review_id: Generated<Id<'review'>>;
    name: string;
    scope: string;
    scope_id: Id<'scope'> | null;
    scope_name: Generated<string>;
    clinic_name: string;
    time_zone: string;
    due_on: string;
    started_at: Generated<string>;
    started_by: Id<'user'>;
    started_by_name: string;
    closed_at: string | null;
    closed_by_name: string | null;
    closed_reason: string | null;
    digest: string | null;
  };
  access_review_line: {
    clinic_id: Id<'clinic'>;
    review_id: Id<'review'>;
    user_id: Id<'user'>;
    user_number: number;
    name: string;
    sort_name: string;
    type: string;
    status: string;
    last_sign_in_at: string | null;
    roles: unknown;
    sites: unknown;
    permissions: number;
    blocks: number;
    reviewer_id: Id<'user'>;
    reviewer_name: string;
    decision: string | null;
    decided_at: string | null;
    reason: string | null;
    ended_roles: Generated<string[]>;
    ended_sites: Generated<string[]>;
    outcome: string | null;
  };
  active_user: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    since: Generated<string>;
  };
  active_user_history: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    during: string;
  };
  answered_request: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    key: string;
    action: string;
    asked: Buffer;
    output: unknown;
    patient_id: Id<'patient'> | null;
    at: Generated<string>;
  };
  appointment: {
    clinic_id: Id<'clinic'>;
    appointment_id: Generated<Id<'appointment'>>;
    patient_id: Id<'patient'>;
    site_id: Id<'site'>;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    starts_at: string;
    ends_at: string;
    reason: Generated<string>;
    status: Generated<string>;
    version: Generated<number>;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
  };
  audit_entry: {
    clinic_id: Id<'clinic'>;
    entry_id: GeneratedAlways<number>;
    at: Generated<string>;
    xact: Generated<string>;
    actor_id: Id<'user'> | null;
    action: string;
    outcome: string;
    subject_user_id: Id<'user'> | null;
    patient_id: Id<'patient'> | null;
    reason: string | null;
    origin: string | null;
    facts: Generated<unknown>;
  };
  authenticator: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    confirmed: Generated<boolean>;
    secret: Buffer;
    last_step: Generated<number>;
    added_at: Generated<string>;
    last_used_at: string | null;
  };
  blocked_patient: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    patient_id: Id<'patient'>;
    block_id: Id<'block'>;
    until: Generated<string>;
    master_file_open: Generated<boolean>;
  };
  change_note: {
    clinic_id: Id<'clinic'>;
    xact: string;
    at: Generated<string>;
  };
  chart_block: {
    clinic_id: Id<'clinic'>;
    block_id: Generated<Id<'block'>>;
    set_id: Id<'set'>;
    user_id: Id<'user'>;
    laid_at: Generated<string>;
    lifted_at: string | null;
    laid_by_id: Id<'user'> | null;
    reason: Generated<string>;
    ends_at: string | null;
    review_on: string | null;
    master_file_open: Generated<boolean>;
    emergency_allowed: Generated<boolean>;
    patient_request: Generated<boolean>;
    lifted_by_id: Id<'user'> | null;
    lift_reason: Generated<string>;
  };
  chart_note: {
    clinic_id: Id<'clinic'>;
    note_id: Generated<Id<'note'>>;
    patient_id: Id<'patient'>;
    author_id: Id<'user'> | null;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    title: string;
    body: Generated<string>;
    written_at: Generated<string>;
    signed_at: string | null;
    signed_by_id: Id<'user'> | null;
    version: Generated<number>;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
  };
  claim: {
    clinic_id: Id<'clinic'>;
    claim_id: Generated<Id<'claim'>>;
    patient_id: Id<'patient'>;
    biller_id: Id<'user'> | null;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    service: Generated<string>;
    service_on: string;
    amount_cents: number;
    currency: string;
    status: Generated<string>;
    made_at: Generated<string>;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
    awaits_key: string | null;
  };
  clinic: {
    clinic_id: Generated<Id<'clinic'>>;
    name: string;
    province: string;
    time_zone: string;
    host: string | null;
    phone: Generated<string>;
    idle_limit_minutes: Generated<number>;
    absolute_limit_minutes: Generated<number>;
    version: Generated<number>;
    password_policy: Generated<string>;
    passcode_asked: Generated<string>;
    trusted_networks: Generated<undefined>;
  };
  clinic_user: {
    clinic_id: Id<'clinic'>;
    user_id: Generated<Id<'user'>>;
    user_number: number;
    last_name: string;
    first_name: string;
    type: string;
    speciality: Generated<string>;
    address: Generated<string>;
    home_phone: Generated<string>;
    work_phone: Generated<string>;
    cell_phone: Generated<string>;
    fax: Generated<string>;
    contact_email: Generated<string>;
    locked_at: string | null;
    locked_reason: string | null;
    created_at: Generated<string>;
    version: Generated<number>;
    sort_name: GeneratedAlways<string>;
    team: Generated<string>;
    sex: Generated<string>;
    date_of_birth: string | null;
    confidentiality_signed_on: string | null;
    other_phone: Generated<string>;
    pager: Generated<string>;
    booking_phones: Generated<string[]>;
  };
  clinic_user_history: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    locked_at: string | null;
    locked_reason: string | null;
    during: string;
  };
  counter: {
    clinic_id: Id<'clinic'>;
    what: string;
    last: number;
  };
  credentials: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    username: string | null;
    email: string | null;
    password_hash: string | null;
    passcode_hash: string | null;
    failed_tries: Generated<number>;
    held_until: string | null;
    last_sign_in_at: string | null;
    set_at: Generated<string>;
    ready: GeneratedAlways<boolean>;
    must_change: Generated<boolean>;
    expires_at: string | null;
  };
  credentials_history: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    ready: boolean | null;
    must_change: boolean | null;
    expires_at: string | null;
    during: string;
  };
  factor: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    kind: string;
  };
  factor_lacking: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    role_id: Id<'role'>;
    second_factor: string;
  };
  former_set_member: {
    clinic_id: Id<'clinic'>;
    set_id: Id<'set'>;
    patient_id: Id<'patient'>;
    since_version: number;
    since: string;
    until: Generated<string>;
  };
  given_permission: {
    clinic_id: Id<'clinic'>;
    role_id: Id<'role'>;
    permission: string;
  };
  handover: {
    clinic_id: Id<'clinic'>;
    handover_id: Generated<Id<'handover'>>;
    leaver_id: Id<'user'>;
    actor_id: Id<'user'>;
    at: Generated<string>;
    reason: string;
    former_roles: string[];
    former_sites: string[];
    counted: unknown;
    sessions_ended: number;
  };
  handover_item: {
    clinic_id: Id<'clinic'>;
    handover_id: Id<'handover'>;
    kind: string;
    item_id: Id<'item'>;
    disposition: string;
    successor_id: Id<'successor'> | null;
  };
  held_permission: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    role_id: Id<'role'>;
    permission: string;
  };
  identifier_claim: {
    clinic_id: Id<'clinic'>;
    field: string;
    value: string;
    user_id: Id<'user'>;
  };
  imported_resource: {
    clinic_id: Id<'clinic'>;
    resource_type: string;
    source_key: string;
    target_id: Id<'target'>;
    imported_at: Generated<string>;
  };
  inbox_item: {
    clinic_id: Id<'clinic'>;
    item_id: Generated<Id<'item'>>;
    message_id: Id<'message'>;
    patient_id: Id<'patient'> | null;
    addressee_id: Id<'user'>;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    arrived_at: Generated<string>;
    read_at: string | null;
    snoozed_until: string | null;
    filed_at: string | null;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
    shown_at: GeneratedAlways<string>;
  };
  invitation: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    token_hash: Buffer;
    made_by: Id<'user'>;
    made_at: Generated<string>;
    ends_at: string;
  };
  lab_integration: {
    clinic_id: Id<'clinic'>;
    integration_id: Generated<Id<'integration'>>;
    author_id: Id<'user'>;
    holder_id: Id<'user'>;
    came_from_id: Id<'user'> | null;
    name: string;
    laboratory: string;
    account: Generated<string>;
    running: Generated<boolean>;
    set_up_at: Generated<string>;
    last_received_at: string | null;
    version: Generated<number>;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
  };
  lab_integration_history: {
    clinic_id: Id<'clinic'>;
    integration_id: Id<'integration'>;
    holder_id: Id<'holder'>;
    during: string;
  };
  letter: {
    clinic_id: Id<'clinic'>;
    letter_id: Generated<Id<'letter'>>;
    patient_id: Id<'patient'>;
    site_id: Id<'site'>;
    author_id: Id<'user'>;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    recipient: string;
    organization: Generated<string>;
    address: Generated<string>;
    fax: Generated<string>;
    subject: string;
    body: Generated<string>;
    status: Generated<string>;
    made_at: Generated<string>;
    signed_at: string | null;
    signed_by_id: Id<'user'> | null;
    letterhead: unknown | null;
    sent_at: string | null;
    sent_by_id: Id<'user'> | null;
    sent_how: string | null;
    sent_to: string | null;
    version: Generated<number>;
    is_open: GeneratedAlways<boolean>;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
  };
  letter_history: {
    clinic_id: Id<'clinic'>;
    letter_id: Id<'letter'>;
    holder_id: Id<'holder'> | null;
    during: string;
  };
  mail: {
    clinic_id: Id<'clinic'>;
    mail_id: Generated<Id<'mail'>>;
    user_id: Id<'user'>;
    kind: string;
    to_address: string;
    facts: unknown | null;
    at: Generated<string>;
    tries: Generated<number>;
    next_try_at: Generated<string | null>;
    sent_at: string | null;
  };
  message: {
    clinic_id: Id<'clinic'>;
    message_id: Generated<Id<'message'>>;
    author_id: Id<'user'>;
    patient_id: Id<'patient'> | null;
    reply_to_id: Id<'message'> | null;
    subject: string;
    body: string;
    sent_at: Generated<string>;
  };
  mrp_patient: {
    clinic_id: Id<'clinic'>;
    patient_id: Id<'patient'>;
    holder_id: Id<'holder'>;
    came_from_id: Id<'came_from'>;
    open_holder_id: Id<'open_holder'>;
    since: string;
    is_open: boolean;
  };
  notice: {
    clinic_id: Id<'clinic'>;
    notice_id: Generated<Id<'notice'>>;
    user_id: Id<'user'>;
    kind: string;
    facts: Generated<unknown>;
    at: Generated<string>;
    dismissed_at: string | null;
  };
  open_site: {
    clinic_id: Id<'clinic'>;
    site_id: Id<'site'>;
  };
  open_work: {
    clinic_id: Id<'clinic'>;
    kind: string;
    holder_id: Id<'holder'>;
    since: string;
  };
  outside_mark: {
    clinic_id: Id<'clinic'>;
    mark_id: Generated<Id<'mark'>>;
    user_id: Id<'user'>;
    line: string;
    state: string;
    note: Generated<string>;
    marked_at: Generated<string>;
    marked_by_id: Id<'user'>;
    taken_back_at: string | null;
  };
  outside_mark_of_now: {
    clinic_id: Id<'clinic'>;
    mark_id: Id<'mark'>;
    user_id: Id<'user'>;
    line: string;
    state: string;
    note: string;
    marked_at: string;
    marked_by_id: Id<'marked_by'>;
    taken_back_at: string;
  };
  own_blocked_patient: {
    clinic_id: Id<'clinic'>;
    patient_id: Id<'patient'>;
  };
  own_closed_patient: {
    clinic_id: Id<'clinic'>;
    patient_id: Id<'patient'>;
  };
  passkey: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    passkey_id: Generated<Id<'passkey'>>;
    credential_id: Buffer;
    public_key: Buffer;
    counter: number;
    transports: Generated<string[]>;
    rp_id: string;
    name: string;
    added_at: Generated<string>;
    last_used_at: string | null;
  };
  passkey_challenge: {
    clinic_id: Id<'clinic'>;
    challenge: Buffer;
    asked_by: Buffer | null;
    rp_id: string;
    address: string;
    ends_at: string;
  };
  patient: {
    clinic_id: Id<'clinic'>;
    patient_id: Generated<Id<'patient'>>;
    demographic_number: number;
    last_name: string;
    first_name: Generated<string>;
    date_of_birth: string | null;
    sex: Generated<string>;
    health_number: Generated<string>;
    health_province: Generated<string>;
    phone: Generated<string>;
    cell_phone: Generated<string>;
    email: Generated<string>;
    address: Generated<string>;
    city: Generated<string>;
    province: Generated<string>;
    postal_code: Generated<string>;
    mrp_id: Id<'user'> | null;
    deceased_on: string | null;
    deceased: Generated<boolean>;
    version: Generated<number>;
    sort_name: GeneratedAlways<string>;
    health_digits: GeneratedAlways<string>;
    phone_digits: GeneratedAlways<string>;
    cell_digits: GeneratedAlways<string>;
    number_digits: GeneratedAlways<string>;
    birth_precision: Generated<string>;
    deceased_precision: Generated<string>;
    mrp_came_from_id: Id<'user'> | null;
    mrp_since: Generated<string>;
    open_mrp_id: GeneratedAlways<Id<'user'> | null>;
  };
  patient_set: {
    clinic_id: Id<'clinic'>;
    set_id: Generated<Id<'set'>>;
    name: string;
    taken_at: Generated<string>;
    version: Generated<number>;
    version_number: Generated<number>;
    criteria: unknown | null;
    made_by_id: Id<'user'> | null;
    kept_up_to_date: Generated<boolean>;
    deleted_at: string | null;
  };
  patient_set_member: {
    clinic_id: Id<'clinic'>;
    set_id: Id<'set'>;
    patient_id: Id<'patient'>;
    since_version: Generated<number>;
    since: Generated<string>;
  };
  patient_set_version: {
    clinic_id: Id<'clinic'>;
    set_id: Id<'set'>;
    number: number;
    made_at: Generated<string>;
    made_by_id: Id<'user'>;
    criteria: unknown | null;
    reason: Generated<string>;
    members: number;
    joined: number;
    departed: number;
  };
  permission: {
    permission: string;
    doctor: boolean;
    says: Generated<string>;
    offered: Generated<boolean>;
  };
  permission_history: {
    permission: string;
    doctor: boolean;
    offered: boolean;
    during: string;
  };
  pooled_work: {
    clinic_id: Id<'clinic'>;
    kind: string;
    since: string;
    patient_id: Id<'patient'>;
  };
  provider_field: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    field: string;
    position: number;
    value: string;
    identifies: boolean;
    sought: GeneratedAlways<string>;
  };
  questionnaire_alert: {
    clinic_id: Id<'clinic'>;
    recurring_id: Id<'recurring'>;
    patient_id: Id<'patient'>;
    holder_id: Id<'holder'>;
    came_from_id: Id<'came_from'>;
    open_holder_id: Id<'open_holder'>;
    made_at: string;
  };
  questionnaire_template: {
    clinic_id: Id<'clinic'>;
    template_id: Generated<Id<'template'>>;
    name: string;
    questions: string[];
    alert_email: Generated<string>;
    alert_phone: Generated<string>;
    retired_at: string | null;
  };
  recovery_code: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    selector: string;
    hash: string;
  };
  recurring_questionnaire: {
    clinic_id: Id<'clinic'>;
    recurring_id: Generated<Id<'recurring'>>;
    template_id: Id<'template'>;
    patient_id: Id<'patient'>;
    author_id: Id<'user'>;
    holder_id: Id<'user'>;
    came_from_id: Id<'user'> | null;
    alert_id: Id<'user'>;
    alert_from_id: Id<'user'> | null;
    every_weeks: number;
    answer_days: number;
    next_on: string;
    ends_on: string | null;
    made_at: Generated<string>;
    ended_at: string | null;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
    open_alert_id: GeneratedAlways<Id<'user'> | null>;
  };
  recurring_questionnaire_history: {
    clinic_id: Id<'clinic'>;
    recurring_id: Id<'recurring'>;
    holder_id: Id<'holder'>;
    during: string;
  };
  reminder: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    kind: string;
    about: string;
    at: Generated<string>;
  };
  result: {
    clinic_id: Id<'clinic'>;
    result_id: Generated<Id<'result'>>;
    patient_id: Id<'patient'>;
    orderer_id: Id<'user'> | null;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    title: string;
    category: Generated<string>;
    status: Generated<string>;
    issued_at: string;
    abnormal: Generated<boolean>;
    conclusion: Generated<string>;
    acknowledged_at: string | null;
    acknowledged_by_id: Id<'user'> | null;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
    awaits_key: string | null;
  };
  result_line: {
    clinic_id: Id<'clinic'>;
    result_id: Id<'result'>;
    line: number;
    patient_id: Id<'patient'>;
    name: string;
    code: Generated<string>;
    value: Generated<string>;
    unit: Generated<string>;
    reference_range: Generated<string>;
    abnormal: Generated<boolean>;
  };
  role: {
    clinic_id: Id<'clinic'>;
    role_id: Generated<Id<'role'>>;
    name: string;
    description: Generated<string>;
    system: string | null;
    version: Generated<number>;
    second_factor: string | null;
  };
  role_history: {
    clinic_id: Id<'clinic'>;
    role_id: Id<'role'>;
    name: string;
    system: string | null;
    during: string;
  };
  role_permission: {
    clinic_id: Id<'clinic'>;
    role_id: Id<'role'>;
    permission: string;
  };
  role_permission_history: {
    clinic_id: Id<'clinic'>;
    role_id: Id<'role'>;
    permission: string;
    during: string;
  };
  secure_conversation: {
    clinic_id: Id<'clinic'>;
    conversation_id: Generated<Id<'conversation'>>;
    patient_id: Id<'patient'> | null;
    author_id: Id<'user'>;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    party: string;
    organization: Generated<string>;
    address: string;
    subject: string;
    draft: Generated<string>;
    status: Generated<string>;
    opened_at: Generated<string>;
    last_at: Generated<string>;
    version: Generated<number>;
    is_open: GeneratedAlways<boolean>;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
  };
  secure_conversation_history: {
    clinic_id: Id<'clinic'>;
    conversation_id: Id<'conversation'>;
    holder_id: Id<'holder'> | null;
    during: string;
  };
  secure_message: {
    clinic_id: Id<'clinic'>;
    conversation_id: Id<'conversation'>;
    line: number;
    patient_id: Id<'patient'> | null;
    author_id: Id<'user'> | null;
    body: string;
    at: Generated<string>;
  };
  sent_questionnaire: {
    clinic_id: Id<'clinic'>;
    sent_id: Generated<Id<'sent'>>;
    template_id: Id<'template'>;
    recurring_id: Id<'recurring'> | null;
    patient_id: Id<'patient'>;
    author_id: Id<'user'>;
    holder_id: Id<'user'>;
    came_from_id: Id<'user'> | null;
    sent_at: Generated<string>;
    due_on: string;
    status: Generated<string>;
    answers: string[] | null;
    answered_at: string | null;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
  };
  sent_questionnaire_history: {
    clinic_id: Id<'clinic'>;
    sent_id: Id<'sent'>;
    holder_id: Id<'holder'>;
    during: string;
  };
  session: {
    clinic_id: Id<'clinic'>;
    token_hash: Buffer;
    session_id: Generated<Id<'session'>>;
    user_id: Id<'user'>;
    begun_at: Generated<string>;
    seen_at: Generated<string>;
    idle_until: string;
    ends_at: string;
    origin: string | null;
    agent: string | null;
    limited: string | null;
    second_factor_given: Generated<boolean>;
  };
  site: {
    clinic_id: Id<'clinic'>;
    site_id: Generated<Id<'site'>>;
    name: string;
    short_name: string;
    address: Generated<string>;
    city: Generated<string>;
    province: Generated<string>;
    postal_code: Generated<string>;
    phone: Generated<string>;
    fax: Generated<string>;
    closed_at: string | null;
    version: Generated<number>;
    colour: Generated<string>;
    facility_number: Generated<string>;
    service_location_code: Generated<string>;
  };
  site_assignment: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    site_id: Id<'site'>;
    bcp: Generated<boolean>;
  };
  site_assignment_history: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    site_id: Id<'site'>;
    during: string;
  };
  spent_invitation: {
    clinic_id: Id<'clinic'>;
    token_hash: Buffer;
    user_id: Id<'user'>;
    used: Generated<boolean>;
    at: Generated<string>;
  };
  task: {
    clinic_id: Id<'clinic'>;
    task_id: Generated<Id<'task'>>;
    patient_id: Id<'patient'> | null;
    author_id: Id<'user'>;
    holder_id: Id<'user'> | null;
    came_from_id: Id<'user'> | null;
    title: string;
    details: Generated<string>;
    due_on: string | null;
    urgent: Generated<boolean>;
    made_at: Generated<string>;
    done_at: string | null;
    done_by_id: Id<'user'> | null;
    version: Generated<number>;
    open_holder_id: GeneratedAlways<Id<'user'> | null>;
  };
  user_role: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    role_id: Id<'role'>;
  };
  user_role_history: {
    clinic_id: Id<'clinic'>;
    user_id: Id<'user'>;
    role_id: Id<'role'>;
    during: string;
  };
  work_kind: {
    kind: string;
    held: string;
    pooled: string | null;
  };
}
