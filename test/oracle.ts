// A world of roles, sites, sets, blocks, emergencies and a clock: what can happen in it, and what it comes to, reckoned by
// an oracle from that alone. `oracle-world.ts` carries the same out in a database.
import fc from 'fast-check';

export const PATIENTS = 6;
export const SETS = ['family', 'work', 'street'] as const;
export const users = ['cy', 'bo'] as const;
export type User = (typeof users)[number];
/** Blocks end by themselves after half a day, or never; or are over as they are laid. */
const ends = ['soon', 'never', 'over'] as const;
export type Ends = (typeof ends)[number];
const roles = ['doctor', 'admin', 'frontDesk', 'clerk'] as const;
export type Role = (typeof roles)[number];
/** So many hours pass at once; an emergency access lasts four. */
const passing = [3, 24] as const;
const EMERGENCY_HOURS = 4;

/** What the clerk may do, and nothing else. */
export const clerkMay = [
  'patients.search-patients',
  'patients.read-patient',
  'demographic-report.run-report',
  'demographic-report.export-report',
  'patient-sets.list-members',
] as const;

/** What can happen, one after the other. */
export type Step =
  | { readonly does: 'join' | 'leave'; readonly set: number; readonly patient: number }
  /** A set gets a new version: these, and nobody else. */
  | { readonly does: 'version'; readonly set: number; readonly patients: readonly number[] }
  | {
      readonly does: 'lay';
      readonly set: number;
      readonly user: User;
      readonly ends: Ends;
      readonly masterFileOpen: boolean;
      readonly emergencyAllowed: boolean;
    }
  | { readonly does: 'lift'; readonly set: number; readonly user: User }
  | { readonly does: 'emergency'; readonly user: User; readonly patient: number }
  | { readonly does: 'role'; readonly user: User; readonly role: Role }
  | { readonly does: 'site'; readonly user: User; readonly assigned: boolean }
  | { readonly does: 'wait'; readonly hours: number };

const set = fc.nat(SETS.length - 1);
const patient = fc.nat(PATIENTS - 1);
const user = fc.constantFrom(...users);
const just = <T extends string>(word: T) => fc.constant(word);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: just('join'), set, patient }) },
  { weight: 2, arbitrary: fc.record({ does: just('leave'), set, patient }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: just('version'), set, patients: fc.uniqueArray(patient, { maxLength: 4 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: just('lay'),
      set,
      user,
      ends: fc.constantFrom(...ends),
      masterFileOpen: fc.boolean(),
      emergencyAllowed: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: just('lift'), set, user }) },
  { weight: 2, arbitrary: fc.record({ does: just('emergency'), user, patient }) },
  { weight: 1, arbitrary: fc.record({ does: just('role'), user, role: fc.constantFrom(...roles) }) },
  { weight: 1, arbitrary: fc.record({ does: just('site'), user, assigned: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: just('wait'), hours: fc.constantFrom(...passing) }) },
);
export const steps = fc.array(anyStep, { minLength: 1, maxLength: 20 });

interface Laid {
  readonly set: number;
  readonly user: User;
  readonly masterFileOpen: boolean;
  readonly emergencyAllowed: boolean;
  /** Hours until it ends by itself. */
  left: number;
  /** Hours for which an emergency access still opens a patient to whom it kept out. */
  readonly opened: Map<number, number>;
}
interface State {
  readonly members: readonly Set<number>[];
  readonly blocks: Laid[];
  readonly role: Record<User, Role>;
}

const hoursLeft: Readonly<Record<Ends, number>> = { soon: 12, never: Infinity, over: -1 };

const opensCharts = (role: Role) => role === 'doctor' || role === 'admin';
/** The blocks that keep a user from a patient, those that an emergency access has opened included. */
const against = ({ members, blocks }: State, whom: User, one: number) =>
  blocks.filter((laid) => laid.user === whom && laid.left > 0 && members[laid.set]?.has(one));
const isShut = (laid: Laid, one: number) => (laid.opened.get(one) ?? 0) <= 0;

/** Of a set that is closed to somebody nothing is told to them, an emergency or not. */
const keepsOut = ({ blocks }: State, whom: User, which: number) =>
  blocks.some((laid) => laid.user === whom && laid.set === which && laid.left > 0);

/** Whoever leaves a set and comes back is closed again. */
function leave({ members, blocks }: State, from: number, one: number) {
  members[from]?.delete(one);
  for (const laid of blocks) if (laid.set === from) laid.opened.delete(one);
}

/** One emergency opens what is closed, if every block that stands against it allows that. */
function open(state: State, whom: User, one: number) {
  const standing = against(state, whom, one);
  const allowed = opensCharts(state.role[whom]) && standing.every(({ emergencyAllowed }) => emergencyAllowed);
  if (!allowed || !standing.some((laid) => isShut(laid, one))) return;
  for (const laid of standing) laid.opened.set(one, EMERGENCY_HOURS);
}

function pass({ blocks }: State, hours: number) {
  for (const laid of blocks) {
    laid.left -= hours;
    for (const [one, left] of laid.opened) laid.opened.set(one, left - hours);
  }
}

function take(state: State, step: Step): void {
  const { members, blocks, role } = state;
  const thisBlock = () =>
    blocks.findIndex((laid) => 'user' in step && 'set' in step && laid.set === step.set && laid.user === step.user);
  switch (step.does) {
    case 'join':
      members[step.set]?.add(step.patient);
      return;
    case 'leave':
      return leave(state, step.set, step.patient);
    case 'version':
      for (const one of members[step.set] ?? []) if (!step.patients.includes(one)) leave(state, step.set, one);
      for (const one of step.patients) members[step.set]?.add(one);
      return;
    case 'lay': {
      const { set: of, user: whom, masterFileOpen, emergencyAllowed } = step;
      const left = hoursLeft[step.ends];
      // One block of a set and a user at a time, though it be over by itself.
      if (thisBlock() < 0)
        blocks.push({ set: of, user: whom, masterFileOpen, emergencyAllowed, left, opened: new Map() });
      return;
    }
    case 'lift':
      if (thisBlock() >= 0) blocks.splice(thisBlock(), 1);
      return;
    case 'emergency':
      return open(state, step.user, step.patient);
    case 'role':
      role[step.user] = step.role;
      return;
    case 'wait':
      return pass(state, step.hours);
    case 'site':
      // Where somebody works decides nothing of what they see of patients.
      return;
  }
}

/** What the steps come to, reckoned from them alone. */
export function worldOf(taken: readonly Step[]): State {
  const state: State = { members: SETS.map(() => new Set()), blocks: [], role: { cy: 'doctor', bo: 'doctor' } };
  for (const step of taken) take(state, step);
  return state;
}

/** Whose master files and whose charts are open to a user, who is in sets that the user may look into, and what the user's role may do. */
export function openTo(state: State, whom: User) {
  const role = state.role[whom];
  const everybody = [...Array(PATIENTS).keys()];
  const shutting = (one: number) => against(state, whom, one).filter((laid) => isShut(laid, one));
  return {
    file: everybody.filter((one) => shutting(one).every(({ masterFileOpen }) => masterFileOpen)),
    chart: everybody.filter((one) => shutting(one).length === 0),
    inSets: everybody.filter((one) =>
      state.members.some((members, which) => members.has(one) && !keepsOut(state, whom, which)),
    ),
    may: {
      look: role !== 'frontDesk',
      charts: opensCharts(role),
      takeAway: role === 'admin' || role === 'clerk',
    },
  };
}
