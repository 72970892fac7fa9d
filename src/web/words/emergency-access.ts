import { inLanguage } from './language.ts';

const n = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const hours = (count: number) => n(count, 'hour', 'hours');
const list = (items: readonly string[]) => new Intl.ListFormat('en-CA').format(items);

const en = {
  kinds: {
    'patient-safety': 'The patient is in danger',
    'urgent-result': 'Urgent result, nobody else here',
    'on-call': 'On call, no colleague can be reached',
    'patient-asks': 'The patient is here and asks for it',
    other: 'Something else',
  },

  closed: {
    title: 'This record is closed to you',
    chartTitle: 'This chart is closed to you',
    why: 'Your clinic keeps some records closed to some users, often because they know each other. It says nothing about you. Your visit here has been noted.',
    need: 'Need something from it?',
    officer: 'answers for closed records',
    closedBy: 'closed this record',
    mrp: 'most responsible provider',
    both: (one: string, other: string) => `${one}, ${other}`,
    call: (phone: string) => `Call the clinic: ${phone}`,
    masterFile: 'The master file is open to you. Only the chart is closed.',
    toMasterFile: 'Open the master file',
    absolute: 'This record cannot be opened in an emergency either. Ask a colleague.',
    back: 'Back to Patients',
  },

  begin: {
    title: 'Emergency access',
    lead: 'Only when a patient’s safety cannot wait.',
    kind: 'Reason',
    choose: 'Choose a reason',
    words: 'In your words',
    wordsHelp: 'A short sentence at least. Whoever judges this use reads it.',
    password: 'Your password',
    told: (names: readonly string[]) =>
      names.length === 0
        ? 'Whoever closed the record is told at once. Each use is looked at.'
        : `${list([...names, 'whoever closed the record'])} are told at once. Each use is looked at.`,
    openFor: 'Open for',
    openForHelp: (most: number) => `Up to ${hours(most)}. It can be ended before.`,
    hours,
    does: (count: number) => `Opens this one record for ${hours(count)}. A banner stays until it closes by itself.`,
    cancel: 'Cancel',
    open: 'Open this record',
    kindMissing: 'Choose a reason.',
    wordsMissing: 'Write a short sentence.',
    passwordMissing: 'Type your password to confirm that it is you.',
  },

  banner: {
    region: 'Open in an emergency',
    title: (name: string) => `The record of ${name} is open to you in an emergency`,
    until: 'It closes by itself',
    soon: 'Save what you are writing about it: after that it cannot be saved.',
    chart: 'Open the chart',
    end: 'End now',
  },

  queue: {
    title: 'Emergency Access',
    lead: 'Every time a closed record was opened in an emergency. Each use is judged justified or not, by somebody else than whoever used it.',
    waiting: (count: number) =>
      count === 0 ? 'Nothing waits to be judged.' : `${n(count, 'use waits', 'uses wait')} to be judged.`,
    filter: 'Filter the uses',
    show: 'Show',
    shows: {
      'to-judge': 'To be judged',
      running: 'Open now',
      justified: 'Justified',
      'not-justified': 'Not justified',
      all: 'All',
    },
    user: 'User',
    anybody: 'Anybody',
    from: 'From',
    to: 'Until',
    table: 'Uses of emergency access',
    columns: {
      began: 'Began',
      user: 'User',
      patient: 'Patient',
      reason: 'Reason',
      acts: 'Entries',
      judgement: 'Judgement',
      actions: 'Actions',
    },
    until: 'until',
    endedEarly: 'ended early',
    running: 'Open now',
    toLog: (count: number) => n(count, 'entry', 'entries'),
    waits: 'To be judged',
    justified: 'Justified',
    notJustified: 'Not justified',
    by: (name: string) => `by ${name}`,
    own: 'Your own use: somebody else judges it.',
    judge: 'Judge',
    judgeOf: (user: string, patient: string) => `Judge the use of ${user} for ${patient}`,
    end: 'End now',
    endOf: (user: string, patient: string) => `End the emergency access of ${user} to ${patient}`,
    none: 'No use of emergency access',
    noneWhy: 'Here stands each time somebody opens a closed record in an emergency.',
    nothing: 'No use fits these filters',
    clear: 'Show all',
    more: 'Earlier uses',
  },

  judging: {
    title: (user: string, patient: string) => `Was it right that ${user} opened the record of ${patient}?`,
    said: 'Said at the time',
    verdict: 'Judgement',
    justified: 'Justified',
    notJustified: 'Not justified',
    verdictMissing: 'Choose one.',
    note: 'Note',
    noteHelp: 'What was looked into. The judgement is final.',
    noteMissing: 'Say in a few words why.',
    cancel: 'Cancel',
    save: 'Save the judgement',
    close: 'Close',
    done: (user: string) => `The use of ${user} is judged.`,
  },

  withheld: {
    pass: 'Pass it on',
    passLong: {
      message: 'Pass the withheld messages on',
      task: 'Pass the withheld tasks on',
      result: 'Pass the withheld results on',
      claim: 'Pass the withheld claims on',
      'chart-note': 'Pass the withheld drafts on',
      letter: 'Pass the withheld letters on',
      prescription: 'Pass the withheld prescriptions on',
      'secure-message': 'Pass the withheld conversations on',
      'recurring-questionnaire': 'Pass the withheld questionnaires on',
      'sent-questionnaire': 'Pass the withheld questionnaires on',
      'recurring-task': 'Pass the withheld recurring tasks on',
      'mrp-patient': 'Pass the withheld patients on',
      'past-appointment': 'Pass the withheld visits on',
    },
    does: 'What is closed to you goes to a colleague to whom it is open. You see nothing of it, and it is noted that you passed it on.',
    to: 'To',
    choose: 'Choose a colleague',
    chooseMissing: 'Choose a colleague.',
    loading: 'Looking who can take it…',
    nobody: 'No colleague can take it: ask an administrator.',
    cancel: 'Cancel',
    close: 'Close',
    done: (name: string, passed: number, kept: number) =>
      kept === 0
        ? `${n(passed, 'item has', 'items have')} gone to ${name}.`
        : `${n(passed, 'item has', 'items have')} gone to ${name}. ${n(kept, 'item stays', 'items stay')}: pass ${kept === 1 ? 'it' : 'them'} to somebody else.`,
  },

  settings: {
    title: 'Closed records',
    shown: 'In search and lists',
    shownWhat: {
      named: 'The name with a lock, so that nobody adds the patient again',
      hidden: 'Nothing at all. A closed record cannot be opened in an emergency then',
    },
    slots: 'On the schedule',
    slotsWhat: { unnamed: 'The time is taken, without a name', named: 'The time is taken, with the name' },
    mrpNamed: 'Name the patient’s MRP on the page of a closed record, to be asked',
    hours: 'Emergency access lasts at most, hours',
    hoursHelp: 'From 1 to 72.',
    officer: 'Privacy officer',
    officerHelp: 'Is told of each emergency access and judges it. Without one: the administrators.',
    administrators: 'The administrators',
  },

  file: {
    name: 'emergency-access.csv',
    columns: [
      'Began',
      'Closed',
      'User',
      'Patient',
      'Demographic Number',
      'Reason',
      'In words',
      'Entries',
      'Judgement',
      'Note',
      'Judged by',
      'Judged',
    ],
    judged: { justified: 'Justified', notJustified: 'Not justified', waiting: 'To be judged' },
    time: (instant: string, timeZone: string) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant)),
  },
};

export const emergencyWords = inLanguage({ en });
