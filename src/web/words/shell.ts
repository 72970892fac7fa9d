import { inLanguage } from './language.ts';

const en = {
  brand: 'Custodian',
  toStart: 'Custodian, to the first page',
  skip: 'Skip to the page',
  main: 'Main',
  more: 'More',
  waiting: 'waiting',
  findPatient: 'Find a patient',
  findPatientKeys: 'Ctrl K',
  yourMenu: (name: string, clinicName: string) => `${name} ${clinicName}, your menu`,
  myCredentials: 'My credentials',
  myAbsences: 'My absences',
  mySignIn: 'My sign-in and sessions',
  darkColours: 'Dark colours',
  lightColours: 'Light colours',
  signOut: 'Sign out',
  admin: 'Admin',
  menu: 'Menu',
};

export const shellWords = inLanguage({ en });
