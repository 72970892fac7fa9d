import { inLanguage } from './language.ts';

const en = {
  cancel: 'Cancel',
  newNote: 'New note',
  elsewhere: 'Still open about this patient:',
  results: (count: number) => `${count} ${count === 1 ? 'result' : 'results'}`,
  claims: (count: number) => `${count} ${count === 1 ? 'claim' : 'claims'}`,

  drafts: 'To be signed',
  draftsLead: 'Drafts. Whoever holds one signs it; then it is final.',
  notes: 'Notes',
  none: 'There is no note yet',
  noneWhy: 'The first note that is signed stands here.',
  noneButDrafts: 'Nothing is signed yet. What is signed stands here, newest first.',
  older: 'Show older notes',
  draft: 'draft',
  handedOver: 'handed over by',
  mustSign: 'to be signed by',
  nobodySigns: 'held by nobody',
  unknownAuthor: 'Author not known',
  signedBy: 'signed by',
  signed: 'signed',
  edit: 'Edit',
  editNamed: (title: string) => `Edit ${title}`,
  sign: 'Sign',
  signNamed: (title: string) => `Sign ${title}`,

  editor: {
    newTitle: 'New note',
    editTitle: 'Edit draft',
    title: 'Title',
    body: 'Note',
    save: 'Save draft',
    needed: 'A note needs a title.',
    saved: (title: string) => `“${title}” is saved as a draft. It waits for your signature.`,
    unsaved: 'The note you are writing is not saved.',
  },

  signing: {
    title: (title: string) => `Sign “${title}”?`,
    why: 'A signed note is final: nobody can change it, you neither. What is to be added later goes into another note.',
    stale: 'Somebody has changed this draft since you opened the chart. Read it again before you sign.',
    done: (title: string) => `“${title}” is signed.`,
    close: 'Close, sign nothing',
  },
};

export const chartWords = inLanguage({ en });
