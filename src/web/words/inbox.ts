import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });

const en = {
  inbox: 'Inbox',
  write: 'Write',
  folders: 'Folders',
  folder: {
    inbox: 'Inbox',
    snoozed: 'Snoozed',
    sent: 'Sent',
    filed: 'Filed',
    pool: 'Unassigned',
  },
  waiting: (count: number) => `${n(count)} waiting`,
  show: 'Show',
  open: 'Open',
  unread: 'Unread',
  messages: (folder: string) => `${folder}, messages`,
  older: 'Older messages',
  newest: 'Back to the newest',
  arrivedFor: (name: string) => `arrived for ${name}`,
  from: (name: string, deactivated: boolean) => `from ${name}${deactivated ? `, ${uiWords.userDeactivated}` : ''}`,
  about: (name: string) => `about ${name}`,
  back: (time: string) => `snoozed, back ${time}`,
  to: (names: readonly string[], more: number) =>
    `To ${listed.format(more > 0 ? [...names, `${n(more)} more`] : names)}`,
  take: 'Take',
  takeNamed: (subject: string) => `Take “${subject}”`,
  withheld: (count: number) =>
    count === 1
      ? '1 message is withheld from you: it concerns a record closed to you.'
      : `${n(count)} messages are withheld from you: they concern records closed to you.`,

  empty: {
    inbox: 'Nothing waits here',
    unread: 'Everything is read',
    snoozed: 'Nothing is snoozed',
    sent: 'Nothing sent yet',
    filed: 'Nothing filed yet',
    pool: 'Nothing waits unassigned',
  },
  emptyWhy: {
    inbox: 'What colleagues write to you comes here and stays until you file it.',
    unread: 'Under Open stands what you have read and not filed yet.',
    snoozed: 'A snoozed message is away until the time you choose, and comes back to the inbox by itself.',
    sent: 'What you write to colleagues is kept here.',
    filed: 'File a message when it is dealt with. It can be taken back.',
    pool: 'When somebody leaves and nobody takes a message over, it waits here until one of you takes it.',
  },

  choose: 'Choose a message',
  chooseWhy: 'It opens here, and your reading is recorded.',
  opening: 'Opening the message',

  reading: {
    back: 'Back to the list',
    actions: 'What to do with it',
    reply: 'Reply',
    forward: 'Forward',
    give: 'Give',
    snooze: 'Snooze until',
    bringBack: 'Bring back now',
    file: 'File',
    unfile: 'Back to the inbox',
    unread: 'Mark unread',
    sentTo: (names: readonly string[]) => `to ${listed.format(names)}`,
    about: 'About',
    cameFrom: (name: string) => `This came to ${name}`,
    arrivedFor: (name: string) => `This arrived for ${name}`,
    arrivedWhy: 'It reached you because you took such messages over, and is yours to deal with.',
    cameFromWhy: 'It was handed over to you and is yours to deal with.',
    cameFromPool: 'It was handed over to the unassigned pool. Take it, and it is yours to deal with.',
    cameFromElse: (name: string) => `It is with ${name} now.`,
    inPool: 'Nobody has this message yet',
    inPoolWhy: 'It waits in the unassigned pool. Take it, and it comes into your inbox.',
    snoozedUntil: (time: string) => `Snoozed, back ${time}`,
    filed: (time: string) => `Filed ${time}`,
    thread: 'What it replies to',
    wrote: (name: string) => `${name} wrote`,
  },

  snooze: {
    laterToday: 'Later today',
    tomorrow: 'Tomorrow morning',
    monday: 'Monday morning',
    other: 'A date and time',
    title: 'Snooze until',
    close: 'Close, do not snooze',
    day: 'Day',
    time: 'Time',
    zone: (zone: string) => `In the clinic’s time, ${zone}`,
    past: 'Choose a time that is still to come.',
    snooze: 'Snooze',
    choice: (label: string, time: string) => `${label}, ${time}`,
  },

  compose: {
    title: { new: 'Write a message', reply: 'Reply', forward: 'Forward' },
    close: 'Close, what was written is kept until you leave the inbox',
    to: 'To',
    toHelp: 'Colleagues or groups by name. Who is locked gets it when they are back.',
    groupOf: (names: readonly string[]) => `group: ${listed.format(names)}`,
    toMissing: 'Choose who is to receive the message.',
    subject: 'Subject',
    subjectMissing: 'Give the message a subject.',
    about: 'About a patient',
    aboutHelp: 'Who may not open this patient’s record will not see the message.',
    body: 'Message',
    send: 'Send',
    discard: 'Discard',
    notActive: (names: readonly string[]) =>
      names.length === 1
        ? `${names[0]} is not active any more and cannot receive it. Choose who is to answer.`
        : `${listed.format(names)} are not active any more and cannot receive it. Choose who is to answer.`,
    arrives: (names: readonly string[]) =>
      `${listed.format(names)} ${names.length === 1 ? 'has' : 'have'} left. The answer reaches whoever took such messages over, or the unassigned pool.`,
    loading: 'Loading the colleagues',
    re: (subject: string) => (/^re:/i.test(subject) ? subject : `Re: ${subject}`),
    fwd: (subject: string) => (/^fwd?:/i.test(subject) ? subject : `Fwd: ${subject}`),
    quoted: (name: string, time: string, body: string) =>
      `\n\n${name} wrote, ${time}:\n${body.replaceAll(/^/gm, '> ')}`,
  },

  quick: {
    label: (name: string) => `Reply to ${name}`,
    send: 'Send',
    gone: (name: string) =>
      `${name} has left. An answer reaches whoever took such messages over, or the unassigned pool.`,
  },

  did: {
    sent: (names: readonly string[]) => `Sent to ${listed.format(names)}.`,
    sentMany: (count: number) => `Sent to ${n(count)} colleagues.`,
    filed: (subject: string) => `Filed: ${subject}`,
    unfiled: (subject: string) => `Back in the inbox: ${subject}`,
    snoozed: (subject: string, time: string) => `Snoozed, back ${time}: ${subject}`,
    unread: (subject: string) => `Marked unread: ${subject}`,
    taken: (subject: string) => `Taken, it is in your inbox: ${subject}`,
  },
};

export const inboxWords = inLanguage({ en });
