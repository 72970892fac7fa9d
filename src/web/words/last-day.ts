import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;

const en = {
  title: 'Last day',
  of: (name: string) => `Last day of ${name}`,
  lead: 'From this moment on the user cannot sign in. The kept plan hands the open work over by itself.',
  lockedBecause: (reason: string) => `Last day: ${reason}`.slice(0, 500),
  day: 'Day',
  time: 'Time',
  timeHelp: 'By the clinic’s clock. Sign-in ends at this moment.',
  reason: 'Reason',
  reasonHelp: 'Kept in the audit log.',
  dayNeeded: 'Choose the day.',
  set: 'Set last day',
  change: 'Change last day',
  cancel: 'Cancel last day',
  cancelled: (name: string) => `${name} has no last day any more.`,
  saved: (name: string) => `The last day of ${name} is set.`,
  confirm: {
    title: (name: string) => `Last day of ${name}`,
    does: (name: string, when: string) => [
      `${name} cannot sign in from ${when} on, and open sessions end then.`,
      'Nobody can be booked with this user after it. What is booked already stays, and goes by the plan.',
      'The kept plan runs by itself. Where it is not complete, the user is locked instead and the administrators are told.',
    ],
    action: 'Set last day',
  },
  stale: 'Somebody else has changed this last day in the meantime. It is shown here now.',
  setBy: (name: string) => `Set by ${name}`,
  none: 'No last day is set.',
  passed: 'The last day has come. The plan runs within a minute.',
  missedTitle: 'The plan was not complete on the last day. The user has been locked.',
  missedWhat: (what: string) => `Left with nobody to do it: ${what}.`,
  finish: 'Hand over the work',
  plan: {
    title: 'Open work',
    nothing: 'No open work. The user is deactivated on the last day.',
    complete: (items: number) => `The kept plan covers all ${uiWords.items(items)}. It runs by itself on the last day.`,
    noPlan: (items: number) =>
      `${uiWords.items(items)} and no kept plan. Without one, the user is locked on the last day and the work waits.`,
    incomplete: (what: string) =>
      `The kept plan does not cover ${what}. Unless it does by then, the user is locked on the last day.`,
    refused: 'The kept plan cannot be carried out as it is.',
    open: 'Open the plan',
  },
  beyond: {
    title: 'Booked after it',
    none: 'Nothing is booked after this moment.',
    count: (items: number) =>
      items === 1
        ? '1 appointment is booked after this moment. It goes by the plan; nothing more can be booked.'
        : `${n(items)} appointments are booked after this moment. They go by the plan; nothing more can be booked.`,
    closed: (items: number) => (items === 1 ? '1 of them is closed to you.' : `${n(items)} of them are closed to you.`),
    table: 'Appointments after the last day',
    columns: { when: 'When', patient: 'Patient', site: 'Site' },
    more: 'Show more',
    file: (name: string) => `Appointments after the last day of ${name}`,
    export: 'Save as CSV',
  },
  button: 'Last day',
  notice: {
    soon: (name: string, when: string) => `The last day of ${name} is ${when}.`,
    passed: (name: string, when: string) => `The last day of ${name} was ${when}.`,
    planned: 'A plan is kept.',
    unplanned: (items: number) => `${uiWords.items(items)} and no plan yet.`,
    nothing: 'No open work.',
    more: (others: number) => (others === 1 ? 'One more user leaves later.' : `${n(others)} more users leave later.`),
    open: 'See last day',
  },
};

export const lastDayWords = inLanguage({ en });
