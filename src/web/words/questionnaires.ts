import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;

const en = {
  title: 'Questionnaires',
  lead: 'What patients were sent, who receives the answers, and what is sent again and again.',
  which: 'Which questionnaires',
  folders: { open: 'Yours', all: 'All' },
  empty: { open: 'No answer is awaited', all: 'Nothing was sent yet' },
  emptyWhy: {
    open: 'Questionnaires whose answers come to you stand here until they are answered or cancelled.',
    all: 'Every questionnaire that was sent, and that you may see, stands here.',
  },
  statuses: { 'awaiting-answer': 'Awaiting answer', answered: 'Answered', cancelled: 'Cancelled' },
  /** What the task is called that late answers become. */
  lateAnswers: (name: string) => `Answers have arrived: ${name}`,
  endedOnLeaving:
    'It ended when its holder left. Answers that come all the same can be recorded: looking at them becomes a task of whoever took such work over.',
  overdue: (day: string) => `overdue since ${day}`,
  columns: {
    name: 'Questionnaire',
    patient: 'Patient',
    holder: 'Answers to',
    due: 'Due',
    status: 'State',
    sent: 'Sent',
  },
  send: 'Send Questionnaire',
  toRecurring: 'Recurring',
  toTemplates: 'Templates',
  cancel: 'Cancel',
  close: 'Close, change nothing',

  recurring: {
    title: 'Recurring Questionnaires',
    lead: 'Sent again and again until they end. Record what is due once it has gone out.',
    empty: { open: 'Nothing recurs for you', all: 'Nothing recurs' },
    emptyWhy: {
      open: 'Questionnaires that are sent again and again, and whose answers come to you, stand here.',
      all: 'Questionnaires that are sent again and again stand here.',
    },
    due: (count: number) => `Record ${n(count)} due as sent`,
    nothingDue: 'Nothing is due today.',
    sentNow: (count: number) =>
      `${n(count)} ${count === 1 ? 'questionnaire is' : 'questionnaires are'} recorded as sent.`,
    alert: 'Alerts to',
    every: 'Every',
    weeks: (count: number) => (count === 1 ? 'week' : `${n(count)} weeks`),
    next: 'Next',
    ended: 'ended',
    end: 'End',
    endNamed: (name: string) => `End “${name}”`,
    endedNow: (name: string) => `“${name}” is not sent again.`,
    give: 'Give',
    giveNamed: (name: string) => `Give “${name}” to somebody else`,
    alertOther: 'Alerts',
    alertOtherNamed: (name: string) => `Alerts of “${name}” to somebody else`,
    alertOf: (name: string) => `Alerts of ${name}`,
  },

  templates: {
    title: 'Questionnaire Templates',
    lead: 'What can be asked, and where it is told when an answer does not come.',
    add: 'Add Template',
    none: 'No questionnaires yet',
    noneWhy: 'Write one, and it can be sent to patients, once or again and again.',
    name: 'Name',
    questions: 'Questions',
    questionsHelp: 'One a line, at most 50.',
    alertEmail: 'Alert by email',
    alertPhone: 'Alert by phone',
    alert: 'If not completed',
    count: (count: number) => `${n(count)} ${count === 1 ? 'question' : 'questions'}`,
    retire: 'Retire',
    retireNamed: (name: string) => `Retire “${name}”`,
    retired: (name: string) => `“${name}” is retired.`,
    added: (name: string) => `“${name}” can be sent now.`,
    tooMany: 'At most 50 questions of one line each.',
    save: 'Add',
  },

  form: {
    template: 'Questionnaire',
    patient: 'Patient',
    holder: 'Who receives the answers',
    repeat: 'Send it again and again',
    due: 'Answer expected until',
    everyWeeks: 'Every how many weeks',
    answerDays: 'Days to answer',
    nextOn: 'First on',
    endsOn: 'Last on',
    endsOnHelp: 'Leave it empty when it goes on.',
    alert: 'Who is alerted if it is not completed',
    noTemplate: 'There is no questionnaire to send yet. Write one first.',
    help: 'Custodian keeps to whom it went. Hand it out or mail it by your own means.',
    save: 'Record as Sent',
    schedule: 'Schedule',
  },

  read: {
    answers: 'Questions and answers',
    noAnswer: 'no answer',
    record: 'Record answers',
    recorded: 'The answers are recorded.',
    cancelSent: 'Await no answer',
    cancelled: 'No answer is awaited any more.',
    answered: 'Answered',
    due: 'Due',
    alert: 'If not completed',
    alertTo: (email: string, phone: string) => [email, phone].filter(Boolean).join(', ') || 'nobody besides',
    dirty: 'The answers typed here are lost.',
  },
};

export const questionnaireWords = inLanguage({ en });
