import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  Day,
  FilledLine,
  Instant,
  Line,
  nullable,
  PatientId,
  Person,
  Prose,
  RecurringId,
  SentId,
  TemplateId,
  UserId,
} from '#kernel/schema.ts';
import { InOrder, HolderStep, PatientNamed, Waiting } from '../work/contract.ts';

export const folders = ['open', 'all'] as const;
export type Folder = (typeof folders)[number];
export const sentStatuses = ['awaiting-answer', 'answered', 'cancelled'] as const;
export type SentStatus = (typeof sentStatuses)[number];

const Template = Type.Object({
  templateId: TemplateId,
  name: Type.String(),
  questions: Type.Array(Type.String()),
  /** Told when it is not completed, besides the user named where it is sent. */
  alertEmail: Type.String(),
  alertPhone: Type.String(),
});
export type Template = Static<typeof Template>;

export const ListTemplates = operation({
  name: 'questionnaires.list-templates',
  says: 'See the questionnaires that can be sent.',
  method: 'GET',
  path: '/questionnaire-templates',
  doctor: true,
  input: Type.Object({}),
  output: Type.Object({ templates: Type.Array(Template) }),
  refusals: [],
});

export const AddTemplate = operation({
  name: 'questionnaires.add-template',
  says: 'Write a questionnaire.',
  method: 'POST',
  path: '/questionnaire-templates',
  doctor: true,
  input: Type.Object({
    name: FilledLine,
    questions: Type.Array(FilledLine, { minItems: 1, maxItems: 50 }),
    alertEmail: Line,
    alertPhone: Line,
  }),
  output: Type.Object({ templateId: TemplateId }),
  refusals: ['questionnaire/name-taken'],
});

/** What was sent of it stays; nobody is asked by it any more, so nobody may be asked by it again and again. */
export const RetireTemplate = operation({
  name: 'questionnaires.retire-template',
  says: 'Retire a questionnaire.',
  method: 'DELETE',
  path: '/questionnaire-templates/{templateId}',
  doctor: true,
  input: Type.Object({ templateId: TemplateId }),
  output: Type.Object({ templateId: TemplateId }),
  refusals: ['questionnaire/not-found', 'questionnaire/still-recurring'],
});

const Sent = {
  sentId: SentId,
  name: Type.String(),
  patient: PatientNamed,
  status: Type.Enum([...sentStatuses]),
  sentAt: Instant,
  dueOn: Day,
  /** Its day is over, by the clinic’s calendar, and no answer has come. */
  overdue: Type.Boolean(),
  author: Person,
  /** Who receives the answers. */
  holder: Person,
  cameFrom: nullable(Person),
};
const SentSummary = Type.Object(Sent);
export type SentSummary = Static<typeof SentSummary>;

export const ListSent = operation({
  name: 'questionnaires.list-sent',
  says: 'See the questionnaires that were sent and await an answer, and all of the clinic’s.',
  method: 'GET',
  path: '/sent-questionnaires',
  doctor: true,
  input: Type.Object({
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...sentStatuses])),
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({ sent: Type.Array(SentSummary), next: nullable(Cursor), waiting: Waiting }),
  refusals: ['request/cursor-unknown'],
});

