import type { NoticeKind, ReminderKind } from '#features/outbox/contract.ts';
import { workKinds } from './work-kinds.ts';
import { inLanguage } from './language.ts';

interface Told {
  readonly clinicName: string;
  readonly by?: string | undefined;
  /** How many recovery codes there are still. */
  readonly left?: number | undefined;
  /** In the clinic's time; empty where there is none. */
  readonly expires: string;
  /** Of an access review. */
  readonly review?: string | undefined;
  readonly due?: string | undefined;
  readonly lines?: number | undefined;
  /** Of a hand-over. */
  readonly leaver?: string | undefined;
  /** Of a cover that ended: who is away, and until when. */
  readonly absent?: string | undefined;
  readonly absentUntil?: string | undefined;
  /** Of the unassigned pool. */
  readonly items?: number | undefined;
  readonly days?: number | undefined;
  readonly work?: readonly { readonly kind: string; readonly items: number }[] | undefined;
  readonly set?: string | undefined;
  /** Of a block: who is kept out. */
  readonly blocked?: string | undefined;
}

const usersOf = (lines = 0) => (lines === 1 ? '1 user' : `${lines} users`);
type Kind = NoticeKind | ReminderKind;
const reviewKinds: readonly Kind[] = [
  'access-review-started',
  'access-review-lines-given',
  'access-review-due',
  'access-review-overdue',
];
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
/** 3 tasks and 1 result. */
const workOf = (work: Told['work'] = []) =>
  listed.format(
    work.map(({ kind, items }) => {
      const { one, many } = workKinds[kind] ?? { one: kind, many: kind };
      return items === 1 ? one : `${items} ${many.charAt(0).toLowerCase()}${many.slice(1)}`;
    }),
  );
const workNotices: readonly Kind[] = [
  'hand-over-plan-given',
  'hand-over-plan-checked',
  'work-handed-over',
  'last-day-work-left',
  'last-day-nears',
  'cover-ended',
];
const poolNotice: Kind = 'pool-waiting';
const somebody = (by: string | undefined) => by ?? 'An administrator';

/** What happened, in one sentence. */
const happened: Readonly<Record<Kind, (told: Omit<Told, 'clinicName'>) => string>> = {
  'credentials-chosen': () => 'You have chosen your password and passcode. Sign in with them from now on.',
  'credentials-set': ({ by }) => `${somebody(by)} has changed what you sign in with.`,
  'credentials-changed': () => 'You have changed your password or passcode. Your other sessions have ended.',
  'password-reset-forced': ({ by }) => `${somebody(by)} asks you to choose a new password and passcode.`,
  'login-expiry-set': ({ by, expires }) => `${somebody(by)} has set an end to your sign-in: ${expires}.`,
  'access-review-started': ({ by, review, due, lines }) =>
    `${somebody(by)} asks you to review the access of ${usersOf(lines)} by ${due ?? 'its due date'}: ${review ?? 'an access review'}.`,
  'access-review-lines-given': ({ by, review, due, lines }) =>
    `${somebody(by)} has given you the access of ${usersOf(lines)} to review by ${due ?? 'its due date'}: ${review ?? 'an access review'}.`,
  'access-review-due': ({ review, due, lines }) =>
    `The access of ${usersOf(lines)} still waits for your review by ${due ?? 'its due date'}: ${review ?? 'an access review'}.`,
  'access-review-overdue': ({ review, due, lines }) =>
    `The access of ${usersOf(lines)} should have been reviewed by ${due ?? 'its due date'} and still waits for you: ${review ?? 'an access review'}.`,
  'login-expires-soon': ({ expires }) =>
    `Your sign-in ends on ${expires}. Ask an administrator to move the date if you go on working here.`,
  'passkey-added': () => 'You have added a passkey. Your other sessions have ended.',
  'passkey-removed': () => 'You have removed a passkey. Your other sessions have ended.',
  'authenticator-added': () => 'You have set up an authenticator app. Your other sessions have ended.',
  'authenticator-removed': () => 'You have removed your authenticator app. Your other sessions have ended.',
  'recovery-codes-renewed': () => 'You have made new recovery codes. The old ones do not work any more.',
  'recovery-code-used': ({ left = 0 }) =>
    left === 0
      ? 'You have signed in with your last recovery code. Make new ones under My credentials.'
      : `You have signed in with a recovery code. ${left === 1 ? 'One is' : `${left} are`} left${left <= 3 ? ': make new ones under My credentials' : ''}.`,
  'hand-over-plan-given': ({ by }) =>
    `${somebody(by)} asks you to check the plan for handing your work over. It stands under My hand-over.`,
  'hand-over-plan-checked': ({ by }) => `${somebody(by)} has checked the plan for handing the work over.`,
  'work-handed-over': ({ by, leaver, work }) =>
    `${somebody(by)} has handed work of ${leaver ?? 'a colleague'} over to you: ${workOf(work)}.`,
  'set-keeper-changed': ({ by, leaver, set }) =>
    `The patient set “${set ?? ''}” is kept up to date in the name of ${by ?? 'an administrator'} from now on${leaver ? `, not of ${leaver}` : ''}.`,
  'last-day-work-left': ({ leaver, work }) =>
    `${leaver ?? 'A user'} is locked since the last day, and the plan was not complete. ${work?.length ? `Left: ${workOf(work)}.` : ''}`.trim(),
  'last-day-nears': ({ leaver, expires }) =>
    `The last day of ${leaver ?? 'a user'} is ${expires}. See under Manage Users whether the plan for the open work is complete.`,
  'own-last-day-nears': ({ expires }) =>
    `Your last day is ${expires}. Your sign-in ends then. Finish what you can: the rest goes by the plan.`,
  'cover-ended': ({ leaver, absent, absentUntil }) =>
    `${leaver ?? 'A colleague'} has left and does not cover for ${absent ?? 'somebody who is away'} any more, who is away until ${absentUntil ?? 'a day to come'}. Choose somebody else under Absences.`,
  'pool-waiting': ({ items = 0, days = 0 }) =>
    `${items === 1 ? '1 item waits' : `${items} items wait`} in the unassigned pool for more than ${days === 1 ? 'a day' : `${days} days`}.`,
  'block-review-due': ({ blocked, set, due }) =>
    `The block of ${blocked ?? 'a user'} on the patient set “${set ?? ''}” is due for review since ${due ?? 'its review day'}. Lift it, or choose another day.`,
  'questionnaire-overdue': ({ items = 0 }) =>
    `${items === 1 ? 'A questionnaire is' : `${items} questionnaires are`} overdue: no answer has come.`,
  'second-factors-reset': ({ by }) =>
    `${somebody(by)} has removed your passkeys, authenticator app and recovery codes. Add them again under My credentials.`,
  'emergency-access-begun': ({ by, expires }) =>
    `${by ?? 'Somebody'} has opened a closed record in an emergency, until ${expires}.`,
};

