import { inLanguage } from './language.ts';

const named = {
  passkey: 'a passkey',
  authenticator: 'an authenticator app',
  either: 'a passkey or an authenticator app',
};

const en = {
  /** What was not to be had from the browser. */
  noPasskey: {
    'called-off': 'No passkey was used: it was called off, or took too long. Try again.',
    known: 'This device has a passkey of yours already. Use another device, or remove that one first.',
    failed: 'This browser could not use a passkey here. Try again, or take another way.',
  },
  named,

  step: {
    title: 'One more step',
    lead: 'Your password is right. Now show that it is you.',
    byPasskey: 'Use a passkey',
    passkeyElsewhere: 'Your passkey does not work at this address. Use a code instead.',
    or: 'or',
    code: 'Code of your authenticator app',
    codeHelp: 'The six digits that the app shows now.',
    recoveryCode: 'Recovery code',
    recoveryHelp: 'One of the ten that you were given. Each works once.',
    goOn: 'Go on',
    toRecovery: 'Use a recovery code instead',
    toCode: 'Use the app instead',
    lost: 'Lost your device and the recovery codes? An administrator can reset your second factors.',
    other: 'Sign in as somebody else',
    over: 'Sign in again: the time for the second step is over, or there were five wrong tries.',
  },

  own: {
    asked: (role: string, asked: keyof typeof named) =>
      `Your role ${role} asks for ${named[asked]}. Until you have added it, nothing else is open to you.`,
  },

  passkeys: {
    title: 'Passkeys',
    lead: 'Sign in by fingerprint, face or PIN of your own device, or with a security key. Nothing to remember, nothing to be lured out of you.',
    none: 'You have no passkey yet.',
    notHere: 'Passkeys need a page with a name and a secure connection (https). At this address they do not work.',
    add: 'Add a passkey',
    added: 'Added',
    used: 'last used',
    neverUsed: 'not used yet',
    remove: 'Remove',
    removeNamed: (name: string) => `Remove the passkey ${name}`,
    addTitle: 'Add a passkey',
    addDoes: [
      'Your browser asks where to keep the passkey: on this device, a phone or a security key.',
      'Your other sessions end.',
    ],
    addAction: 'Make the passkey',
    name: 'Name',
    nameHelp: 'So that you know it again: “Phone”, “Key on my desk”.',
    nameNeeded: 'Give it a name.',
    addedNamed: (name: string) => `The passkey ${name} has been added. You can sign in with it from now on.`,
    removeTitle: (name: string) => `Remove the passkey ${name}?`,
    removeDoes: ['It does not open anything here any more. Remove it on your device too.', 'Your other sessions end.'],
    removeAction: 'Remove the passkey',
    removed: (name: string) => `The passkey ${name} has been removed.`,
  },

  app: {
    title: 'Authenticator app',
    lead: 'An app on your phone shows a new code every half minute. It is asked for after your password.',
    none: 'You have no authenticator app yet.',
    setUpAt: 'Set up',
    used: 'last used',
    neverUsed: 'not used yet',
    setUp: 'Set up an app',
    replace: 'Set up another app',
    remove: 'Remove the app',
    beginTitle: 'Set up an authenticator app',
    beginDoes: [
      'You get a key to scan with the app, and then type the code that it shows.',
      'From then on a code is asked for after your password.',
    ],
    replaceDoes: [
      'You get a new key to scan, and then type the code that the app shows.',
      'Only then the app until now stops working.',
    ],
    beginAction: 'Show the key',
    scanTitle: 'Scan this with your app',
    qr: 'The key, as a QR code',
    scan: 'Open the app on your phone, choose to add an account, and scan the picture.',
    byHand: 'Cannot scan? Type this key:',
    code: 'Code that the app shows',
    codeHelp: 'Six digits. This makes sure that the app has the key.',
    codeNeeded: 'Type the code that the app shows.',
    confirm: 'Confirm',
    cancel: 'Cancel',
    close: 'Close, set nothing up',
    done: 'Your authenticator app has been set up. Its code is asked for at your next sign-in.',
    removeTitle: 'Remove the authenticator app?',
    removeDoes: ['No code of it is asked for or taken any more.', 'Your other sessions end.'],
    removeAction: 'Remove the app',
    removed: 'Your authenticator app has been removed.',
  },

  codes: {
    title: 'Recovery codes',
    lead: 'For the day when your device is lost: each code lets you in once, after your password.',
    left: (left: number) => (left === 0 ? 'None is left.' : left === 1 ? 'One is left.' : `${left} are left.`),
    few: 'Make new ones now.',
    renew: 'Make new codes',
    renewTitle: 'Make new recovery codes?',
    renewDoes: ['You get ten new codes. Those you have now stop working.', 'Your other sessions end.'],
    renewed: 'You have new recovery codes.',
    once: 'Keep these recovery codes: they are shown only now',
    onceWhat: 'Print them or keep them where you keep other papers that matter, not beside your device.',
    list: 'Recovery codes',
    copy: 'Copy',
    copied: 'Copied',
    download: 'Save as a file',
    fileName: 'custodian-recovery-codes.txt',
    fileHead: 'Recovery codes for Custodian. Each works once, after your password.',
    kept: 'I have kept them',
  },

  facts: {
    label: 'Second factors',
    none: 'none',
    says: ({
      passkeys,
      authenticator,
      recoveryCodes,
    }: {
      passkeys: number;
      authenticator: boolean;
      recoveryCodes: number;
    }) =>
      [
        ...(passkeys > 0 ? [passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`] : []),
        ...(authenticator ? ['authenticator app'] : []),
        ...(passkeys > 0 || authenticator
          ? [recoveryCodes === 1 ? '1 recovery code left' : `${recoveryCodes} recovery codes left`]
          : []),
      ].join(', '),
    mustEnrol: 'A role asks for a second factor that is not there yet: until it is added, nothing else is open.',
  },

  reset: {
    button: 'Reset second factors',
    title: (name: string) => `Reset the second factors of ${name}?`,
    action: 'Reset second factors',
    does: (name: string) => [
      `The passkeys, the authenticator app and the recovery codes of ${name} stop working, and every session ends.`,
      `${name} signs in with password and passcode, and adds new ones. Make sure first that it is ${name} who asks.`,
    ],
    done: (name: string) => `The second factors of ${name} have been reset.`,
  },

  role: {
    title: 'Second factor',
    lead: 'What everybody who has this role must show besides the password.',
    asks: {
      none: 'None is asked for.',
      passkey: 'A passkey is asked for.',
      authenticator: 'An authenticator app is asked for.',
      either: 'A passkey or an authenticator app is asked for.',
    },
    choices: {
      none: 'None',
      passkey: 'Passkey',
      authenticator: 'Authenticator app',
      either: 'Passkey or authenticator app',
    },
    choicesHelp: {
      none: 'Whoever has added one all the same is still asked for it.',
      passkey: 'The safest: it cannot be lured out of anybody. It needs https.',
      authenticator: 'A code of an app on the user’s phone.',
      either: 'Each user chooses.',
    },
    without: (users: number) =>
      users === 0
        ? 'Everybody who has the role has one.'
        : users === 1
          ? 'One user who has the role has none yet, and can do nothing but add one.'
          : `${users} users who have the role have none yet, and can do nothing but add one.`,
    change: 'Change',
    dialog: (role: string) => `Second factor of the role ${role}`,
    warning:
      'It acts at once: whoever has the role and no such factor can do nothing but add one, from the next click on.',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close, change nothing',
    saved: (role: string) => `The second factor of ${role} has been saved.`,
  },
};

export const secondFactorWords = inLanguage({ en });
