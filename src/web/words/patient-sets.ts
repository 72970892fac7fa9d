import { handoverWords } from './handover.ts';
import { drift } from './patient-set-drift.ts';
import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const patients = (count: number) => (count === 1 ? '1 patient' : `${n(count)} patients`);
const users = (count: number) => (count === 1 ? '1 user' : `${n(count)} users`);
const sets = (count: number) => (count === 1 ? '1 set' : `${n(count)} sets`);
const kinds = (work: readonly { readonly kind: string; readonly items: number }[]) =>
  listed.format(work.map(({ kind, items }) => `${handoverWords.kinds[kind]?.many ?? kind}: ${n(items)}`));

/** Where a set comes from, as far as the reader may know. */
interface MadeFrom {
  readonly criteria: string | null;
  readonly cutTo: number | null;
  readonly concernsYou: boolean;
}

const en = {
  patients,
  users,
  away: 'The server cannot be reached, and it is not known whether this was done. Look at the page again before you repeat it.',
  awayLook: 'The server cannot be reached. Try again shortly.',
  cancel: 'Cancel',
  detail: (members: number, version: number, day: string) => `${patients(members)}, version ${n(version)}, ${day}`,

  access: {
    open: 'Manage Set Access',
    title: 'Manage Demographic Set Security',
    close: 'Close, save nothing',
    user: 'User',
    choose: 'Choose whose access you manage.',
    saveFirst: 'Save or cancel first, then choose another user.',
    yourself: 'Nobody lays or lifts a block on oneself',
    yourselfWhy: 'You can look at what is closed to you. Another administrator must change it.',
    usersFailed: 'The users could not be loaded.',
    loading: 'Loading the sets',
    blackListed: 'Black Listed',
    sets: 'Demographic Sets',
    nothingClosed: 'Nothing is closed to this user.',
    find: 'Find a set',
    noneFound: 'No other set has that in its name.',
    allClosed: 'All sets are closed to this user.',
    noSets: 'There are no patient sets yet. Save one from a Demographic Report.',
    toLeft: 'Move to Black Listed',
    toRight: 'Move back to Demographic Sets',
    fresh: 'new, not saved',
    changed: 'changed, not saved',
    lifted: 'lifted, not saved',
    moved: 'the set has changed',
    terms: (set: string) => `${set}: how it is closed`,
    reason: 'Reason',
    reasonMissing: 'Say why this is closed.',
    reasonWithheld: 'Not shown to you: this set keeps charts from you.',
    endsOn: 'Ends on',
    endsOnHelp: 'Empty: no end',
    reviewOn: 'Review on',
    reviewOnHelp: (name: string | undefined) =>
      name ? `${name} is told on that day.` : 'Whoever saves this is told on that day.',
    past: 'Choose today or a later day.',
    reviewOnWrong: 'Choose today or a later day, and none after the end.',
    masterFileOpen: 'Master file stays readable',
    emergencyAllowed: 'Emergency access allowed',
    patientRequest: 'Asked for by the patient (lock-box)',
    liftReason: 'Why it is opened again',
    nothing: 'Nothing changed yet.',
    unsaved: (count: number) => `${n(count)} not saved:`,
    closes: (set: string, name: string) => `${set} closes to ${name}`,
    opens: (set: string, name: string) => `${set} opens to ${name}`,
    differs: (set: string, name: string) => `${set} closes to ${name} on other terms`,
    acts: ', at the next click.',
    done: 'Done',
    changedSets: 'Look again before you save',
    changedSet: (set: string, members: number, version: number) =>
      `${set} has changed while this was open: now ${patients(members)}, version ${n(version)}.`,
    goneSet: (set: string) => `${set} has been deleted while this was open, and is taken off the list.`,
    leaveTitle: 'Leave without saving?',
    leaveWhy: 'What was moved or typed here is lost.',
    leave: 'Leave',
    stay: 'Stay',
    saved: (name: string, laid: number, lifted: number) => {
      const said = [
        ...(laid > 0 ? [`${sets(laid)} closed`] : []),
        ...(lifted > 0 ? [`${sets(lifted)} opened, or closed on other terms`] : []),
      ];
      return said.length > 0
        ? `Set access of ${name} is saved: ${listed.format(said)}.`
        : `Nothing has changed for ${name}.`;
    },
    confirm: {
      title: (name: string) => `Change what is closed to ${name}?`,
      closes: (name: string, count: number) => `${name} will no longer open the charts of ${patients(count)}.`,
      opens: (name: string, count: number) => `${name} will open the charts of ${patients(count)} again.`,
      same: 'Nobody’s chart opens or closes by this; only the terms change.',
      appointments: (name: string, count: number) =>
        count === 1
          ? `1 of these patients has an appointment with ${name}.`
          : `${n(count)} of these patients have an appointment with ${name}.`,
      work: (name: string, work: readonly { readonly kind: string; readonly items: number }[]) =>
        `${name} holds open work about these patients (${kinds(work)}), and will not see what it is about. Somebody else must take it.`,
      look: (name: string) => `Look at the open work of ${name}`,
      acts: 'It acts at once, on the next click.',
      action: 'Save set access',
    },
    versions: {
      name: (user: string) => `Set access of ${user}`,
      open: 'open',
      closed: (terms: readonly string[]) => `closed: ${terms.join(', ')}`,
      until: (day: string) => `until ${day}`,
      review: (day: string) => `review on ${day}`,
      masterFile: 'master file readable',
      emergency: 'emergency access',
      noEmergency: 'no emergency access',
      lockBox: 'asked for by the patient',
    },
  },

  onPatient: {
    title: 'Kept out of this chart',
    lead: 'Users whose roles would allow it, and who may not open this chart.',
    table: 'Blocks on this patient',
    columns: { user: 'User', set: 'Set', since: 'Since', until: 'Until', why: 'Why', actions: 'Actions' },
    nobody: 'Nobody is kept out of this chart.',
    failed: 'Who is kept out could not be loaded.',
    notForYou: 'Not shown to you: this chart is closed to you.',
    noEnd: 'until lifted',
    lift: 'Lift',
    liftOf: (name: string, set: string) => `Lift the block of ${name} on ${set}`,
    lockBox: 'asked for by the patient',
    masterFile: 'master file readable',
    noEmergency: 'no emergency access',
    laidBy: (name: string) => `laid by ${name}`,
    review: (day: string, by: string | undefined) => `review on ${day}${by ? `, by ${by}` : ''}`,
  },

  lift: {
    title: (name: string) => `Lift the block of ${name}?`,
    does: (name: string, set: string, members: number) =>
      members === 1
        ? `${name} will open the chart of the patient of ${set} again.`
        : `${name} will open the charts of all ${patients(members)} of ${set} again.`,
    acts: 'It acts at once, on the next click.',
    single: 'To open one patient’s chart only, take this patient out of the set.',
    reason: 'Reason',
    reasonMissing: 'Say why the block is lifted.',
    action: 'Lift the block',
    done: (name: string, set: string) => `The block of ${name} on ${set} is lifted.`,
  },

  list: {
    title: 'Patient Sets',
    lead: 'Named snapshots of patients. A set keeps nobody out until it is black listed for a user.',
    report: 'Demographic Report',
    access: 'Manage Set Access',
    filter: 'Filter the sets',
    keyword: 'Keyword',
    keywordHint: 'How a word of the name begins',
    only: 'Blocks',
    all: 'All sets',
    blocking: 'Sets that block somebody',
    idle: 'Sets that block nobody',
    due: 'Sets with a review due',
    reviewDue: 'review due',
    dueTitle: (count: number) =>
      count === 1
        ? '1 set has a block that is to be looked at again'
        : `${n(count)} sets have a block that is to be looked at again`,
    dueShow: 'Show',
    said: sets,
    table: 'Patient sets',
    columns: { name: 'Set', members: 'Patients', since: 'Since', madeFrom: 'Made from', blocked: 'Black listed for' },
    version: (version: number) => `version ${n(version)}`,
    kept: 'kept up to date',
    concerns: 'concerns you',
    criteria: 'Demographic Report',
    single: 'single patients',
    notForYou: 'not shown to you',
    madeFrom: ({ criteria, cutTo, concernsYou }: MadeFrom): string =>
      criteria === null
        ? en.list[concernsYou ? 'notForYou' : 'single']
        : cutTo === null
          ? criteria
          : `${criteria} The first ${n(cutTo)} of them.`,
    by: (name: string) => `by ${name}`,
    nobody: 'nobody',
    more: (count: number) => `and ${n(count)} more`,
    empty: 'There are no patient sets yet',
    emptyWhy: 'Run a Demographic Report with Demographic # selected, then save it as a patient set.',
    noneFound: 'No set matches',
    clear: 'Clear the filters',
    export: 'Export CSV',
    exporting: (count: number) => `${n(count)} sets`,
    exported: (count: number) => `${sets(count)} exported.`,
    exportFailed: 'Nothing was exported',
    file: (day: string) => `patient-sets-${day}.csv`,
    yes: 'yes',
    no: 'no',
    csv: ['Set', 'Patients', 'Version', 'Since', 'Made from', 'Made by', 'Kept up to date', 'Black listed for'],
  },

  set: {
    lead: (members: number, version: number) => `${patients(members)}, version ${n(version)}`,
    concerns: 'This set concerns you',
    concernsWhy:
      'It keeps charts from you, so its patients are not shown and you change nothing about it. Another administrator can.',
    rename: 'Rename',
    remove: 'Delete',
    cannotDelete: 'A set that blocks somebody is not deleted. Lift its blocks first.',
    made: 'How it was made',
    members: 'Patients',
    membersLead: 'Patients who are closed to you are counted and not shown.',
    membersTable: 'Patients of this set',
    membersColumns: {
      name: 'Patient',
      number: 'Demographic #',
      born: 'Date of Birth',
      since: 'In the set since',
      actions: 'Actions',
    },
    membersEmpty: 'No patient of this set is open to you',
    sinceVersion: (day: string, version: number) => `${day}, version ${n(version)}`,
    version: (version: number) => `version ${n(version)}`,
    take: 'Take out',
    takeOf: (name: string) => `Take ${name} out`,
    add: 'Add a patient',
    versions: 'Versions',
    versionsLead: 'Each change of the patients is a version. The newest first.',
    versionsTable: 'Versions of this set',
    versionsColumns: { number: 'Version', when: 'When', who: 'Who', change: 'Change', reason: 'Why' },
    change: (joined: number, departed: number) =>
      [...(joined > 0 ? [`${n(joined)} in`] : []), ...(departed > 0 ? [`${n(departed)} out`] : [])].join(', ') ||
      'none',
    noVersions: 'It has the patients it was made with.',
    blocks: 'Black listed for',
    blocksLead: 'Who is kept out of these charts, and who was.',
    blocksTable: 'Blocks by this set',
    blocksColumns: { user: 'User', since: 'Since', until: 'Until', why: 'Why', actions: 'Actions' },
    noBlocks: 'It keeps nobody out',
    noBlocksWhy: 'Black list it for a user under Manage Set Access.',
    over: (when: string) => `over since ${when}`,
    liftedBy: (name: string) => `lifted by ${name}`,
    access: (name: string) => `Set access of ${name}`,
    manage: 'Manage',
  },

  drift,

  rename: {
    title: (set: string) => `Rename ${set}`,
    lead: 'Whoever is blocked by the set stays blocked: a block holds to the set, not to its name.',
    name: 'Set Name',
    missing: 'Give the set a name of at most 100 characters.',
    action: 'Rename',
    close: 'Close, rename nothing',
    done: (set: string) => `The set is called ${set} now.`,
  },

  change: {
    addTitle: (set: string) => `Add a patient to ${set}`,
    takeTitle: (name: string) => `Take ${name} out of the set?`,
    close: 'Close, change nothing',
    patient: 'Patient',
    patientMissing: 'Choose a patient.',
    reason: 'Reason',
    reasonMissing: 'Say why.',
    addDoes: (blocked: number) =>
      blocked === 0
        ? 'It makes a new version of the set.'
        : `It makes a new version of the set, and closes the chart to the ${users(blocked)} whom the set blocks.`,
    takeDoes: (blocked: number) =>
      blocked === 0
        ? 'It makes a new version of the set.'
        : `It makes a new version of the set, and opens the chart to the ${users(blocked)} whom the set blocks, unless another set keeps it closed.`,
    add: 'Add',
    take: 'Take out',
    added: (name: string) => `${name} is in the set now.`,
    taken: (name: string) => `${name} is in the set no more.`,
  },

  remove: {
    title: (set: string) => `Delete ${set}?`,
    lead: 'It is taken out of use. What it was, and whom it blocked once, stays in the record. Its name becomes free.',
    action: 'Delete',
    close: 'Close, delete nothing',
    done: (set: string) => `${set} has been deleted.`,
  },
};

export const patientSetWords = inLanguage({ en });
