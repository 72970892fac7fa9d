import { inLanguage } from './language.ts';

const patient = ['No.', 'Last name', 'First name'] as const;

/** What lists of work are called as files, and their columns. */
const en = {
  letters: {
    name: 'letters.csv',
    columns: ['Letter', 'To', 'Organization', ...patient, 'Author', 'Held by', 'State', 'Begun'],
  },
  prescriptions: {
    name: 'prescriptions.csv',
    columns: ['Medications', ...patient, 'Author', 'Prescriber', 'State', 'Written'],
  },
  conversations: {
    name: 'secure-messages.csv',
    columns: ['Subject', 'With', 'Organization', ...patient, 'Begun by', 'Held by', 'State', 'Last said'],
  },
  sent: {
    name: 'sent-questionnaires.csv',
    columns: ['Questionnaire', ...patient, 'Answers to', 'State', 'Due', 'Sent'],
  },
  recurringQuestionnaires: {
    name: 'recurring-questionnaires.csv',
    columns: ['Questionnaire', ...patient, 'Answers to', 'Alerts', 'Every so many weeks', 'Next', 'Ends', 'Set up'],
  },
  claims: {
    name: 'claims.csv',
    columns: ['Day', ...patient, 'Service', 'Amount', 'Currency', 'State', 'Billed by', 'Followed up by'],
  },
  results: {
    name: 'results.csv',
    columns: ['Result', 'Category', ...patient, 'Urgency', 'Ordered by', 'Held by', 'Issued', 'Acknowledged'],
    urgencies: { urgent: 'critical', abnormal: 'abnormal' },
  },
  tasks: {
    name: 'tasks.csv',
    columns: ['Task', 'Details', 'Type', 'Patient', 'Due', 'Urgent', 'Given by', 'Held by', 'Made', 'Done'],
    urgent: 'urgent',
  },
  draftNotes: {
    name: 'unsigned-notes.csv',
    columns: ['Note', ...patient, 'Author', 'Held by', 'Came from', 'Written'],
  },
  inbox: {
    name: 'inbox.csv',
    columns: ['Subject', 'From', ...patient, 'At', 'Unread', 'Snoozed until', 'Held by', 'Came from'],
    unread: 'unread',
  },
  groups: { name: 'message-groups.csv', columns: ['Group', 'Member', 'Since', 'Came from'] },
  taskTypes: {
    name: 'task-types.csv',
    columns: ['Type', 'Urgent', 'Days until due', 'Default assignee', 'Came from'],
    urgent: 'urgent',
  },
  integrations: {
    name: 'lab-integrations.csv',
    columns: [
      'Name',
      'Laboratory',
      'Account',
      'State',
      'Set up by',
      'Runs in the name of',
      'Came from',
      'Set up',
      'Last received',
    ],
    states: { running: 'running', stopped: 'stopped' },
  },
  standingRules: {
    name: 'standing-rules.csv',
    columns: ['Rule', 'Of', 'To', 'What', 'From', 'Until', 'Set up by', 'Came from', 'Ended'],
    whats: { forwarding: 'forwarding', supervision: 'supervision' },
    forwards: { message: 'messages', task: 'tasks', result: 'results' },
  },
  mrpPatients: {
    name: 'mrp-patients.csv',
    columns: [...patient, 'Date of birth', 'City', 'Since', 'Came from'],
  },
  recurringTasks: {
    name: 'recurring-tasks.csv',
    columns: ['Task', 'Type', ...patient, 'Every', 'Unit', 'Next', 'Ends', 'Set up by', 'Goes to'],
    units: { day: 'day', week: 'week', month: 'month' },
  },
};

export const workFileWords = inLanguage({ en });
