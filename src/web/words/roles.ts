import type { SignInState } from '#features/roles/access-contract.ts';
import { inLanguage } from './language.ts';
import { signInStateWords } from './sign-in-states.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const either = new Intl.ListFormat('en-CA', { type: 'disjunction' });
const list = (names: readonly string[]) => listed.format(names);
const users = (count: number) => (count === 1 ? '1 user' : `${n(count)} users`);
const permissions = (count: number) => (count === 1 ? '1 permission' : `${n(count)} permissions`);
/** "the role nurse", "the roles nurse and billing". */
const roleNames = (names: readonly string[]) => `${names.length === 1 ? 'the role' : 'the roles'} ${list(names)}`;
/** What a permission allows, inside another sentence: "open a patient’s chart and read the notes in it". */
const act = (says: string) => {
  const [first = ''] = says.split(/[.,;:]/);
  return first.charAt(0).toLocaleLowerCase('en') + first.slice(1);
};

interface Answered {
  readonly allowed: boolean;
  readonly name: string;
  readonly says: string;
  readonly patient: string | undefined;
  /** It is about a past moment. */
  readonly past: boolean;
  readonly because: string;
}
const can = (allowed: boolean, past: boolean) => (allowed ? (past ? 'could' : 'can') : past ? 'could not' : 'cannot');
const allow = (names: readonly string[], past: boolean) => (past ? 'allowed' : names.length === 1 ? 'allows' : 'allow');

