import type { Feature } from '#kernel/http.ts';
import { exportLetters } from './export-letters.ts';
import { addLetter } from './add-letter.ts';
import { giveLetter } from './give-letter.ts';
import { passLetter } from './pass-letter.ts';
import { listLetters } from './list-letters.ts';
import { readLetterChoices } from './read-letter-choices.ts';
import { readLetter } from './read-letter.ts';
import { sendLetter } from './send-letter.ts';
import { signLetter } from './sign-letter.ts';
import { takeLetter } from './take-letter.ts';
import { updateLetter } from './update-letter.ts';
import { withdrawLetter } from './withdraw-letter.ts';

export const letters: Feature = {
  commands: [
    readLetter,
    exportLetters,
    addLetter,
    updateLetter,
    signLetter,
    sendLetter,
    withdrawLetter,
    giveLetter,
    passLetter,
    takeLetter,
  ],
  queries: [listLetters, readLetterChoices],
};
