import { inLanguage } from './language.ts';

const en = {
  title: 'Unsigned Notes',
  lead: 'Drafts that wait for a signature. Signed in the chart, where they are read.',
  which: 'Which notes',
  folders: { open: 'Yours', all: 'Everybody’s' },
  empty: { open: 'Nothing to sign', all: 'Nothing is unsigned' },
  emptyWhy: {
    open: 'Drafts that you have written, or taken over, stand here until they are signed.',
    all: 'Drafts of all colleagues stand here until they are signed.',
  },
  columns: { note: 'Note', patient: 'Patient', author: 'Written by', holder: 'To sign', written: 'Written' },
  unknownAuthor: 'not known',
  numbered: (number: number) => `no. ${number}`,
  give: 'Give',
  giveNamed: (title: string, name: string) => `Give “${title}” of ${name} to somebody else`,
  named: (title: string, name: string) => `${title}, ${name}`,
  changed: 'This draft was changed in the meantime. Look at it again.',
  history: 'Who held it',
  hand: (from: string, to: string) => `${from} to ${to}`,
};

export const draftNoteWords = inLanguage({ en });
