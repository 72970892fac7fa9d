import type { ScopeKind, State } from '#features/access-review/contract.ts';
import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const users = (count: number) => (count === 1 ? '1 user' : `${n(count)} users`);
const list = (names: readonly string[]) => new Intl.ListFormat('en-CA').format(names);

const en = {
  title: 'Access Review',
  users,
  list,
  cancel: 'Cancel',
  scopeOf: {
    all: () => 'All users',
    site: (name: string) => `Site ${name}`,
    role: (name: string) => `Role ${name}`,
  } satisfies Record<ScopeKind, (name: string) => string>,

  overview: {
    lead: 'From time to time somebody looks at what each user holds, and confirms it or ends it.',
    start: 'Start Access Review',
    table: 'Access reviews',
    columns: { name: 'Review', due: 'Due', progress: 'Progress', state: 'Status', mine: 'For you' },
    open: 'Open',
    overdue: 'Overdue',
    closed: 'Closed',
    early: 'Closed early',
    mine: (count: number) => (count === 0 ? 'Nothing' : `${n(count)} to decide`),
    empty: 'No review yet',
    emptyWhy: 'Start Access Review takes a snapshot of what users hold, and asks reviewers to decide.',
  },
  progress: (decided: number, all: number) => `${n(decided)} of ${n(all)} decided`,

  start: {
    title: 'Start Access Review',
    lead: 'What each user holds is written down now. Reviewers then confirm or end it, one by one.',
    what: 'The review',
    name: 'Name',
    proposed: (month: string) => month,
    scope: 'Of whom',
    scopes: { all: 'All users', site: 'One site', role: 'One role' } satisfies Record<ScopeKind, string>,
    site: 'Site',
    role: 'Role',
    dueOn: 'Due date',
    dueHelp: 'Reviewers are told now, and reminded from three days before.',
    reviewers: 'Reviewers',
    reviewersLead: 'Everybody here may decide. Several share the users in turn, by name.',
    nobodyMay: 'Nobody may decide access reviews yet. Give somebody a role that allows it.',
    lines: (count: number) => `${users(count)} to review`,
    noLines: 'Nobody works there.',
    within: (names: readonly string[]) =>
      `${list(names)} ${names.length === 1 ? 'is in it too and is' : 'are in it too and are each'} reviewed by another reviewer.`,
    nobodyFor: (name: string) => `${name} is in it too, and nobody reviews themselves. Choose a second reviewer.`,
    counting: 'Counting',
    notYet: {
      name: 'Give the review a name.',
      scope: 'Choose the site or the role.',
      due: 'Choose a due date that is today or later.',
      reviewer: 'Choose at least one reviewer.',
    },
    ready: (lines: number, reviewers: number) =>
      `${users(lines)} for ${reviewers === 1 ? '1 reviewer' : `${n(reviewers)} reviewers`}.`,
    action: 'Start Access Review',
    done: (name: string, lines: number) =>
      `${name} has been started with ${users(lines)}. The reviewers have been told.`,
  },

  page: {
    facts: { by: 'Started by', at: 'Started', due: 'Due', closed: 'Closed', reason: 'Closed early because' },
    by: (name: string) => `by ${name}`,
    digest: 'SHA-256 of the lines',
    digestSays: 'Stands in both documents too. Whoever has one of them can tell that nothing was changed since.',
    overdue: (count: number) => `Overdue: ${users(count)} still to decide`,
    handedLeft: (count: number) =>
      count === 1
        ? '1 user was handed to Deactivate and is still to be deactivated.'
        : `${n(count)} users were handed to Deactivate and are still to be deactivated.`,
    pdf: 'PDF',
    pdfLong: 'Document as PDF',
    csv: 'CSV',
    csvLong: 'Document as CSV',
    making: 'Making',
    failed: 'The document could not be made',
    away: 'The server cannot be reached. Try again shortly.',
    file: (name: string, day: string) => `access-review ${name.replaceAll(/[/\\?%*:|"<>.\s]+/g, ' ').trim()} ${day}`,
    filter: 'Which lines are shown',
    shows: { undecided: 'Undecided', handed: 'To deactivate', decided: 'Decided', all: 'All' },
    whose: 'Whose lines',
    mine: 'Mine',
    everybodys: 'Everybody’s',
    table: 'Lines',
    columns: {
      user: 'User',
      roles: 'Roles',
      sites: 'Sites',
      lastSignIn: 'Last sign-in',
      blocks: 'Blocks',
      decision: 'Decision',
    },
    number: (type: string, number: number) => `${type}, no. ${number}`,
    changes: { new: 'new', gone: 'gone' },
    lockedSince: 'locked since',
    unlockedSince: 'unlocked since',
    none: 'None',
    never: 'Never',
    blocks: (count: number) => n(count),
    blocksWas: (count: number) => `was ${n(count)}`,
    blocksNamed: (names: readonly string[], count: number) =>
      names.length === 0
        ? ''
        : names.length < count
          ? `${list(names)} and ${n(count - names.length)} more`
          : list(names),
    permissions: (count: number) => (count === 1 ? '1 permission' : `${n(count)} permissions`),
    confirm: 'Confirm',
    confirmNamed: (name: string) => `Confirm ${name}`,
    end: 'End',
    endNamed: (name: string) => `End access of ${name}`,
    takeBack: 'Take back',
    takeBackNamed: (name: string) => `Take back the decision on ${name}`,
    deactivate: 'Deactivate',
    deactivateNamed: (name: string) => `Deactivate ${name}`,
    for: (name: string) => `for ${name}`,
    states: {
      undecided: 'Undecided',
      handed: 'Handed to Deactivate',
      confirmed: 'Confirmed',
      ended: 'Ended',
      out: 'Ended',
      left: 'Left before a decision',
    } satisfies Record<State, string>,
    outcomes: { deactivated: 'Deactivated', locked: 'Locked' },
    bar: (decided: number, all: number, mine: number) =>
      `${n(decided)} of ${n(all)} decided.${mine > 0 ? ` ${n(mine)} ${mine === 1 ? 'waits' : 'wait'} for you.` : ''}`,
    barClosed: 'This review is closed, for good.',
    allDecided: 'Everything is decided. The review can be closed.',
    onlyStarter: (name: string) => `${name} closes it.`,
    confirmChosen: (count: number) => `Confirm ${users(count)}`,
    close: 'Close Review',
    did: {
      confirmed: (name: string) => `${name} is confirmed.`,
      confirmedSeveral: (count: number) => `${users(count)} are confirmed.`,
      ended: (name: string, what: readonly string[]) => `Ended for ${name}: ${list(what)}.`,
      handed: (name: string) =>
        `${name} is handed to Deactivate. The access ends there, with the open work handed over.`,
      back: (name: string) => `${name} is undecided again.`,
      given: (count: number, name: string) => `${users(count)} given to ${name}.`,
      closed: 'The review is closed. Its document can be taken out as PDF and CSV.',
    },
    empty: {
      undecided: ['Nothing is undecided', 'Choose another list above to see what was decided.'],
      handed: ['Nobody waits to be deactivated', 'Whoever is handed to Deactivate stands here until it is done.'],
      decided: ['Nothing is decided yet', 'Confirm or end what each user holds.'],
      all: ['No lines', 'There is nothing to show here.'],
    },
  },

  reviewers: {
    title: 'Reviewers',
    waiting: (waiting: number, lines: number) =>
      waiting === 0 ? `all ${n(lines)} decided` : `${n(waiting)} of ${n(lines)} to decide`,
    give: 'Give to another',
    giveNamed: (name: string) => `Give what ${name} has not decided to another reviewer`,
    dialog: (name: string) => `Give what ${name} has not decided`,
    to: 'To',
    choose: 'Choose a reviewer',
    lead: (count: number) =>
      `${users(count)}. The new reviewer is told. A line about the new reviewer stays where it is.`,
    action: 'Give',
    close: 'Close, give nothing',
  },

  ending: {
    title: (name: string) => `End access of ${name}`,
    lead: 'What is ended here ends at once. Sessions go on; the next click finds it gone.',
    roles: 'Roles to end',
    sites: 'Sites to end',
    everything: 'Everything: hand to Deactivate',
    everythingHelp: (name: string) =>
      `${name} keeps everything until Deactivate has handed over the open work. The line waits until then.`,
    allRoles: 'At least one role stays with a user. To end all of them, hand the user to Deactivate.',
    reason: 'Reason',
    reasonMissing: 'Say why.',
    nothing: 'Choose what ends.',
    action: 'End',
    handAction: 'Hand to Deactivate',
    close: 'Close, end nothing',
  },

  closing: {
    title: (name: string) => `Close ${name}`,
    lead: 'Closed is final: nothing in the review changes any more. Its document is for the file.',
    early: (count: number) => `${users(count)} not decided or not deactivated yet`,
    earlyWhy: 'They stay marked so in the document.',
    reason: 'Why it is closed early',
    action: 'Close Review',
    close: 'Close this, leave the review open',
  },
};

export const accessReviewWords = inLanguage({ en });
