import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;

const en = {
  tasks: 'Tasks',
  lead: 'What is to be done, by whom and by when.',
  add: 'Add Task',
  toRecurring: 'Recurring',
  toTypes: 'Types',
  folders: 'Which tasks',
  folder: {
    mine: 'Mine',
    given: 'Given to others',
    copied: 'Copies',
    pool: 'Unassigned',
    all: 'Everybody’s',
    done: 'Done',
  },
  counted: (label: string, count: number) => (count > 0 ? `${label} (${n(count)})` : label),
  overdueCount: (count: number) => (count === 1 ? '1 of yours is overdue.' : `${n(count)} of yours are overdue.`),
  filter: 'Filter tasks',
  show: 'Show',
  only: { all: 'All', overdue: 'Overdue', urgent: 'Urgent' },
  list: (folder: string) => `${folder}, tasks`,
  more: 'Further tasks',
  first: 'Back to the first',
  withheld: (count: number) =>
    count === 1
      ? '1 task is withheld from you: it concerns a record closed to you.'
      : `${n(count)} tasks are withheld from you: they concern records closed to you.`,

  empty: {
    mine: 'Nothing to do',
    given: 'Nothing given to others',
    copied: 'No copies',
    pool: 'Nothing waits unassigned',
    all: 'Nobody has anything to do',
    done: 'Nothing done yet',
  },
  emptyWhy: {
    mine: 'What colleagues or you yourself put on your list stands here until it is done.',
    given: 'Tasks that you give to a colleague stay here until they are done.',
    copied: 'Tasks of others of which you are kept informed stand here until they are done.',
    pool: 'A task without anybody to do it waits here until one of you takes it.',
    all: 'Every task that somebody has to do stands here until it is done.',
    done: 'What you have done, and what was done of what you gave.',
  },
  noneOf: { overdue: 'Nothing is overdue', urgent: 'Nothing is urgent' },
  noneOfWhy: 'The filter above leaves nothing to show.',
  showAll: 'Show all',

  row: {
    done: (title: string) => `Done: ${title}`,
    urgent: 'urgent',
    overdue: (day: string) => `overdue since ${day}`,
    due: (day: string) => `due ${day}`,
    dueToday: 'due today',
    details: 'Details',
    given: (name: string) => `given by ${name}`,
    own: 'your own',
    givenByYou: 'given by you',
    to: (name: string) => `for ${name}`,
    nobody: 'for nobody yet',
    copies: (names: string) => `copies to ${names}`,
    arrivedFor: (name: string) => `arrived for ${name}`,
    from: (name: string, deactivated: boolean) => `from ${name}${deactivated ? `, ${uiWords.userDeactivated}` : ''}`,
    doneBy: (name: string) => `done by ${name}`,
    take: 'Take',
    takeNamed: (title: string) => `Take “${title}”`,
    edit: 'Edit',
    editNamed: (title: string) => `Edit “${title}”`,
    deactivated: (name: string) => `${name} (${uiWords.userDeactivated})`,
  },

  form: {
    addTitle: 'Add a task',
    editTitle: 'Edit the task',
    closeAdd: 'Close, add nothing',
    closeEdit: 'Close, change nothing',
    title: 'What is to be done',
    titleMissing: 'Say what is to be done.',
    details: 'Details',
    due: 'Due',
    dueHelp: 'Leave it empty when there is no day.',
    urgent: 'Urgent',
    assignee: 'Who does it',
    assigneeHelp: 'Nobody chosen: it waits in the unassigned pool.',
    assigneePlaceholder: 'Unassigned pool',
    locked: (names: number) =>
      names === 1 ? 'One locked colleague is not offered.' : `${n(names)} locked colleagues are not offered.`,
    copies: 'Copies to',
    copiesHelp: 'They see the task; it is not theirs to do.',
    patient: 'About a patient',
    patientHelp: 'Who may not open this patient’s record will not see the task.',
    about: (name: string) => `About ${name}`,
    cancel: 'Cancel',
    add: 'Add Task',
    save: 'Save',
    loading: 'Loading the colleagues',
  },

  stale: {
    title: 'This task was changed while you had it open',
    why: 'Look at both, then choose.',
    field: 'Field',
    yours: 'Yours',
    now: 'As it is now',
    keepYours: 'Save yours',
    takeNow: 'Take it as it is now',
    yes: 'yes',
    no: 'no',
    none: 'none',
    pool: 'unassigned pool',
    done: 'It has been done in the meantime.',
  },

  did: {
    added: (title: string, name: string | undefined) =>
      name ? `Added for ${name}: ${title}` : `Added to the unassigned pool: ${title}`,
    saved: (title: string) => `Saved: ${title}`,
    done: (title: string) => `Done: ${title}`,
    reopened: (title: string) => `Open again: ${title}`,
    taken: (title: string) => `Taken, it is yours: ${title}`,
  },
};

export const taskWords = inLanguage({ en });
