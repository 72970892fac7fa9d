import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;

const en = {
  title: 'Message Groups',
  lead: 'What is written to a group reaches everybody who is in it at that moment. A group is never without anybody.',
  add: 'Add Group',
  label: 'Message groups',
  none: 'No message groups',
  noneWhy: 'Put colleagues into a group, and everybody can write to all of them at once.',
  columns: { name: 'Group', members: 'Who is in it', actions: 'Actions' },
  count: (members: number) => (members === 1 ? '1 person' : `${n(members)} people`),
  former: 'Who was in it',
  until: 'until',
  edit: 'Edit',
  editNamed: (name: string) => `Edit “${name}”`,
  retire: 'Retire',
  retireNamed: (name: string) => `Retire “${name}”`,
  retired: (name: string) => `“${name}” is retired: nobody writes to it any more.`,
  saved: (name: string) => `“${name}” is saved.`,
  form: {
    addTitle: 'Add a message group',
    editTitle: (name: string) => `Edit “${name}”`,
    close: 'Close, change nothing',
    name: 'Name',
    members: 'Who is in it',
    membersHelp: 'Colleagues by name. At least one.',
    membersMissing: 'Choose at least one.',
    cancel: 'Cancel',
    save: 'Save',
    loading: 'Loading the colleagues',
    changed: 'Somebody else has changed this group. Close it, look at it as it is now, and edit it again.',
  },
};

export const groupWords = inLanguage({ en });
