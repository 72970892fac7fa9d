import { inLanguage } from './language.ts';

const en = {
  fields: {
    way: 'Sign-in',
    ways: {
      invitation: 'Send an invitation',
      now: 'Set credentials now',
      never: 'No sign-in',
    },
    waysHelp: {
      invitation:
        'The user chooses password and passcode by a link that works once, for 72 hours. Without an email, or a mail server, you get the link to hand over.',
      now: 'You type both secrets and tell the user. At the first sign-in the user must choose others.',
      never: 'Can be booked and chosen, and cannot open Custodian. Credentials can be given later, under View.',
    },
    email: 'Email',
    emailWrong: 'This does not look like an email address.',
    username: 'User Name',
    usernameHelp:
      'This or the email is enough. 2 to 60 characters without spaces and @; upper and lower case do not matter.',
    nameNeeded: 'User Name or Email',
    password: 'Password',
    passwordAgain: 'Confirm Password',
    newPassword: 'New Password',
    newPasswordAgain: 'Confirm New Password',
    passcode: 'Second Level Passcode',
    passcodeAgain: 'Confirm Second Level Passcode',
    newPasscode: 'New Second Level Passcode',
    newPasscodeAgain: 'Confirm New Second Level Passcode',
    showPasscode: 'Show the passcode',
    passwordRules: 'Password rules',
    passcodeRules: 'Passcode rules',
    rules: {
      'length-8': 'At least 8 characters',
      'length-15': 'At least 15 characters: a few words make a good one',
      'letters-and-numbers': 'Letters and numbers',
      'both-cases': 'Upper and lower case',
      'not-common': 'Not one that is guessed first: no well-known password, no name of user or clinic',
      passcode: '4 to 6 digits, not a row like 1234, nothing repeated like 1212',
      same: 'Both entries are the same',
    },
    met: ', met',
    unmet: ', not yet',
    weakPassword: 'This password does not meet the rules yet.',
    weakPasscode: 'This passcode is too easy to guess.',
    differ: 'The two entries differ.',
    strength: 'Strength of the password',
    strengths: ['guessed at once', 'weak', 'fair', 'good', 'very good'],
    expires: 'Login expires',
    expiresHelp: 'From that moment on sign-in is refused, and open sessions end.',
    expiryDay: 'Expires On',
    expiryTime: 'At',
  },

  made: {
    link: 'Link of the invitation',
    linkTitle: (name: string) => `Hand this link to ${name}`,
    linkWhat: 'It works once, and is shown only now. It ends on',
    copy: 'Copy the link',
    copied: 'Copied',
    cannotCopy: 'Mark the link and copy it.',
    mailed: (to: string) => `An invitation is on its way to ${to}. It works once, and ends on`,
    again: 'An invitation was made. Its link is shown only once: make a new one under View if it was lost.',
  },

  panel: {
    noSignIn: 'Does not sign in: there are no credentials.',
    notGiven: 'not given',
    lastSignIn: 'Last sign-in',
    never: 'Never',
    set: 'Credentials set',
    expires: 'Login expires',
    noExpiry: 'never',
    expired: 'has expired',
    waits: 'Invitation',
    waitsUntil: 'waits until',
    waitsOver: 'has ended unused',
    by: (name: string) => `made by ${name}`,
    mails: {
      waiting: 'the mail is on its way',
      sent: 'the mail has been sent',
      failed: 'the mail could not be delivered: make a new invitation and hand the link over',
    },
    notReady: 'Signs in once the invitation has been accepted.',
    mustChange: 'Must choose a new password and passcode at the next sign-in.',
    setNew: 'Set new credentials',
    force: 'Force password reset',
    setExpiry: 'Set login expiry',
    credentialsSet: (name: string) => `${name} has new credentials. Old sessions have ended.`,
    invited: (name: string) => `${name} has been invited.`,
    forced: (name: string) => `${name} must choose a new password and passcode before anything else.`,
    expirySet: (name: string) => `The login expiry of ${name} has been set.`,
    expiryTaken: (name: string) => `The login of ${name} does not expire any more.`,
  },

  setNew: {
    title: (name: string) => `Set new credentials for ${name}`,
    invite: 'Make the invitation',
    action: 'Set new credentials',
    doesInvite: (name: string) => [
      `${name} chooses a new password and passcode by a link. Until then the old ones, if there are any, still work.`,
      'An earlier invitation stops working.',
    ],
    does: (name: string) => [
      `${name} signs in with these once, and must then choose others; the old ones stop working.`,
      `Every session of ${name} ends now.`,
    ],
  },

  force: {
    title: (name: string) => `Force a password reset for ${name}?`,
    action: 'Force password reset',
    what: (name: string) =>
      `${name} stays signed in, and can do nothing until a new password and passcode are chosen. The old ones are asked for once more: whoever has forgotten them needs new credentials instead.`,
    cancel: 'Cancel',
    close: 'Close, change nothing',
  },

  expiry: {
    title: (name: string) => `Login expiry of ${name}`,
    action: 'Save',
    cancel: 'Cancel',
    close: 'Close, change nothing',
    dayNeeded: 'Choose a day.',
  },

  own: {
    title: 'My credentials',
    lead: 'What you sign in with. Nobody else needs to know it, and nobody will ask you for it.',
    secrets: 'Password and passcode',
    signInAs: 'You sign in as',
    or: ' or ',
    setAt: 'Last changed:',
    expires: 'Login expires',
    password: 'Password',
    passcode: 'Second Level Passcode',
    leaveEmpty: 'Leave what is to stay empty.',
    old: 'Your password until now',
    oldHelp: 'To make sure that it is you.',
    change: 'Change',
    changed: 'Your credentials have been changed.',
    othersEnded: (count: number) =>
      count === 0
        ? 'No other session was open.'
        : count === 1
          ? 'Your other session has ended.'
          : `Your ${count} other sessions have ended.`,
    nothing: 'Choose a new password, a new passcode, or both.',
    firstTitle: 'Choose your own password and passcode',
    firstLead:
      'Those you signed in with were set by somebody else, or must not be used any longer. After this, everything is open.',
    firstAction: 'Choose and go on',
    enrolTitle: 'Add a second factor',
    enrolLead:
      'A second factor shows that it is you, even if somebody has learned your password. After this, everything is open.',
    none: 'You have no credentials of your own here.',
  },

  invitation: {
    title: (name: string) => `Welcome, ${name}`,
    lead: (clinic: string) =>
      `${clinic} has made a sign-in for you. Choose a password and a passcode: nobody else learns them.`,
    signInAs: 'You will sign in as',
    or: ' or ',
    action: 'Save, then sign in',
    over: 'This link does not work any more',
    toSignIn: 'To sign in',
    done: 'Your password and passcode are set',
    doneWhat: (name: string) => `Sign in with them now, as ${name}.`,
    away: 'The server cannot be reached. Nothing was changed; try again shortly.',
  },
};

export const credentialWords = inLanguage({ en });
