import { Refusal } from '#kernel/refusal.ts';
import type { FactorAsked } from '../second-factors/contract.ts';
import type { SignInState, StepKind } from './access-contract.ts';

/** The shortest name that a role can have. */
export const NAME_LENGTH = 3;

/** Whether it can be a role's name; the database is the judge of whether it is taken. */
export const isRoleName = (name: string): boolean => name.trim().length >= NAME_LENGTH;

interface Role {
  readonly system: string | null;
  readonly version: number;
}

/**
 * Makes sure that there is a role, that it is the clinic's own, and, where a version is given, that this is the one seen.
 *
 * @throws {Refusal} `role/not-found`, `role/system-managed`, `request/version-stale`.
 */
export function mayBeChanged<R extends Role>(role: R | undefined, version?: number): R {
  if (!role) throw new Refusal('role/not-found');
  if (role.system !== null) throw new Refusal('role/system-managed');
  if (version !== undefined && role.version !== version) throw new Refusal('request/version-stale');
  return role;
}

interface Choice {
  readonly permission: string;
  readonly mayGive: boolean;
}

/**
 * Decides whether these permissions can be put into a role: each known, and each held by whoever puts
 * it there. What the role has already may stay.
 *
 * @throws {Refusal} `role/unknown-permission`, `role/permission-not-yours`.
 */
export function mayGrant(wanted: readonly string[], known: readonly Choice[], had: readonly string[] = []): void {
  const mayGive = new Map(known.map((one) => [one.permission, one.mayGive]));
  if (wanted.some((permission) => !mayGive.has(permission))) throw new Refusal('role/unknown-permission');
  const anew = wanted.filter((permission) => !had.includes(permission));
  if (anew.some((permission) => !mayGive.get(permission))) throw new Refusal('role/permission-not-yours');
}

/**
 * Decides whether a role can take the place of another: it is another one, and whoever gives it holds all of it.
 *
 * @throws {Refusal} `role/replacement-is-itself`, `role/not-found`, `user/role-not-yours`.
 */
export function mayReplace(
  roleId: string,
  replacement: { readonly roleId: string; readonly permissions: readonly string[] } | undefined,
  known: readonly Choice[],
): void {
  if (!replacement) throw new Refusal('role/not-found');
  if (replacement.roleId === roleId) throw new Refusal('role/replacement-is-itself');
  const own = new Set(known.filter(({ mayGive }) => mayGive).map(({ permission }) => permission));
  if (replacement.permissions.some((permission) => !own.has(permission))) throw new Refusal('user/role-not-yours');
}

interface Asking {
  readonly secondFactor: FactorAsked | null;
  /** The actor has the role too. */
  readonly isOwn: boolean;
  /** The actor holds all that the role gives. */
  readonly holdsAll: boolean;
  /** The kinds of factor that the actor has. */
  readonly has: readonly string[];
}

/**
 * Decides whether a role can ask for this: nobody loosens what guards more than they hold, and whoever asks it of
 * themselves has shown that it can be had here.
 *
 * @throws {Refusal} `user/role-not-yours`, `role/second-factor-first`.
 */
export function mayAsk({ secondFactor, isOwn, holdsAll, has }: Asking): void {
  if (!holdsAll) throw new Refusal('user/role-not-yours');
  if (secondFactor === null || !isOwn) return;
  if (secondFactor === 'either' ? has.length === 0 : !has.includes(secondFactor)) {
    throw new Refusal('role/second-factor-first');
  }
}

/** Who administers once a change has been made. */
export interface Administering {
  readonly actorDid: boolean;
  readonly actorDoes: boolean;
  /** Active, unlocked administrators who can sign in. */
  readonly administrators: number;
}

/**
 * Decides whether a change of roles may stand: it leaves the clinic an administrator, and does not take
 * that right from whoever makes it.
 *
 * @throws {Refusal} `user/last-administrator`, `role/own-last-right`.
 */
export function leavesAdministrators({ actorDid, actorDoes, administrators }: Administering): void {
  if (administrators < 1) throw new Refusal('user/last-administrator');
  if (actorDid && !actorDoes) throw new Refusal('role/own-last-right');
}

/** The capability a permission belongs to: `users` of `users.add-user`. */
export const capabilityOf = (permission: string): string => permission.slice(0, permission.indexOf('.'));

/** What differs between a role's permissions and what they are to be. */
export const differences = (had: readonly string[], wanted: readonly string[]) => ({
  added: wanted.filter((permission) => !had.includes(permission)),
  removed: had.filter((permission) => !wanted.includes(permission)),
});

interface Asked {
  readonly toCome: boolean;
  readonly onRecord: boolean;
  readonly recordedSince: string;
}

/**
 * Makes sure that a moment can be spoken of: it has been, and there is a record of it.
 *
 * @throws {Refusal} `role/moment-to-come`, `role/not-on-record`.
 */
export function hasBeen<M extends Asked>(asked: M): M {
  if (asked.toCome) throw new Refusal('role/moment-to-come');
  if (!asked.onRecord) throw new Refusal('role/not-on-record', { since: asked.recordedSince });
  return asked;
}

/** Capabilities that are about the clinic and not about its patients: no block stands in their way. */
const withoutPatients: readonly string[] = [
  'users',
  'roles',
  'sites',
  'clinics',
  'credentials',
  'second-factors',
  'sign-in',
  'handover',
  'access-review',
];

/** Whether a block on a patient can stand in the way of it. */
export const concernsPatients = (permission: string): boolean => !withoutPatients.includes(capabilityOf(permission));

/** What an operation takes of whoever does it, besides a role. */
export interface Takes {
  /** It is done at a site one is assigned to. */
  readonly site?: true;
  /** Only users of these types do it: the list that its own rule decides by. */
  readonly types?: readonly string[];
  /** The numbers of the province for this must be there. */
  readonly numbers?: 'prescribe';
}

/** What is known of a user at the moment that is asked about. */
export interface Circumstances {
  readonly permission: string;
  /** What the operation takes besides a role. */
  readonly takes: Takes;
  readonly type: string;
  readonly status: 'active' | 'locked' | 'inactive';
  readonly signIn: SignInState;
  readonly through: readonly unknown[];
  readonly sites: readonly unknown[];
  /** The numbers still missing for what takes them; left out where that is not on record. */
  readonly lacks?: readonly string[] | undefined;
  /** Whether a block keeps the user from the patient; left out where no patient is asked about. */
  readonly blocked?: boolean | undefined;
}

/** Whether it could be done, step by step in the order in which it is decided; the first that does not pass is why not. */
export function explain(known: Circumstances) {
  const { permission, takes, type, status, signIn, through, sites, lacks, blocked } = known;
  const steps: { readonly step: StepKind; readonly passes: boolean }[] = [
    { step: 'status', passes: status !== 'inactive' },
    { step: 'lock', passes: status !== 'locked' },
    { step: 'credentials', passes: signIn === 'ready' || signIn === 'not-on-record' },
    { step: 'role', passes: through.length > 0 },
    ...(takes.types ? [{ step: 'type' as const, passes: takes.types.includes(type) }] : []),
    ...(takes.site ? [{ step: 'site' as const, passes: sites.length > 0 }] : []),
    ...(takes.numbers && lacks ? [{ step: 'number' as const, passes: lacks.length === 0 }] : []),
    ...(blocked !== undefined && concernsPatients(permission) ? [{ step: 'block' as const, passes: !blocked }] : []),
  ];
  const because = steps.find(({ passes }) => !passes)?.step ?? null;
  return { steps, because, allowed: because === null };
}
