import { inLanguage } from './language.ts';

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
  history: 'Who had it',
  nowIts: (name: string, says: string) => `“${name}”: ${says}`,

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
