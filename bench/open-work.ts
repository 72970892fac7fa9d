/** One sort of work that the bench's leavers hold, and what its preview has to ask, as one would write it by hand. */
export interface BenchKind {
  readonly kind: string;
  readonly table: string;
  readonly id: string;
  readonly since: string;
  /** Of a hundred items; the rest are appointments. Where it is `once`, a leaver has a single one. */
  readonly share: number | 'once';
  readonly most?: number;
  /** Columns beside clinic and holder, and what stands in them; `n` counts, `p` is a patient. */
  readonly made: readonly [columns: string, values: string] | 'patients who are there already';
  /** Besides the table's own holder. */
  readonly open?: string;
  /** What tells items apart, by facet or by the plan's filters. */
  readonly apart?: readonly string[];
  /** What stands against the successor `$s`; where it is about no patient, nobody is blocked from it. */
  readonly against?: readonly string[];
  readonly needs: string;
  readonly ofNobody?: true;
}

const atSite = `exists (select from site_assignment s where s.clinic_id = w.clinic_id and s.user_id = $s and s.site_id = w.site_id)`;
const typed = `(select u.type from clinic_user u where u.clinic_id = $1 and u.user_id = $s)`;
const SLOT = `now() + interval '1 day' + n * interval '20 minutes'`;
const SITE = `(select site_id from site where clinic_id = $1 order by name limit 1)`;
const TEMPLATE = `(select template_id from questionnaire_template where clinic_id = $1 order by name limit 1)`;
/** Somebody who stays. */
const ADA = `(select user_id from clinic_user where clinic_id = $1 and first_name = 'Ada' limit 1)`;
const FRESH = `'Bench ' || gen_random_uuid()`;

const APPOINTMENTS: BenchKind = {
  kind: 'appointment',
  table: 'appointment',
  id: 'appointment_id',
  since: 'starts_at',
  share: 0,
  made: ['patient_id, site_id, starts_at, ends_at', `p.patient_id, ${SITE}, ${SLOT}, ${SLOT} + interval '15 minutes'`],
  open: 'starts_at >= now()',
  apart: [`starts_at < now() + interval '1 year'`],
  needs: 'schedule.list-appointments',
  against: [
    `coalesce(w.ends_at > (select d.ends_at from last_day d where d.clinic_id = $1 and d.user_id = $s), false)`,
    `${typed} in ('doctor', 'nurse', 'resident', 'midwife')`,
    atSite,
    `coalesce(tstzrange(w.starts_at, w.ends_at) && (select range_agg(tstzrange(b.starts_at, b.ends_at))
       from appointment b where b.clinic_id = $1 and b.open_holder_id = $s), false)`,
  ],
};

