import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const patients = (count: number) => (count === 1 ? '1 patient' : `${n(count)} patients`);

const en = {
  title: 'Suggestions',
  lead: 'Users who are patients here, or share a home with patients, and could be kept out of those charts. Your own family somebody else sees to.',
  waitingOf: (waiting: string) => `Suggestions, ${waiting} waiting`,
  which: 'Which suggestions',
  waiting: 'Waiting',
  dismissed: 'Dismissed',
  columns: { user: 'Close to', family: 'Patients', dismissed: 'Dismissed', actions: 'Actions' },
  relative: (name: string, number: number) => `${name}, no. ${number}`,
  because: {
    user: 'is the user, by name and birth date, phone, email or address',
    address: 'has the same address',
    phone: 'has the same phone and last name',
  },
  accept: 'Accept',
  acceptOf: (name: string) => `Accept the suggestion for ${name}`,
  dismiss: 'Dismiss',
  dismissOf: (name: string) => `Dismiss the suggestion for ${name}`,
  none: 'Nobody is proposed',
  noneWhy:
    'Users are compared with patients by name and birth date, phone, email and address. Fill these in under Manage Users.',
  noneDismissed: 'Nothing has been dismissed',
  acceptTitle: (name: string) => `Close these charts to ${name}?`,
  does: (name: string, count: number) => `A new patient set of ${patients(count)} is made and closed to ${name}.`,
  setName: (name: string) => `Family of ${name}`,
  usualReason: 'Own family',
  another: 'Somebody else of this family',
  added: 'added by you',
  nobodyChosen: 'Choose at least one patient.',
  how: 'How it is closed',
  acceptAction: 'Accept',
  accepted: (set: string, name: string) => `${set} is made and closed to ${name}.`,
  dismissTitle: (name: string) => `Dismiss the suggestion for ${name}?`,
  dismissWhy: 'These patients are not proposed for this user again. The reason is kept.',
  dismissedOf: (name: string) => `The suggestion for ${name} is dismissed.`,
};

export const suggestionWords = inLanguage({ en });
