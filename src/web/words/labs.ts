import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const results = (count: number) => `${n(count)} ${count === 1 ? 'result' : 'results'}`;
const files = (count: number) => (count === 1 ? 'the file' : `${n(count)} files`);

const en = {
  title: 'Lab Integrations',
  lead: 'Each connection runs in the name of one user for the whole clinic. Without one, nobody receives its results.',
  add: 'Add Integration',
  label: 'Lab integrations',
  none: 'No lab integrations',
  noneWhy: 'Connections to laboratories that run in a user’s name are recorded here, so that none is left behind.',
  columns: {
    name: 'Integration',
    laboratory: 'Laboratory',
    holder: 'Runs in the name of',
    last: 'Last received',
    state: 'State',
    actions: 'Actions',
  },
  never: 'nothing yet',
  running: 'Running',
  stopped: 'Stopped',
  transfer: 'Transfer',
  transferNamed: (name: string) => `Transfer “${name}”`,
  edit: 'Edit',
  editNamed: (name: string) => `Edit “${name}”`,
  read: 'Read messages',
  readNamed: (name: string) => `Read messages of “${name}”`,
  nowIts: (name: string, says: string) => `“${name}”: ${says}`,

  messages: {
    title: 'Read messages',
    of: (name: string, laboratory: string) => `“${name}”, ${laboratory}`,
    gone: 'This lab integration is not there',
    goneWhy: 'It may have been removed, or belongs to another clinic.',
    stopped: 'This integration is stopped and receives nothing. Start it first.',
    choose: 'Files',
    chooseHelp: 'Results as the laboratory sends them: HL7 v2 (ORU^R01), at most 10 MB each.',
    placeholder: 'Choose one or several files',
    clear: 'Choose none',
    nothing: 'Choose a file first.',
    look: 'Preview',
    looking: (at: number, of: number) =>
      of === 1 ? 'Looking into the file' : `Looking into file ${n(at)} of ${n(of)}`,
    reading: (at: number, of: number) => (of === 1 ? 'Reading the file' : `Reading file ${n(at)} of ${n(of)}`),
    read: (count: number) => `Read ${files(count)}`,
    nothingToRead: 'These files bring nothing: none of their results is new and for a patient here.',
    another: 'Choose other files',
    more: 'Read more files',
    back: 'Back to Lab Integrations',
    tooLarge: (file: string) => `${file} was not read: it is larger than 10 MB. Split it.`,
    unreadable: (file: string) => `${file} cannot be opened. Choose it again.`,
    refused: 'Not read',
    came: (count: number) => (count === 0 ? 'Nothing new came' : `${results(count)} came`),
    cameWhy: 'Each waits for whoever holds it until it is acknowledged.',
    unclaimed: (count: number) => `${results(count)} ${count === 1 ? 'waits' : 'wait'} in the unassigned pool.`,
    arrived: (count: number) =>
      `${results(count)} came for somebody who has left, and went to the successor or into the pool.`,
    brings: (messages: number) => `${n(messages)} ${messages === 1 ? 'message' : 'messages'}`,
    counts: {
      new: (count: number) => `${n(count)} new`,
      corrected: (count: number) => `${n(count)} sent anew`,
      known: (count: number) => `${n(count)} here already`,
      nobody: (count: number) => `${n(count)} for nobody here`,
      doubt: (count: number) => `${n(count)} in doubt`,
    },
    closed: (count: number) =>
      `${results(count)} ${count === 1 ? 'is about a record' : 'are about records'} closed to you: ${count === 1 ? 'it is' : 'they are'} filed, and not shown here.`,
    nobodyWhy: 'For nobody here: register the patient and read the file again. Nothing is kept of these results.',
    doubtWhy:
      'In doubt: the health number is that of a patient here, and name and date of birth are not. Ask the laboratory. Nothing is kept of these results.',
    first: (count: number) => `The first ${n(count)} are shown; all are counted.`,
    table: (file: string) => `Results in ${file}`,
    columns: { patient: 'Patient', result: 'Result', fate: 'What it is', holder: 'To whom' },
    fates: { new: 'New', corrected: 'Sent anew', known: 'Here already', nobody: 'Nobody here', doubt: 'In doubt' },
    unnamed: 'No name',
    untitled: 'Result',
    pool: 'Unassigned',
    left: (name: string) => `${name} has left: the successor, or the pool`,
  },

  form: {
    addTitle: 'Add a lab integration',
    editTitle: (name: string) => `Edit “${name}”`,
    close: 'Close, change nothing',
    name: 'Name',
    laboratory: 'Laboratory',
    account: 'Account',
    accountHelp: 'By which the laboratory knows the connection.',
    holder: 'Runs in the name of',
    running: 'Running',
    runningHelp: 'Stopped, it receives nothing. Stop it at the laboratory too.',
    loading: 'Loading the colleagues',
    cancel: 'Cancel',
    add: 'Add',
    save: 'Save',
    saved: (name: string) => `“${name}” is saved.`,
    changed: 'Somebody else has changed this. Close it, look at it as it is now, and edit it again.',
  },
};

export const labWords = inLanguage({ en });
