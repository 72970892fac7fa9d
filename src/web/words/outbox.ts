import type { NoticeKind } from '#features/outbox/contract.ts';
import { inLanguage } from './language.ts';

interface Told {
  readonly clinicName: string;
  readonly by: string | undefined;
  /** In the clinic's time; empty where there is none. */
  readonly expires: string;
}

const somebody = (by: string | undefined) => by ?? 'An administrator';

/** What happened, in one sentence. */
const happened: Readonly<Record<NoticeKind, (told: Pick<Told, 'by' | 'expires'>) => string>> = {
  'credentials-chosen': () => 'You have chosen your password and passcode. Sign in with them from now on.',
  'credentials-set': ({ by }) => `${somebody(by)} has changed what you sign in with.`,
  'credentials-changed': () => 'You have changed your password or passcode. Your other sessions have ended.',
  'password-reset-forced': ({ by }) => `${somebody(by)} asks you to choose a new password and passcode.`,
  'login-expiry-set': ({ by, expires }) => `${somebody(by)} has set an end to your sign-in: ${expires}.`,
};

const en = {
  dismiss: 'Put away',
  region: 'Notices',
  happened: (kind: NoticeKind, told: Pick<Told, 'by' | 'expires'>) => happened[kind](told),
  notYou: 'Not expected? Tell your administrator.',
  expiresSoon: 'Your sign-in ends soon',
  expiresWhat: 'Ask an administrator to move the date if you go on working here. It ends on',

  when: (instant: string, timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant)),
  invitation: ({ clinicName, link, until }: { clinicName: string; link: string; until: string }) => ({
    subject: `${clinicName}: choose your password`,
    body: [
      `${clinicName} has made a sign-in for you in Custodian. Choose your password and passcode here:`,
      link,
      `The link works once, until ${until}. If you did not expect this, do nothing and tell the clinic.`,
    ],
  }),
  told: (kind: NoticeKind, told: Told) => ({
    subject: `${told.clinicName}: your sign-in`,
    body: [happened[kind](told), 'If you did not expect this, tell your administrator at once.'],
  }),
  letter: ({
    firstName,
    clinicName,
    body,
    address,
  }: {
    firstName: string;
    clinicName: string;
    body: readonly string[];
    address: string;
  }) =>
    [
      `Hello ${firstName},`,
      ...body,
      `${clinicName}\n${address}`,
      'This mail was sent by Custodian; nobody reads answers to it.',
    ].join('\n\n'),
};

export const outboxWords = inLanguage({ en });
