import { inLanguage } from './language.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const times = (start: string, end: string) => `${start} to ${end}`;

const status = {
  booked: 'booked',
  arrived: 'arrived',
  seen: 'seen',
  'no-show': 'no-show',
  cancelled: 'cancelled',
};

const en = {
  status,
  statusTitle: { booked: 'Booked', arrived: 'Arrived', seen: 'Seen', 'no-show': 'No-show', cancelled: 'Cancelled' },
  counted: (n: number, of: keyof typeof status) => `${n} ${status[of]}`,
  times,

  week: (from: string, to: string, provider: string) => `${provider}, ${from} to ${to}`,
  weekBare: (from: string, to: string) => `${from} to ${to}`,
  today: 'Today',
  goToDay: 'Go to a day',
  dayBefore: 'Day before',
  dayAfter: 'Next day',
  weekBefore: 'Week before',
  weekAfter: 'Next week',
  view: 'View',
  views: { day: 'Day', week: 'Week' },
  site: 'Site',
  allSites: 'All sites',
  provider: 'Provider',
  allProviders: 'All providers',
  types: {
    doctor: 'doctor',
    nurse: 'nurse',
    resident: 'resident',
    midwife: 'midwife',
    receptionist: 'receptionist',
    admin: 'admin',
  },
  scheduleOf: 'Schedule of',
  cancelled: 'Show cancelled',
  notYours: (site: string) => `You are not assigned to ${site}: you can look, and book at your own sites.`,
  book: 'Book',
  board: { day: 'Day, one column for each provider', week: 'Week, one column for each day' },
  groups: (from: number, to: number, of: number) => `Providers ${from} to ${to} of ${of}`,
  groupBefore: 'Providers before',
  groupAfter: 'More providers',
  nobody: 'No provider',
  locked: 'locked',
  awayUntil: (day: string) => `Away until ${day}`,
  youCover: 'You cover',
  coveredName: (name: string) => `${name} (you cover)`,
  covered: (names: readonly string[]) => `${names.join(', ')} ${names.length === 1 ? 'covers' : 'cover'}`,
  now: (time: string) => `now ${time}`,

  empty: {
    providers: 'Nobody can be booked at this site yet',
    providersWhy:
      'Each doctor, nurse, resident and midwife who is assigned to this site has a column here. Choose another site, or assign somebody under Manage Users.',
    day: 'Nothing booked',
  },

  slot: {
    open: (name: string, start: string) => `Appointment of ${name} at ${start}`,
    said: (start: string, end: string, of: keyof typeof status) => `${times(start, end)}, ${status[of]}`,
    overlaps: 'overlaps',
    overlapsSaid: 'overlaps with another appointment',
    closed: 'Record closed to you',
    taken: 'taken',
    closedSaid: (start: string, end: string) => `${times(start, end)}, taken, record closed to you`,
    free: (provider: string, time: string) => `Book ${provider} at ${time}`,
    freeShort: (time: string) => `Book ${time}`,
  },

  appointment: {
    title: 'Appointment',
    close: 'Close, change nothing',
    back: 'Back',
    when: 'When',
    minutes: (n: number) => count(n, 'minute', 'minutes'),
    reason: 'Reason',
    noReason: 'none given',
    status: 'Status',
    cameFrom: 'Handed over by',
    overlaps: 'Another appointment takes this provider at the same time.',
    closed: 'This appointment is closed and stays as it is.',
    closedByMistake: (of: keyof typeof status) => `Marked ${status[of]} by mistake? Take it back.`,
    takeBack: {
      arrived: 'Back to arrived',
      booked: 'Back to booked',
      seen: 'Seen',
      'no-show': 'No-show',
    },
    notYours: 'You may look at this appointment. Your roles do not allow you to change it.',
    marks: {
      arrived: 'Arrived',
      seen: 'Seen',
      'no-show': 'No-show',
      booked: 'Not arrived after all',
    },
    marked: (name: string, of: keyof typeof status) => `${name} is marked ${status[of]}.`,
    unmarked: (name: string) => `${name} is marked booked again.`,
    move: 'Move',
    cancel: 'Cancel the appointment',
  },

  form: {
    patient: 'Patient',
    patientHelp: 'Name, date of birth, health number or phone',
    provider: 'Provider',
    site: 'Site',
    day: 'Day',
    start: 'Time',
    duration: 'Duration',
    minutes: (n: number) => `${n} minutes`,
    reason: 'Reason',
    reasonHelp: 'A few words for the schedule; everybody who sees it can read them.',
    missing: {
      patient: 'Choose the patient.',
      provider: 'Choose a provider.',
      site: 'Choose a site.',
      day: 'Choose a day.',
      start: 'Choose a time.',
    },
    keep: 'Change nothing',
    away: 'The server did not answer as it should. It is not known whether this was carried out; try again, it is carried out once.',
    awayLook: 'The server did not answer as it should. Look at the schedule before you try again.',
  },

  overlap: {
    title: (n: number) => `This overlaps with ${count(n, 'appointment', 'appointments')}`,
    one: (start: string, end: string, name: string) => `${times(start, end)} ${name}`,
    closed: (start: string, end: string) => `${times(start, end)} taken, record closed to you`,
    allowed: 'You can still go on: overlaps are allowed, and shown in the schedule.',
    unknown: 'Whether this overlaps could not be looked up. The schedule shows it afterwards.',
    free: 'No other appointment at that time.',
    away: (day: string) => `Away on that day, until ${day}`,
    awayAllowed: 'You can still go on, where your clinic allows it: the schedule shows both.',
  },

  booking: {
    title: 'Book an appointment',
    close: 'Close, book nothing',
    book: 'Book',
    done: (name: string, when: string) => `${name} is booked: ${when}.`,
    jumped: (start: string) => `The clocks jump over the chosen time, so it begins at ${start}.`,
  },

  moving: {
    title: (name: string) => `Move the appointment of ${name}`,
    move: 'Move',
    done: (name: string, when: string) => `${name} is moved: ${when}.`,
    stale: 'Somebody else has changed this appointment in the meantime',
    now: (when: string) => `Now: ${when}`,
    yours: (when: string) => `Yours: ${when}`,
    keepTheirs: 'Leave it as it is now',
    moveAnyway: 'Move it as I chose',
    when: (day: string, start: string, provider: string) => `${day}, ${start}, ${provider}`,
  },

  overlapsAfter: (n: number) => `It overlaps with ${count(n, 'other appointment', 'other appointments')}.`,

  cancelling: {
    title: (name: string) => `Cancel the appointment of ${name}`,
    lead: 'The time becomes free. The appointment stays in the record, with your reason.',
    reason: 'Why it is cancelled',
    missing: 'Say why it is cancelled.',
    cancel: 'Cancel the appointment',
    tell: 'Write to the patient',
    tellHelp:
      'By mail, where an address is on file, this server sends mail and the time is still to come. The reason is not told.',
    done: (name: string) => `The appointment of ${name} is cancelled. Nobody was written to.`,
    doneTold: (name: string) => `The appointment of ${name} is cancelled, and the patient was written to.`,
  },
};

export const scheduleWords = inLanguage({ en });
