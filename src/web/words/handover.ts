import { inLanguage } from './language.ts';
import { planRuleWords } from './plan-rules.ts';
import { receiptWords } from './receipt.ts';
import { workKinds } from './work-kinds.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const { items } = uiWords;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const days = (count: number) => `${n(count)} ${count === 1 ? 'day' : 'days'}`;
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;

const ends: Readonly<Record<string, string>> = {
  appointment: 'the appointments end as cancelled',
  'recurring-questionnaire': 'no more of them are sent',
  'sent-questionnaire': 'nobody waits for the answers any more',
  'recurring-task': 'no more of them come',
  prescription: 'the drafts end as cancelled',
  'group-membership': 'the groups go on without the leaver',
  'kept-set': 'the sets stay as they are',
};

const en = {
  manageUsers: 'Manage Users',
  pool: 'Unassigned pool',
  kinds: workKinds,
  /** What goes without saying, as an open message, has no word. */
  facets: {
    unread: 'unread',
    snoozed: 'snoozed',
    urgent: 'urgent',
    abnormal: 'abnormal',
    unsubmitted: 'not submitted',
    rejected: 'rejected',
    'awaiting-payment': 'awaiting payment',
    draft: 'draft',
    'awaiting-reply': 'awaiting a reply',
    'to-answer': 'to answer',
    'to-create': 'to write',
    'to-sign': 'to sign',
    'to-send': 'to send',
    forwarding: 'forwarding',
    supervision: 'supervision',
  } as Readonly<Record<string, string>>,
  facet: (count: number, facet: string) => `${n(count)} ${facet}`,
  /** The most urgent of a kind, with how long the oldest of them has waited. */
  mostUrgent: (count: number, facet: string, age: number) =>
    `${n(count)} ${facet} (${age < 1 ? 'since today' : `oldest ${days(age)}`})`,

  deactivate: {
    title: (name: string) => `Deactivate ${name}`,
    lead: 'Member Deactivation: hand over the open work, then deactivate. Both happen in one step, and nothing is lost.',
    button: 'Deactivate',
    refused: (name: string) => `${name} cannot be deactivated`,
    back: 'Back to Manage Users',

    facts: {
      openWork: 'Open work',
      inKinds: (count: number, kinds: number) =>
        `${count === 1 ? 'item' : 'items'} in ${counted(kinds, 'kind', 'kinds')}`,
      oldest: 'Oldest item',
      oldestIs: (count: number, one: string) => `${count === 1 ? 'day' : 'days'}, ${one}`,
      nothingOld: 'nothing waits',
      sessions: 'Sessions that end',
      sessionsNow: (count: number) => (count === 0 ? 'not signed in now' : 'at once'),
      toDecide: 'To decide',
      ofKinds: (kinds: number) => `of ${counted(kinds, 'kind', 'kinds')}`,
      nothingLeft: 'nothing left',
    },

    plan: {
      title: 'What goes where',
      lead: 'One choice for each kind of work. Counted live, last at',
      again: 'Count again',
      everything: 'Everything to',
      everythingHelp: 'One successor for every kind. Each line can be changed afterwards.',
      rest: 'The rest to',
      restHelp: (count: number) =>
        `One successor for the ${count === 1 ? 'kind' : `${n(count)} kinds`} without a choice. What is chosen stays.`,
      none: (name: string) => `${name} holds no open work`,
      noneWhy: 'Nothing has to be handed over.',
      nothingOpen: (kinds: readonly string[]) => `Looked for, and none is open: ${listed.format(kinds)}.`,
      next: 'next',
      oldest: (age: number) => (age < 1 ? 'since today' : `oldest ${days(age)}`),
      choice: (kind: string) => `${kind}: what happens to them`,
      choose: 'Choose what happens',
      moveToPractitioner: 'Move to another practitioner',
      moveToUser: 'Move to another user',
      moveTo: (label: string, name: string) => `${label}: ${name}`,
      withoutSuccessor: 'Without a successor',
      nobody: 'Nobody of that name',
      cancel: 'Cancel',
      /** What becomes of the items of a kind that are cancelled. */
      cancelDetail: (kind: string): string => ends[kind] ?? 'they end',
      pool: 'Unassigned pool',
      poolDetail: 'whoever is free takes them from there',
      someoneGone: 'Somebody who cannot be chosen',
      toDecide: 'to decide',
      someToDecide: (count: number) => `${n(count)} to decide`,
      counting: 'counting',
      ready: 'ready',
      successorGone: 'This successor is not active, or is locked. Choose somebody else.',
    },

    conflicts: {
      overlaps: (count: number, name: string) =>
        `${counted(count, 'overlaps', 'overlap')} with an appointment of ${name}. They can be moved; both then stand in the schedule.`,
      blocked: (count: number, name: string) =>
        `${counted(count, 'concerns a chart', 'concern charts')} that ${name} may not open.`,
      'not-permitted': (count: number, name: string) =>
        `${counted(count, 'needs', 'need')} a permission that ${name} does not have.`,
      'not-bookable': (count: number, name: string) =>
        `${counted(count, 'appointment', 'appointments')}: ${name} is not of a type that sees patients.`,
      'not-at-site': (count: number, name: string) =>
        `${counted(count, 'is', 'are')} at a site that ${name} is not assigned to.`,
      'after-last-day': (count: number, name: string) =>
        `${counted(count, 'is', 'are')} after the last day of ${name}.`,
      'already-member': (count: number, name: string) =>
        `${counted(count, 'is of a group', 'are of groups')} that ${name} is in already.`,
      'both-ends': (count: number, name: string) =>
        `${counted(count, 'concerns', 'concern')} ${name}: nobody can be on both sides of it.`,
      'number-missing': (count: number, name: string) =>
        `${counted(count, 'needs', 'need')} a number of the province that ${name} does not have yet. They can be followed up, not billed or received in that name.`,
      'leaving-too': (count: number, name: string) =>
        `${counted(count, 'goes', 'go')} to ${name}, who is to leave too and will have to hand over again. Somebody who stays is better: for all of it, or item by item.`,
      away: (count: number, name: string) =>
        `${counted(count, 'goes', 'go')} to ${name}, who is away or soon will be. ${count === 1 ? 'It waits' : 'They wait'} until then, unless somebody covers.`,
      'covers-somebody': (count: number, name: string) =>
        `${counted(count, 'goes', 'go')} to ${name}, who also covers for a colleague who is away.`,
    } as Readonly<Record<string, (count: number, name: string) => string>>,
    rules: planRuleWords,
    assignSite: 'Assign the site',
    conflictWords: {
      overlaps: 'overlap, allowed',
      blocked: 'chart closed to the successor',
      'not-permitted': 'no permission',
      'not-bookable': 'sees no patients',
      'not-at-site': 'not at this site',
      'after-last-day': 'after the last day',
      'already-member': 'in the group already',
      'both-ends': 'concerns the successor',
      'number-missing': 'number missing',
      'leaving-too': 'leaving too',
      away: 'away',
      'covers-somebody': 'covers for somebody',
    } as Readonly<Record<string, string>>,
    rest: {
      label: (name: string) => `What ${name} cannot take goes to`,
      choose: 'Choose',
      cancel: 'Nowhere: cancel them',
      return: 'Unassigned pool',
      none: 'Work of this kind can be neither cancelled nor pooled. Choose somebody who can take all of it.',
    },
    items: {
      show: (count: number) => `Show ${count === 1 ? 'the item' : `these ${n(count)}`}`,
      hide: 'Hide',
      list: (kind: string) => `${kind}: what stands against the successor`,
      withheld: 'Record withheld',
      goes: (where: string) => `goes to ${where}`,
      give: (what: string) => `Give to: ${what}`,
      giveTo: 'Give to',
      ways: { cancel: 'Nobody: cancel it', return: 'Unassigned pool' },
      more: 'Show more',
      loading: 'Loading the items',
      away: 'The server cannot be reached. Nothing was changed; try again shortly.',
    },

    flow: { title: 'Where the work goes', lead: 'What each successor will have on the desk.', cancelled: 'Cancelled' },

    same: {
      title: 'At the same moment',
      sessions: (count: number) =>
        count === 0
          ? 'There is no open session to end.'
          : `${counted(count, 'open session ends', 'open sessions end')}.`,
      login: 'User name, password and passcode stop working.',
      name: (name: string) =>
        `${name} leaves every drop-down. The name stays on what was written, with “User Deactivated”.`,
      cancelled: (count: number) =>
        `${counted(count, 'appointment is', 'appointments are')} cancelled. Patients with an email address are written to where mail is set up; the receipt lists whom to call.`,
      disconnects: (names: readonly string[], name: string) =>
        `${listed.format(names)} is disconnected: nothing new arrives about claims that ${name} has submitted or received.`,
      return: 'It can be undone for a while, on the receipt: what nobody has worked on since goes back.',
    },

    bar: {
      missing: (kinds: readonly string[]) =>
        kinds.length === 1
          ? 'One kind of work has no place yet.'
          : `${n(kinds.length)} kinds of work have no place yet.`,
      named: (kinds: readonly string[]) =>
        kinds.length <= 4
          ? `${listed.format(kinds)}.`
          : `${listed.format([...kinds.slice(0, 3), `${n(kinds.length - 3)} others`])}.`,
      next: 'Go to the next',
      ready: 'Everything has a place.',
      refused: 'This plan cannot be carried out.',
      all: (count: number) => `${items(count)}.`,
      nothing: 'There is no open work.',
      counting: 'Counting again.',
      notPermitted: 'Your roles let you look at this plan, not carry it out.',
    },

    confirm: {
      title: (name: string) => `Deactivate ${name}?`,
      moves: (count: number) => `${items(count)} ${count === 1 ? 'moves' : 'move'} to another holder.`,
      pooled: (count: number) => `${items(count)} ${count === 1 ? 'goes' : 'go'} to the unassigned pool.`,
      cancelled: (count: number, visits: number) =>
        visits === count
          ? `${counted(count, 'appointment is', 'appointments are')} cancelled.`
          : `${items(count)} ${count === 1 ? 'is' : 'are'} cancelled${visits > 0 ? `, ${counted(visits, 'appointment', 'appointments')} among them` : ''}.`,
      nothing: 'There is no open work to hand over.',
      ends: (count: number) =>
        count === 0
          ? 'Sign-in stops working at once.'
          : `${counted(count, 'open session ends', 'open sessions end')} and sign-in stops working at once.`,
      return: 'Activate brings the user back; the work stays with its new holders.',
    },
    progress: {
      counting: 'Counting once more …',
      moving: (kind: string, at: number, of: number) => `${kind}: kind ${n(at)} of ${n(of)} …`,
      sealing: 'Making the receipt …',
      items: (done: number, all: number) => `${n(done)} of ${items(all)}`,
      stop: 'Stop, change nothing',
      stopped: 'The hand-over was stopped',
      stoppedWhy: 'All of it is undone: nothing has moved, and nobody was deactivated.',
    },
    reason: 'Reason',
    reasonHelp: 'Stands on the receipt and in the audit log.',
    reasonMissing: 'Say why, in a few words.',
    unsure: 'The server did not answer, so it is not known whether this was done. Press again: it is never done twice.',

    changed: 'The open work has changed since you looked',
    changedWhy: 'It has been counted again. Check the new numbers, then deactivate.',
    notDone: 'Nobody was deactivated',
    leftOut: (count: number) => `${counted(count, 'rule was', 'rules were')} left out`,
    leftOutWhy: 'Something that it names is not there any more. Look at the plan before you go on.',

    lock: {
      button: 'Lock now, hand over later',
      locked: 'Locked already: sign-in is stopped, the work waits here.',
      title: (name: string) => `Lock ${name} now?`,
      does: (name: string, sessions: number) => [
        sessions === 0
          ? 'Sign-in stops working at once.'
          : `${counted(sessions, 'open session ends', 'open sessions end')} and sign-in stops working at once.`,
        `The open work stays with ${name} until it is handed over.`,
        'It can be undone: Unlock.',
      ],
      action: 'Lock now',
      done: (name: string) => `${name} is locked and signed out everywhere.`,
      doneWhy: 'The open work is still there. Hand it over when you are ready.',
      notDone: 'Nobody was locked',
    },
  },

  receipt: receiptWords,
};

export const handoverWords = inLanguage({ en });