const en = {
  dismiss: 'Put away',
  region: 'Notices',
  several: (count: number) => `${count} notices`,
  happened: (kind: NoticeKind, told: Omit<Told, 'clinicName'>) => happened[kind](told),
  toReview: 'Open the review',
  toUses: 'See the uses',
  toOwnPlan: 'Open the plan',
  toAbsences: 'See the absences',
  toPool: 'Open the pool',
  toSet: 'Open the set',
  toOverdue: 'See what awaits an answer',
  toLastDay: 'See last day',
  due: {
    soon: (name: string, lines: number) => `${name}: ${usersOf(lines)} to review soon`,
    today: (name: string, lines: number) => `${name}: ${usersOf(lines)} to review by today`,
    overdue: (name: string, lines: number) => `${name}: ${usersOf(lines)} overdue for review`,
  },
  dueOn: 'It is due on',
  wasDueOn: 'It was due on',
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
  /** To a patient: that a visit is off and whom to call, and nothing of who or why. */
  visitCancelled: ({
    firstName,
    clinicName,
    at,
    phone,
  }: {
    firstName: string;
    clinicName: string;
    at: string;
    phone: string;
  }) => ({
    subject: `${clinicName}: your appointment is cancelled`,
    text: [
      `Hello ${firstName},`,
      `Your appointment on ${at} is cancelled. To make another one, please call the clinic${phone ? `: ${phone}` : ''}.`,
      clinicName,
      'Nobody reads answers to this mail.',
    ].join('\n\n'),
  }),
  told: (kind: Kind, told: Told) =>
    reviewKinds.includes(kind)
      ? {
          subject: `${told.clinicName}: an access review waits for you`,
          body: [happened[kind](told), 'It stands under Admin, User Management, Access Review.'],
        }
      : kind === 'emergency-access-begun'
        ? {
            subject: `${told.clinicName}: a closed record was opened in an emergency`,
            body: [
              happened[kind](told),
              'Why, and whose it is, stands under Admin, User Management, Emergency Access.',
            ],
          }
        : kind === 'questionnaire-overdue'
          ? {
              subject: `${told.clinicName}: no answer to a questionnaire`,
              body: [happened[kind](told), 'It stands under Questionnaires, All.'],
            }
          : kind === 'block-review-due'
            ? {
                subject: `${told.clinicName}: a block is due for review`,
                body: [happened[kind](told), 'It stands under Admin, User Management, Patient Sets.'],
              }
            : kind === 'set-keeper-changed'
              ? {
                  subject: `${told.clinicName}: a patient set has another keeper`,
                  body: [happened[kind](told), 'It stands under Admin, User Management, Patient Sets.'],
                }
              : kind === poolNotice
                ? {
                    subject: `${told.clinicName}: work waits in the unassigned pool`,
                    body: [happened[kind](told), 'It stands under Admin, User Management, Unassigned Pool.'],
                  }
                : workNotices.includes(kind)
                  ? {
                      subject: `${told.clinicName}: a hand-over`,
                      body: [happened[kind](told), 'Sign in to Custodian to see it.'],
                    }
                  : {
                      subject: `${told.clinicName}: your sign-in`,
                      body: [
                        happened[kind](told),
                        ...(kind === 'login-expires-soon'
                          ? []
                          : ['If you did not expect this, tell your administrator at once.']),
                      ],
                    },
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