const en = {
  cancel: 'Cancel',
  away: 'The server cannot be reached, and it is not known whether this was done. Look at the page again before you repeat it.',
  users,
  permissions,
  list,

  manage: {
    title: 'Manage Roles',
    lead: 'A role is a named set of permissions. A change acts on the next click of whoever has the role.',
    create: 'Create New Role',
    table: 'Roles',
    columns: {
      role: 'Role',
      description: 'Description',
      users: 'Users',
      permissions: 'Permissions',
      actions: 'Actions',
    },
    system: 'comes with the clinic',
    details: 'Details',
    detailsOf: (name: string) => `Details of ${name}`,
    copy: 'Copy',
    copyOf: (name: string) => `Copy ${name}`,
    setAccessWhy: 'Keep one user out of the charts of some patients.',
    empty: 'There are no roles',
    emptyWhy: 'The roles admin and doctor come with each clinic.',
  },

  copy: {
    title: (name: string) => `Copy the role ${name}`,
    lead: (name: string) => `The copy allows what ${name} allows today. From then on they go separate ways.`,
    proposed: (name: string) => `${name} (copy)`,
    action: 'Copy',
    close: 'Close, copy nothing',
    done: (name: string) => `${name} has been made. Nobody has it yet.`,
  },

  form: {
    createTitle: 'Create New Role',
    createLead: 'Choose what it allows. It is given to users on their own page, under Edit.',
    name: 'Role name',
    nameHelp: 'More than two characters.',
    nameShort: 'The name needs more than two characters.',
    description: 'Description',
    descriptionHelp: 'Stands beside the name wherever roles are chosen.',
    about: 'This role',
    permissions: 'Permissions',
    permissionsLead: 'Choose a line, then the arrow. Enter on a line does the same.',
    available: 'Available Permissions',
    assigned: 'Assigned Permissions',
    noneAvailable: 'Nothing more to assign here.',
    noneAssigned: 'This role allows nothing yet.',
    noneMatch: 'No permission matches the filter.',
    assign: 'Assign',
    withdraw: 'Take away',
    find: 'Find a permission',
    findHint: 'For example, chart',
    capability: 'Capability',
    anyCapability: 'All',
    notYours: (count: number) =>
      `${count === 1 ? 'One permission is' : `${n(count)} permissions are`} not offered: you can assign only what you may do yourself.`,
    create: 'Create Role',
    save: 'Save Role',
    created: (name: string) => `${name} has been made. Nobody has it yet.`,
    saved: (name: string) => `${name} has been saved. It acts on the next click of its users.`,
    nothingChanged: 'Nothing has been changed yet.',
    changed: (parts: readonly string[]) => `Changed: ${parts.join(', ')}.`,
    added: (count: number) => `${permissions(count)} added`,
    removed: (count: number) => `${permissions(count)} taken away`,
    allows: (count: number) => (count === 0 ? 'Allows nothing yet.' : `Allows ${permissions(count)}.`),
  },

  versions: {
    nothing: 'none',
    permissions: (added: readonly string[], removed: readonly string[]) =>
      [
        ...(added.length > 0 ? [`added: ${added.join(', ')}`] : []),
        ...(removed.length > 0 ? [`taken away: ${removed.join(', ')}`] : []),
      ].join('; ') || 'as before',
  },

  role: {
    system:
      'This role comes with the clinic: its name and what it allows cannot be changed. Copy it to make one of your own.',
    systemAdmin: 'It allows everything, also what a later version brings.',
    systemDoctor: 'It is the standard access; a later version may add to it.',
    allows: 'What it allows',
    allowsNothing: 'This role allows nothing yet.',
    whoHas: 'Who has it',
    nobody: 'Nobody has this role',
    nobodyWhy: 'It is given on the page of a user, under Edit.',
    onlyRole: 'no other role',
    firstUsers: 'Back to the first',
    moreUsers: 'Next',
    delete: 'Delete Role',
  },

  preview: {
    title: (name: string) => `Save the role ${name}?`,
    action: 'Save Role',
    close: 'Close, save nothing',
    waiting: 'Working out who gains and who loses what',
    nobody: 'Nobody has this role, so nobody gains or loses anything.',
    nothing: (count: number) =>
      count === 1
        ? 'One user has this role and neither gains nor loses anything.'
        : `${users(count)} have this role; none of them gains or loses anything.`,
    who: (count: number, named: readonly string[]) => {
      const more = count - named.length;
      return more > 0 ? `${named.join(', ')} and ${n(more)} more` : list(named);
    },
    gains: (count: number) => (count === 1 ? 'gains' : 'gain'),
    loses: (count: number) => (count === 1 ? 'loses' : 'lose'),
    others: (count: number) =>
      count === 1
        ? 'One more user has this role and neither gains nor loses anything.'
        : `${users(count)} more have this role and neither gain nor lose anything.`,
    warning: 'It acts at once, on the next click of each of them.',
  },

  remove: {
    title: (name: string) => `Delete the role ${name}?`,
    action: 'Delete Role',
    close: 'Close, delete nothing',
    instead: 'What its users get instead',
    nothing: 'Nothing: they keep their other roles',
    choose: 'Choose a role',
    needed: (count: number, named: readonly string[]) => {
      const who = count > named.length ? `${named.join(', ')} and ${n(count - named.length)} more` : list(named);
      return `${who} ${count === 1 ? 'has' : 'have'} no other role. Nobody is left without one: choose what they get instead.`;
    },
    gone: 'The role is gone for good. What its users did stays in the audit log.',
    done: (name: string, moved: number) =>
      moved === 0 ? `${name} has been deleted. Nobody had it.` : `${name} has been deleted. ${users(moved)} had it.`,
  },

  asOf: {
    label: 'As of',
    day: 'As of the day',
    time: 'Time',
    show: 'Show',
    now: 'As it is now.',
    backToNow: 'Back to now',
    shown: (when: string) => `As it was on ${when}.`,
    recordedSince: 'On record since',
    clock: (zone: string) => `Times are those of the clinic’s clock, ${zone}.`,
  },

  access: {
    title: (name: string) => `What can ${name} do?`,
    titleThen: (name: string) => `What could ${name} do?`,
    lead: 'Everything, and through which role. Why, and why not. Now or at any moment that is on record.',
    reach: 'Closed Charts',
    ask: 'Why, and why not?',
    askLead: 'The question and its answer stand in the audit log.',
    user: 'Can this user',
    do: 'do this',
    patient: 'for this patient',
    choose: 'Choose what',
    explain: 'Explain',
    everything: (name: string) => `Everything ${name} can do`,
    everythingThen: (name: string) => `Everything ${name} could do`,
    summary: (count: number, roles: number, sites: readonly string[]) =>
      `${permissions(count)} through ${roles === 1 ? '1 role' : `${n(roles)} roles`}${sites.length > 0 ? `, at ${list(sites)}` : ', at no site'}.`,
    nothing: (name: string) => `${name} can do nothing here`,
    nothingThen: (name: string) => `${name} could do nothing here`,
    nothingWhy: {
      inactive: 'Not active at that moment: no roles, no sites.',
      locked: 'None of the roles allows anything.',
      active: 'None of the roles allows anything.',
    },
    locked: (name: string) => `${name} is locked and may not sign in. What the roles allow stands below.`,
    lockedThen: (name: string) => `${name} was locked then and could not sign in. What the roles allowed stands below.`,
    filter: 'Filter permissions',
    keyword: 'Keyword',
    keywordHint: 'For example, sign',
    through: 'Through role',
    anyRole: 'Any role',
    shown: (shown: number, of: number) => `${n(shown)} of ${n(of)} shown`,
    noneMatch: 'No permission matches',
    clear: 'Clear the filters',
    table: 'Permissions',
    columns: { may: 'May', through: 'Through role', since: 'Since', who: 'Who else?' },
    everybody: 'Everybody',
    whoElse: (says: string) => `Who else: ${act(says)}`,
  },

  answer: {
    /** One sentence: "Yes. Bo Castellane can open a patient’s chart for Pia Arroyo, because the role doctor allows it." */
    sentence: ({ allowed, name, says, patient, past, because }: Answered) =>
      `${allowed ? 'Yes' : 'No'}. ${name} ${can(allowed, past)} ${act(says)}${patient ? ` for ${patient}` : ''}, because ${because}.`,
    because: {
      roles: (names: readonly string[], patient: boolean, past: boolean) =>
        `${roleNames(names)} ${allow(names, past)} it${patient ? (past ? ' and no block forbade it' : ' and no block forbids it') : ''}`,
      status: (day: string | undefined, past: boolean) =>
        day ? `the user was deactivated on ${day}` : past ? 'the user was not active then' : 'the user is not active',
      lock: (reason: string | null, past: boolean) =>
        `the user ${past ? 'was locked then' : 'is locked'}${reason ? ` (${reason})` : ''}`,
      credentials: (state: SignInState, past: boolean) => signInStateWords[past ? 'whyThen' : 'why'][state],
      role: (past: boolean) => (past ? 'none of the roles of then allowed it' : 'none of the user’s roles allows it'),
      type: (type: string) => `nobody of the type ${type} does this, whatever their roles allow`,
      number: (lacks: readonly string[]) => `a number is still missing: ${lacks.join(', ')}`,
      site: (past: boolean) => `the user ${past ? 'was' : 'is'} assigned to no site`,
      block: (set: string | null, past: boolean) =>
        set
          ? `the set “${set}” ${past ? 'was' : 'is'} black listed`
          : `a block ${past ? 'kept' : 'keeps'} the user from this patient`,
    },
    decided: 'How this was decided',
    passes: 'lets through',
    stops: 'stops',
    steps: {
      status: 'Active',
      lock: 'Lock',
      credentials: 'Credentials',
      role: 'Role',
      type: 'Type',
      site: 'Site',
      number: 'Numbers',
      block: 'Block',
    },
    says: {
      activeSince: (day: string) => `Since ${day}.`,
      left: (day: string | undefined) => (day ? `Deactivated on ${day}.` : 'Not active.'),
      notLocked: 'Not locked.',
      locked: (reason: string | null) => (reason ? `Locked: ${reason}` : 'Locked.'),
      credentials: (state: SignInState, past: boolean) => signInStateWords[past ? 'saysThen' : 'says'][state],
      through: (names: readonly string[]) => `${list(names)} ${names.length === 1 ? 'allows' : 'allow'} it.`,
      noRole: 'None of the roles allows it.',
      type: (type: string, past: boolean) =>
        `${type.charAt(0).toLocaleUpperCase('en')}${type.slice(1)}${past ? ' today; what the type was then is not on record' : ''}.`,
      heldUntil: (time: string) =>
        `Sign-in is held until ${time}, after too many wrong tries. A session that is open goes on.`,
      numbers: 'What the province asks for is there.',
      noNumber: (lacks: readonly string[]) => `Still missing: ${lacks.join(', ')}.`,
      sites: (names: readonly string[]) => `${list(names)}.`,
      noSite: 'Assigned to none.',
      noBlock: 'No block on this patient.',
      block: (day: string) => `Closed since ${day}.`,
    },
    links: { user: 'User', roles: 'Manage Roles' },
    change: {
      end: (names: readonly string[]) =>
        `To end it: take ${roleNames(names)} away${names.length > 1 ? ', all of them' : ''}, or change what ${names.length === 1 ? 'it allows' : 'they allow'}.`,
      status: 'To change it: Activate, on the page of the user.',
      lock: 'To change it: Unlock, on the page of the user.',
      credentials: (state: SignInState) => signInStateWords.change[state],
      role: (names: readonly string[]) =>
        names.length > 0
          ? `To change it: give the user ${names.length === 1 ? 'the role' : 'one of the roles'} ${either.format(names)}.`
          : 'No role allows it today.',
      type: 'To change it: choose another type, on the page of the user.',
      number: 'To change it: enter it, on the page of the user.',
      site: 'To change it: assign a site, on the page of the user.',
      block: 'To change it: the block must be lifted by whoever lays blocks.',
    },
  },

  holders: {
    crumb: 'Effective Access',
    lead: (count: number, past: boolean) => `${count === 0 ? 'Nobody' : users(count)} ${can(true, past)} do this.`,
    who: 'Who can do this',
    whoThen: 'Who could do this then',
    table: 'Users',
    columns: { user: 'User', type: 'Type', through: 'Through role', why: 'Why?' },
    locked: 'locked',
    explain: 'Effective Access',
    explainOf: (name: string) => `Effective Access of ${name}`,
    nobody: 'Nobody has this permission',
    nobodyWhy: 'It can be put into a role under Manage Roles.',
    next: 'Next',
    first: 'Back to the first',
    file: (day: string) => `permission-holders-${day}.csv`,
    csv: ['User', 'Type', 'Through role', 'Locked', 'Deactivated since'],
    yes: 'yes',
    no: 'no',
  },
};

export const roleWords = inLanguage({ en });
