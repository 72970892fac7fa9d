import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { UserRecord, UserStatus, UserType } from './contract.ts';

/** What must be known before anybody can be shut out. Plain values; no clock, no database. */
export interface ShuttingOut {
  readonly actorId: Id<'user'>;
  readonly user: { readonly userId: Id<'user'>; readonly status: UserStatus } | undefined;
  /** Active, unlocked users who could undo it, once this user is out. */
  readonly administratorsLeft: number;
}

/**
 * Decides whether a user can be locked or deactivated at all.
 *
 * @throws {Refusal} `user/not-found`, `user/is-yourself`, `user/already-inactive`, `user/last-administrator`.
 */
export function mayBeShutOut({ actorId, user, administratorsLeft }: ShuttingOut): void {
  if (!user) throw new Refusal('user/not-found');
  if (user.userId === actorId) throw new Refusal('user/is-yourself');
  if (user.status === 'inactive') throw new Refusal('user/already-inactive');
  if (administratorsLeft < 1) throw new Refusal('user/last-administrator');
}

/** Types for whom the standard access, the role doctor, is proposed. Never added by itself to anybody else. */
export const practitionerTypes: readonly UserType[] = ['doctor', 'nurse', 'resident', 'midwife'];

/** Whether the role doctor is proposed when a user of this type is added. */
export const proposesDoctor = (type: UserType): boolean => practitionerTypes.includes(type);

interface RoleGiven {
  readonly roleId: Id<'role'>;
  readonly mayGive: boolean;
}

/**
 * Decides whether a user may be given these roles: at least one, all of them known, and none
 * that gives what the giver does not hold. Roles the user has already are not given anew.
 *
 * @throws {Refusal} `user/role-missing`, `role/not-found`, `user/role-not-yours`.
 */
export function mayGiveRoles(
  wanted: readonly Id<'role'>[],
  known: readonly RoleGiven[],
  held: readonly string[] = [],
): void {
  if (wanted.length === 0) throw new Refusal('user/role-missing');
  for (const roleId of wanted) {
    const role = known.find((one) => one.roleId === roleId);
    if (!role) throw new Refusal('role/not-found');
    if (!role.mayGive && !held.includes(roleId)) throw new Refusal('user/role-not-yours');
  }
}

/**
 * Decides whether a user may be assigned to these sites: open ones of the clinic.
 *
 * @throws {Refusal} `site/not-found`.
 */
export function sitesKnown(wanted: readonly Id<'site'>[], known: readonly { readonly siteId: Id<'site'> }[]): void {
  const open = new Set(known.map(({ siteId }) => siteId));
  if (wanted.some((siteId) => !open.has(siteId))) throw new Refusal('site/not-found');
}

/** A record as the audit log keeps it: what the Edit page shows, roles and sites by the names they have now. */
export function recorded({ roles, sites, ...user }: UserRecord) {
  const { lastName, firstName, type, speciality, address, homePhone, workPhone, cellPhone, fax, contactEmail } = user;
  const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name);
  const contact = { address, homePhone, workPhone, cellPhone, fax, contactEmail };
  return { lastName, firstName, type, speciality, ...contact, roles: names(roles), sites: names(sites) };
}

/** What differs between a record and what it becomes, as the audit log keeps it. */
export function changes<T extends object>(
  was: T,
  becomes: T,
): { readonly before: Partial<T>; readonly after: Partial<T> } {
  const keys = (Object.keys(becomes) as (keyof T)[]).filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(becomes[key]),
  );
  const only = (of: Partial<T>) => Object.fromEntries(keys.map((key) => [key, of[key]])) as Partial<T>;
  return { before: only(was), after: only(becomes) };
}
