import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const lines = (count: number) => (count === 1 ? '1 line' : `${n(count)} lines`);
const days = (count: number) => (count === 1 ? '1 day' : `${n(count)} days`);

const en = {
  title: 'Outside checklist',
  of: (name: string) => `Outside checklist of ${name}`,
  lead: 'What must be done elsewhere when somebody leaves. Custodian keeps who did it.',
  left: (day: string) => `Left on ${day}.`,
  leaves: (day: string) => `The last day is ${day}. The days are counted from it.`,
  notLeft: 'No last day is set. The days are counted from the day of leaving.',
  table: 'Lines of the checklist',
  columns: { line: 'To do', due: 'By', state: 'Status', actions: 'Actions' },
  relative: (count: number) =>
    count === 0 ? 'On the last day' : count < 0 ? `${days(-count)} before` : `${days(count)} after`,
  overdue: 'Overdue',
  open: 'To do',
  done: 'Done',
  'not-needed': 'Not needed',
  by: (name: string) => `by ${name}`,
  act: {
    done: 'Done',
    doneNamed: (line: string) => `Done: ${line}`,
    notNeeded: 'Not needed',
    notNeededNamed: (line: string) => `Not needed: ${line}`,
    takeBack: 'Take back',
    takeBackNamed: (line: string) => `Take back: ${line}`,
  },
  dialog: {
    done: 'Done',
    'not-needed': 'Not needed',
    note: 'Note',
    noteHelp:
      'Where the letter, the receipt or the e-mail is. A PDF or a picture of it can be added to the line afterwards.',
    why: 'Why not',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close without saving',
  },
  files: {
    list: (line: string) => `Files: ${line}`,
    add: 'Add a file',
    addTo: (line: string) => `Add a file: ${line}`,
    open: (name: string, bytes: number) => `Download ${name}, ${n(Math.ceil(bytes / 1024))} kB`,
    remove: (name: string) => `Remove ${name}`,
    added: (name: string) => `${name} is added.`,
    removed: (name: string) => `${name} is removed.`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeWhy: 'The file cannot be brought back. That it was here, and who removed it, stays in the audit log.',
    removeIt: 'Remove',
    keep: 'Keep it',
  },
  marked: (line: string) => `${line}: saved.`,
  takenBack: (line: string) => `${line}: to do again.`,
  export: 'Export CSV',
  file: (name: string) => `outside-checklist ${name}`,
  cells: ['To do', 'By', 'Status', 'Note', 'Who', 'When'],
  notice: (name: string, count: number) =>
    `${lines(count)} of the outside checklist of ${name} ${count === 1 ? 'is' : 'are'} overdue.`,
  noticeMore: (count: number) =>
    count === 1 ? 'One more user has overdue lines.' : `${n(count)} more users have overdue lines.`,
  noticeSince: (day: string) => `The first was due on ${day}.`,
  openList: 'Open the checklist',
};

export const outsideChecklistWords = inLanguage({ en });
