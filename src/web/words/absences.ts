import { coverWords } from './cover.ts';
import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const items = (count: number) => (count === 1 ? '1 item' : `${n(count)} items`);

const states = { now: 'Away now', 'to-come': 'To come', over: 'Over' };

const en = {
  reasons: coverWords.reasons,
  states,

  list: {
    title: 'Absences',
    lead: 'Who is away, and who works on what is theirs meanwhile. Whoever is away keeps their work.',
    add: 'Add Absence',
    filter: 'Filter the absences',
    show: 'Show',
    shows: { current: 'Now and to come', ...states, all: 'All' },
    user: 'Who is away',
    coverer: 'Who covers',
    anybody: 'Anybody',
    reason: 'Reason',
    anyReason: 'Any reason',
    table: 'Absences',
    columns: { user: 'Away', days: 'Days', reason: 'Reason', covers: 'Covered by', state: 'State', actions: 'Actions' },
    fromTo: (from: string, until: string) => `${from} to ${until}`,
    endedOn: (day: string) => `ended on ${day}`,
    nobody: 'Nobody covers',
    troubles: {
      'coverer-locked': (name: string) => `${name} is locked`,
      'coverer-away': (name: string) => `${name} is away too`,
    },
    edit: 'Edit',
    editOf: (name: string, from: string) => `Edit the absence of ${name} from ${from}`,
    end: 'End now',
    endOf: (name: string, from: string) => `End the absence of ${name} from ${from}`,
    none: 'Nobody is away',
    noneWhy: 'Here stands who will be away, from when until when, and who covers for them.',
    nothing: 'No absence fits these filters',
    nothingWhy: 'The filters above leave nothing to show.',
    clear: 'Show all',
    more: 'Earlier absences',
  },

  own: {
    title: 'My absences',
    lead: 'When you are away, colleagues work on what waits for you, in their own name and on behalf of you. It stays yours.',
    none: 'You have no absence recorded',
    noneWhy: 'Add one before you go, and choose who covers for you.',
    covering: 'You cover for',
    coveringTable: 'Whom you cover for, and what',
    coveringNobody: 'You cover for nobody.',
    coveringColumns: { user: 'Colleague', days: 'Days', kinds: 'Their work' },
  },

  form: {
    addTitle: 'Add an absence',
    editTitleOf: (name: string) => `Absence of ${name}`,
    editTitle: 'Change your absence',
    user: 'Who is away',
    choose: 'Choose a user',
    when: 'When and why',
    from: 'First day away',
    until: 'Last day away',
    reason: 'Reason',
    noteHelp:
      'Only who looks after absences sees reason and note. Colleagues see that somebody is away, and until when.',
    note: 'Note',
    covers: 'Who covers',
    coversHelp:
      'For each kind of work choose who works on it meanwhile. They see it in their own lists, marked with whose it is, and act within their own permissions. Charts closed to them stay closed.',
    coverer: (place: number) => (place === 1 ? 'Covered by' : `Also covered by (${place})`),
    nobody: 'Nobody',
    kinds: 'Which of the work',
    addCoverer: 'Add somebody who covers',
    remove: 'Remove',
    removeNamed: (place: number) => `Remove cover ${place}`,
    waits: items,
    look: 'What to look at',
    lookNothing: 'Nothing stands against it.',
    looking: 'Looking at what waits…',
    lookFailed: 'What waits could not be looked at. It can be saved all the same.',
    appointments: (count: number) =>
      count === 1
        ? '1 appointment is booked in these days. It stays in the schedule: move or cancel it there.'
        : `${n(count)} appointments are booked in these days. They stay in the schedule: move or cancel them there.`,
    appointmentsCovered: (count: number) =>
      count === 1
        ? '1 appointment is booked in these days. It stays in the schedule, beside those of whoever covers.'
        : `${n(count)} appointments are booked in these days. They stay in the schedule, beside those of whoever covers.`,
    uncovered: (kinds: string) => `Nobody covers: ${kinds}.`,
    doubts: {
      'coverer-locked': (name: string) => `${name} is locked and cannot sign in.`,
      'coverer-away': (name: string) => `${name} is away in these days too.`,
      'not-permitted': (name: string, kind: string) => `${name} does not have the permission for this: ${kind}.`,
      closed: (name: string, kind: string, count: number) =>
        `${kind}: ${count === 1 ? '1 item concerns a chart' : `${n(count)} items concern charts`} closed to ${name}, and ${count === 1 ? 'stays' : 'stay'} closed.`,
      'covers-somebody': (name: string) => `Covers for ${name} in these days. Choose somebody else for that.`,
    },
    missing: (fields: readonly string[]) => `Still needed: ${fields.join(', ')}.`,
    complete: 'Everything needed is there.',
    reversed: 'The last day comes before the first.',
    save: 'Save Absence',
    cancel: 'Cancel',
    added: (name: string) => `The absence of ${name} is recorded.`,
    saved: (name: string) => `The absence of ${name} is changed.`,
  },

  ending: {
    title: (name: string) => `End the absence of ${name} now?`,
    why: 'Whoever covers does not see this work from now on.',
    end: 'End now',
    cancel: 'Cancel',
    close: 'Close, end nothing',
    done: (name: string) => `The absence of ${name} has ended.`,
  },

  file: {
    name: 'absences.csv',
    columns: ['Away', 'Reason', 'First day', 'Last day', 'Ended on', 'State', 'Covered by', 'Note'],
  },
};

export const absenceWords = inLanguage({ en });
