import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const spaces = {
  day: { one: 'day', many: 'days' },
  week: { one: 'week', many: 'weeks' },
  month: { one: 'month', many: 'months' },
} as const;

const en = {
  tasks: 'Tasks',
  cancel: 'Cancel',
  close: 'Close, change nothing',

  recurring: {
    title: 'Recurring Tasks',
    lead: 'Each comes on its day as a task of its own, until it ends.',
    add: 'Add Recurring Task',
    which: 'Which recurring tasks',
    folders: { open: 'Yours', pool: 'Unassigned', all: 'All' },
    empty: { open: 'Nothing recurs for you', pool: 'Nothing recurs unassigned', all: 'Nothing recurs' },
    emptyWhy: {
      open: 'Tasks that come to you again and again stand here until they end.',
      pool: 'Recurring tasks of nobody stand here; on their day they wait in the unassigned pool.',
      all: 'Every recurring task that you may see stands here, those that have ended too.',
    },
    columns: { task: 'Task', holder: 'For', every: 'Every', next: 'Next', author: 'Set up by' },
    every: (count: number, unit: keyof typeof spaces) =>
      count === 1 ? spaces[unit].one : `${n(count)} ${spaces[unit].many}`,
    urgent: 'urgent',
    until: (day: string) => `until ${day}`,
    ended: 'ended',
    give: 'Give',
    giveNamed: (name: string) => `Give “${name}” to somebody else`,
    end: 'End',
    endNamed: (name: string) => `End “${name}”`,
    endedNow: (name: string) => `“${name}” does not come again.`,
    added: (name: string) => `“${name}” comes by itself from now on.`,
  },

  form: {
    addTitle: 'Add a recurring task',
    name: 'What is to be done',
    details: 'Details',
    type: 'Type',
    noType: 'None',
    typesFailed: 'The types of task could not be loaded. The task can be added without one.',
    holder: 'For whom',
    holderHelp: 'Nobody chosen: each waits in the unassigned pool.',
    holderPlaceholder: 'Unassigned pool',
    patient: 'About a patient',
    urgent: 'Urgent',
    every: 'Every',
    unit: 'Day, week or month',
    units: { day: 'days', week: 'weeks', month: 'months' },
    dueDays: 'Days to do it',
    firstOn: 'First on',
    endsOn: 'Last on',
    endsOnHelp: 'Leave it empty when it goes on.',
    save: 'Add',
  },

  types: {
    title: 'Task Types',
    lead: 'What comes up often, and who does it unless somebody else is chosen.',
    add: 'Add Type',
    label: 'Types of task',
    none: 'No types of task yet',
    noneWhy: 'Give a name to what comes up often: a task of that type is proposed to its default assignee.',
    columns: { name: 'Type', holder: 'Default assignee', due: 'Due', actions: 'Actions' },
    dueIn: (days: number | null) => {
      if (days === null) return 'no day';
      if (days === 0) return 'the same day';
      return days === 1 ? 'the day after' : `after ${n(days)} days`;
    },
    urgent: 'urgent',
    edit: 'Edit',
    editNamed: (name: string) => `Edit “${name}”`,
    retire: 'Retire',
    retireNamed: (name: string) => `Retire “${name}”`,
    retired: (name: string) => `“${name}” is retired. Its tasks stay.`,
    saved: (name: string) => `“${name}” is saved.`,
    addTitle: 'Add a type of task',
    editTitle: (name: string) => `Edit “${name}”`,
    name: 'Name',
    holder: 'Default assignee',
    holderHelp: 'Nobody chosen: its tasks wait in the unassigned pool.',
    holderPlaceholder: 'Unassigned pool',
    dueDays: 'Due after, days',
    dueDaysHelp: 'Leave it empty when there is no day.',
    urgentLabel: 'Urgent',
    save: 'Save',
    changed: 'Somebody else has changed this. Close it, look at it as it is now, and edit it again.',
  },
};

export const recurringTaskWords = inLanguage({ en });
