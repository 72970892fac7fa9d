import { isEmail } from '#features/credentials/rules.ts';
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

interface Booked {
  readonly siteId: Id<'site'>;
  readonly site: string;
  readonly appointments: number;
}

/**
 * Decides whether a user can lose these sites: nobody stays booked where they are not assigned.
 *
 * @throws {Refusal} `user/booked-at-site`.
 */
export function sitesLeavable(name: string, taken: readonly Id<'site'>[], booked: readonly Booked[]): void {
  const left = booked.find(({ siteId }) => taken.includes(siteId));
  if (left) throw new Refusal('user/booked-at-site', { name, site: left.site, appointments: left.appointments });
}

/**
 * Decides whether these days can have been: nobody is born, and nothing is signed, after today.
 *
 * @throws {Refusal} `user/date-in-the-future`.
 */
export function datesPossible(today: string, days: Readonly<Record<string, string | null | undefined>>): void {
  for (const [field, day] of Object.entries(days))
    if (day && day > today) throw new Refusal('user/date-in-the-future', { field });
}

/**
 * Decides whether somebody can be written to there; nobody need be.
 *
 * @throws {Refusal} `user/field-malformed`.
 */
export function contactPossible(contactEmail = ''): void {
  if (contactEmail.trim() === '' || isEmail(contactEmail)) return;
  const says = 'It does not look like an email address.';
  throw new Refusal('user/field-malformed', { field: 'contactEmail', label: 'Contact Email', says });
}

/**
 * Decides whether these sites can be registered for BC's Business Cost Premium: assigned ones in BC.
 *
 * @throws {Refusal} `user/bcp-site-not-assigned`.
 */
export function bcpPossible(
  wanted: readonly Id<'site'>[],
  assigned: readonly Id<'site'>[],
  known: readonly { readonly siteId: Id<'site'>; readonly province: string }[],
): void {
  const isInBc = (id: Id<'site'>) => known.some(({ siteId, province }) => siteId === id && province === 'BC');
  if (!wanted.every((id) => assigned.includes(id) && isInBc(id))) throw new Refusal('user/bcp-site-not-assigned');
}

/** A record as the audit log keeps it: what the Edit page shows, roles and sites by the names they have now. */
export function recorded({ roles, sites, bcpSiteIds, providerFields, ...user }: UserRecord) {
  const { lastName, firstName, type, speciality, team, sex, dateOfBirth, confidentialitySignedOn } = user;
  const { address, homePhone, workPhone, cellPhone, otherPhone, fax, pager, contactEmail, bookingPhones } = user;
  const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name);
  const person = { lastName, firstName, type, speciality, team, sex, dateOfBirth, confidentialitySignedOn };
  const contact = { address, homePhone, workPhone, cellPhone, otherPhone, fax, pager, contactEmail, bookingPhones };
  return {
    ...person,
    ...contact,
    roles: names(roles),
    sites: names(sites),
    bcpSites: names(sites.filter(({ id }) => bcpSiteIds.some((one) => one === id))),
    ...(Object.fromEntries(providerFields.map(({ field, values }) => [field, values.join(', ')])) as object),
  };
}

/** What differs between a record and what it becomes, as the audit log keeps it; null stands for what is not there. */
export function changes<T extends object>(
  was: T,
  becomes: T,
): { readonly before: Partial<T>; readonly after: Partial<T> } {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(becomes)] as (keyof T)[])].filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(becomes[key]),
  );
  const only = (of: Partial<T>) => Object.fromEntries(keys.map((key) => [key, of[key] ?? null])) as Partial<T>;
  return { before: only(was), after: only(becomes) };
}
