import { inLanguage } from './language.ts';

const en = {
  title: 'Sign in',
  username: 'User name or email',
  password: 'Password',
  passcode: 'Second Level Passcode',
  passcodeHelp: '4 to 6 digits, chosen by you.',
  showPasscode: 'Show the passcode',
  signIn: 'Sign in',
  or: 'or',
  withPasskey: 'Sign in with a passkey',
  didNotWork: 'That did not work.',
  cannot: (phone: string) =>
    `Cannot sign in? Your administrator can unlock you or reset your password${phone ? `: ${phone}` : ''}.`,
  away: 'The server cannot be reached. Nothing was changed; try again shortly.',

  sessions: {
    title: 'My sign-in and sessions',
    lead: 'Where you are signed in now. End what you do not recognise, and tell your administrator.',
    label: 'My sessions',
    device: 'Device',
    origin: 'From',
    begun: 'Signed in',
    seen: 'Last used',
    ends: 'Ends at the latest',
    actions: 'Actions',
    here: 'this one',
    end: 'End',
    endNamed: (device: string) => `End the session on ${device}`,
    endTitle: (device: string) => `End the session on ${device}?`,
    endDoes: ['Whoever sits there is signed out with the next click. What was not saved is lost.'],
    endAction: 'End the session',
    ended: 'The session has ended.',
    unknownDevice: 'An unknown device',
    on: (browser: string, system: string) => `${browser} on ${system}`,
    none: 'No other sessions',
    limits: (minutes: number) => `A session ends after ${minutes} minutes without use.`,
  },
};

export const signInWords = inLanguage({ en });
