import { inLanguage } from './language.ts';

const en = {
  away: 'The server cannot be reached, and it is not known whether this was done. Look at the page again before you repeat it.',
  awayOnce: 'The server cannot be reached, and it is not known whether this was done. Try again: it is done only once.',
  awayLook: 'The server cannot be reached. Try again shortly.',
  cancel: 'Cancel',
  undo: 'Undo',
  patient: {
    type: 'Type a name, a date of birth or a number',
    searching: 'Looking',
    nobody: 'No patient found. Records that are closed to you are not shown.',
    born: (day: string) => `born ${day}`,
    numbered: (number: number) => `no. ${number}`,
  },
  people: {
    failed: 'The colleagues could not be loaded.',
    locked: 'locked, away',
  },
};

export const actWords = inLanguage({ en });