export const ExportSent = operation({
  name: 'questionnaires.export-sent',
  says: 'Take the sent questionnaires that a list shows out as a file, without answers.',
  method: 'POST',
  path: '/sent-questionnaires/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...sentStatuses])),
    ...InOrder,
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

/** Looking at the answers is an act: it leaves an entry. */
export const ReadSent = operation({
  name: 'questionnaires.read-sent',
  says: 'Read a questionnaire that was sent, with its answers.',
  method: 'POST',
  path: '/sent-questionnaires/{sentId}/readings',
  doctor: true,
  input: Type.Object({ sentId: SentId }),
  output: Type.Object({
    ...Sent,
    questions: Type.Array(Type.String()),
    answers: nullable(Type.Array(Type.String())),
    answeredAt: nullable(Instant),
    alertEmail: Type.String(),
    alertPhone: Type.String(),
    holders: Type.Array(HolderStep),
  }),
  refusals: ['work/not-found'],
});
export type SentRead = Static<typeof ReadSent.output>;

/** The clinic hands it out by its own means; what is kept is to whom, and until when an answer is expected. */
export const SendQuestionnaire = operation({
  name: 'questionnaires.send-questionnaire',
  says: 'Record that a questionnaire was sent to a patient.',
  method: 'POST',
  path: '/sent-questionnaires',
  doctor: true,
  input: Type.Object({ templateId: TemplateId, patientId: PatientId, holderId: UserId, dueOn: Day }),
  output: Type.Object({ sentId: SentId }),
  refusals: [
    'questionnaire/not-found',
    'patient/not-found',
    'user/not-found',
    'work/holder-not-active',
    'questionnaire/day-in-the-past',
  ],
});

export const RecordAnswers = operation({
  name: 'questionnaires.record-answers',
  says: 'Record what a patient has answered.',
  method: 'PUT',
  path: '/sent-questionnaires/{sentId}/answers',
  doctor: true,
  input: Type.Object({ sentId: SentId, answers: Type.Array(Prose, { minItems: 1, maxItems: 50 }) }),
  output: Type.Object({ sentId: SentId }),
  refusals: ['work/not-found', 'work/already-closed', 'questionnaire/answers-do-not-fit'],
});

export const CancelSent = operation({
  name: 'questionnaires.cancel-sent',
  says: 'Await no answer to a questionnaire any more.',
  method: 'DELETE',
  path: '/sent-questionnaires/{sentId}',
  doctor: true,
  input: Type.Object({ sentId: SentId }),
  output: Type.Object({ sentId: SentId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours'],
});

export const GiveSent = operation({
  name: 'questionnaires.give-sent',
  says: 'Let somebody else receive the answers to a questionnaire.',
  method: 'PUT',
  path: '/sent-questionnaires/{sentId}/holder',
  doctor: true,
  input: Type.Object({ sentId: SentId, holderId: UserId }),
  output: Type.Object({ sentId: SentId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours', 'user/not-found', 'work/holder-not-active'],
});

const Recurring = Type.Object({
  recurringId: RecurringId,
  name: Type.String(),
  patient: PatientNamed,
  author: Person,
  /** Who receives the answers. */
  holder: Person,
  cameFrom: nullable(Person),
  /** Who is alerted when it is not completed. */
  alert: Person,
  everyWeeks: Type.Integer(),
  answerDays: Type.Integer(),
  nextOn: Day,
  endsOn: nullable(Day),
  ended: Type.Boolean(),
  /** Who received the answers, oldest first. */
  holders: Type.Array(HolderStep),
});
export type Recurring = Static<typeof Recurring>;

export const ListRecurring = operation({
  name: 'questionnaires.list-recurring',
  says: 'See the questionnaires that are sent again and again.',
  method: 'GET',
  path: '/recurring-questionnaires',
  doctor: true,
  input: Type.Object({ folder: Type.Optional(Type.Enum([...folders])), ...InOrder, after: Type.Optional(Cursor) }),
  output: Type.Object({
    recurring: Type.Array(Recurring),
    next: nullable(Cursor),
    waiting: Waiting,
    /** How many, of patients open to the reader, are to be sent today. */
    due: Type.Integer(),
  }),
  refusals: ['request/cursor-unknown'],
});

export const ExportRecurring = operation({
  name: 'questionnaires.export-recurring',
  says: 'Take the recurring questionnaires that a list shows out as a file.',
  method: 'POST',
  path: '/recurring-questionnaires/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({ folder: Type.Optional(Type.Enum([...folders])), ...InOrder }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

export const ScheduleRecurring = operation({
  name: 'questionnaires.schedule-recurring',
  says: 'Let a questionnaire be sent to patients again and again.',
  method: 'POST',
  path: '/recurring-questionnaires',
  doctor: true,
  input: Type.Object({
    templateId: TemplateId,
    patientIds: Type.Array(PatientId, { minItems: 1, maxItems: 100, uniqueItems: true }),
    holderId: UserId,
    alertId: UserId,
    everyWeeks: Type.Integer({ minimum: 1, maximum: 52 }),
    answerDays: Type.Integer({ minimum: 1, maximum: 90 }),
    nextOn: Day,
    endsOn: nullable(Day),
  }),
  output: Type.Object({ scheduled: Type.Integer() }),
  refusals: [
    'questionnaire/not-found',
    'patient/not-found',
    'user/not-found',
    'work/holder-not-active',
    'questionnaire/day-in-the-past',
    'questionnaire/days-reversed',
  ],
});

export const EndRecurring = operation({
  name: 'questionnaires.end-recurring',
  says: 'End a questionnaire that is sent again and again.',
  method: 'DELETE',
  path: '/recurring-questionnaires/{recurringId}',
  doctor: true,
  input: Type.Object({ recurringId: RecurringId }),
  output: Type.Object({ recurringId: RecurringId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours'],
});

export const GiveRecurring = operation({
  name: 'questionnaires.give-recurring',
  says: 'Let somebody else receive the answers to a recurring questionnaire.',
  method: 'PUT',
  path: '/recurring-questionnaires/{recurringId}/holder',
  doctor: true,
  input: Type.Object({ recurringId: RecurringId, holderId: UserId }),
  output: Type.Object({ recurringId: RecurringId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours', 'user/not-found', 'work/holder-not-active'],
});

export const GiveAlert = operation({
  name: 'questionnaires.give-alert',
  says: 'Let somebody else be alerted when a recurring questionnaire is not completed.',
  method: 'PUT',
  path: '/recurring-questionnaires/{recurringId}/alert',
  doctor: true,
  input: Type.Object({ recurringId: RecurringId, alertId: UserId }),
  output: Type.Object({ recurringId: RecurringId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours', 'user/not-found', 'work/holder-not-active'],
});

export const SendDue = operation({
  name: 'questionnaires.send-due',
  says: 'Record that every recurring questionnaire that is due was sent.',
  method: 'POST',
  path: '/recurring-questionnaires/sendings',
  doctor: true,
  input: Type.Object({}),
  output: Type.Object({ sent: Type.Integer() }),
  refusals: [],
});
