import { inLanguage } from './language.ts';

const en = {
  away: 'The server cannot be reached, and it is not known whether this was done. Look at the page again before you repeat it.',
  awayOnce: 'The server cannot be reached, and it is not known whether this was done. Try again: it is done only once.',
  awayLook: 'The server cannot be reached. Try again shortly.',
  cancel: 'Cancel',
  needed: 'This is needed.',
  doesNotFit: 'This does not fit: one line of at most 200 characters.',
  arrivedAfterAll: 'An earlier try has arrived after all. Look at the list before you do it again.',
  signInElsewhere: 'Sign in in another tab, then come back: what is entered here stays.',
  leave: {
    title: 'Leave without saving?',
    why: 'What was entered here is lost.',
    stay: 'Stay',
    close: 'Close, stay here',
    leave: 'Leave',
  },
  stale: {
    title: (name: string) => `${name} was changed by somebody else`,
    lead: 'Nothing of yours has been saved yet. Choose for each field what is to stand, then look at it once more and save.',
    mine: 'Yours',
    theirs: 'Saved by now',
    empty: '(empty)',
    same: 'Both say the same. There is nothing to choose.',
    goOn: 'Go on with this',
    back: 'Back to the form, change nothing',
  },
  undo: 'Undo',
  patient: {
    type: 'Type a name, a date of birth or a number',
    searching: 'Looking',
    nobody: 'No patient found.',
    closed: 'closed to you',
    closedTo: (name: string) => `The record of ${name} is closed to you. Ask a colleague to do this.`,
    born: (day: string) => `born ${day}`,
    numbered: (number: number) => `no. ${number}`,
  },
  people: {
    failed: 'The colleagues could not be loaded.',
    locked: 'locked, away',
  },
};

export const actWords = inLanguage({ en });