export const benchKinds: readonly BenchKind[] = [
  APPOINTMENTS,
  {
    kind: 'past-appointment',
    table: 'appointment',
    id: 'appointment_id',
    since: 'starts_at',
    share: 5,
    made: [
      'patient_id, site_id, starts_at, ends_at',
      `p.patient_id, ${SITE}, ${SLOT} - interval '100 years', ${SLOT} - interval '100 years' + interval '15 minutes'`,
    ],
    open: 'starts_at < now()',
    needs: 'schedule.mark-appointment',
  },
  {
    kind: 'task',
    table: 'task',
    id: 'task_id',
    since: 'made_at',
    share: 15,
    made: ['author_id, patient_id, title', `${ADA}, p.patient_id, 'Call back'`],
    apart: ['urgent'],
    needs: 'tasks.list-tasks',
  },
  {
    kind: 'message',
    table: 'inbox_item',
    id: 'item_id',
    since: 'arrived_at',
    share: 20,
    made: ['message_id, addressee_id', '(select message_id from message limit 1), $2'],
    apart: ['read_at is null', 'snoozed_until > now()'],
    needs: 'inbox.list-inbox',
  },
  {
    kind: 'result',
    table: 'result',
    id: 'result_id',
    since: 'issued_at',
    share: 10,
    made: ['orderer_id, patient_id, title, issued_at, abnormal', `$2, p.patient_id, 'Lipid panel', now(), n % 5 = 0`],
    apart: ['urgent', 'abnormal'],
    needs: 'results.acknowledge-result',
  },
  {
    kind: 'claim',
    table: 'claim',
    id: 'claim_id',
    since: 'made_at',
    share: 5,
    made: ['biller_id, patient_id, service_on, amount_cents, currency', `$2, p.patient_id, current_date, 5000, 'CAD'`],
    apart: ['status'],
    needs: 'claims.list-claims',
  },
  {
    kind: 'chart-note',
    table: 'chart_note',
    id: 'note_id',
    since: 'written_at',
    share: 3,
    made: ['author_id, patient_id, title', `$2, p.patient_id, 'Visit'`],
    needs: 'charts.sign-note',
  },
  {
    kind: 'letter',
    table: 'letter',
    id: 'letter_id',
    since: 'made_at',
    share: 3,
    made: [
      'author_id, patient_id, site_id, recipient, subject, body, status',
      `$2, p.patient_id, ${SITE}, 'Dr Ferris', 'Referral', 'words', case when n % 2 = 0 then 'to-create' else 'to-sign' end`,
    ],
    apart: ['status'],
    needs: 'letters.list-letters',
    against: [
      `w.status = 'to-sign' and (${typed} not in ('doctor', 'nurse', 'resident', 'midwife') or not (select exists (
         select from held_permission h where h.clinic_id = $1 and h.user_id = $s and h.permission = 'letters.sign-letter')))`,
      atSite,
    ],
  },
  {
    kind: 'prescription',
    table: 'prescription',
    id: 'prescription_id',
    since: 'written_at',
    share: 2,
    made: ['author_id, patient_id, site_id, note', `$2, p.patient_id, ${SITE}, 'words'`],
    needs: 'prescriptions.sign-prescription',
    against: [`${typed} in ('doctor', 'nurse', 'resident', 'midwife')`, atSite],
  },
  {
    kind: 'secure-message',
    table: 'secure_conversation',
    id: 'conversation_id',
    since: 'last_at',
    share: 2,
    made: [
      'author_id, patient_id, party, address, subject, status',
      `$2, p.patient_id, 'Harbour Cardiology', 'desk@harbour.example', 'Question', 'to-answer'`,
    ],
    apart: ['status'],
    needs: 'secure-messages.list-conversations',
  },
  {
    kind: 'sent-questionnaire',
    table: 'sent_questionnaire',
    id: 'sent_id',
    since: 'sent_at',
    share: 3,
    made: ['author_id, template_id, patient_id, due_on', `$2, ${TEMPLATE}, p.patient_id, current_date + 7`],
    needs: 'questionnaires.list-sent',
  },
  {
    kind: 'mrp-patient',
    table: 'mrp_patient',
    id: 'patient_id',
    since: 'since',
    share: 2,
    most: 4_000,
    made: 'patients who are there already',
    needs: 'patients.read-patient',
    against: [`${typed} = 'doctor'`],
  },
  {
    kind: 'recurring-task',
    table: 'recurring_task',
    id: 'recurring_id',
    since: 'made_at',
    share: 'once',
    made: [
      'patient_id, author_id, title, every, unit, first_on, next_on',
      `p.patient_id, $2, 'Every week', 1, 'week', current_date + 7, current_date + 7`,
    ],
    needs: 'tasks.list-tasks',
  },
  {
    kind: 'task-type',
    table: 'task_type',
    id: 'type_id',
    since: 'made_at',
    share: 'once',
    made: ['author_id, name', `$2, ${FRESH}`],
    needs: 'tasks.list-tasks',
    ofNobody: true,
  },
  {
    kind: 'lab-integration',
    table: 'lab_integration',
    id: 'integration_id',
    since: 'set_up_at',
    share: 'once',
    made: ['author_id, name, laboratory', `$2, ${FRESH}, 'Northmere Labs'`],
    needs: 'results.list-results',
    ofNobody: true,
  },
];

/** How many of each kind somebody has who holds so many. */
export function sharesOf(items: number): readonly (readonly [BenchKind, number])[] {
  const others = benchKinds
    .filter((one) => one !== APPOINTMENTS)
    .map(
      (one) =>
        [one, one.share === 'once' ? 1 : Math.min(Math.floor((items * one.share) / 100), one.most ?? items)] as const,
    );
  return [[APPOINTMENTS, items - others.reduce((sum, [, count]) => sum + count, 0)], ...others];
}
