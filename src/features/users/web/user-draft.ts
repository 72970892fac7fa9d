import type { Id } from '#kernel/brand.ts';
import type { Input, Output } from '#kernel/contract.ts';
import type { AddUser, ReadUserChoices, UpdateUser, UserRecord, UserStatus, UserType } from '../contract.ts';
import { emptyLogin, type LoginDraft, loginOf } from '#features/credentials/web/public.tsx';
import type { UserSex } from '../record-schema.ts';
import type { Province } from '../provinces/field.ts';
import { fieldOf, fieldsFor } from '../provinces/provinces.ts';

/** The roles and sites there are to choose from. */
export type Choices = Output<typeof ReadUserChoices>;
export type RoleChoice = Choices['roles'][number];

/** Whether there are sites to choose between; where there is one, it is everybody's by itself. */
export const isMultisite = ({ sites }: Choices): boolean => sites.length > 1;

/** A user as the form holds it while it is filled in. */
export interface UserDraft {
  readonly lastName: string;
  readonly firstName: string;
  readonly type: UserType | '';
  readonly speciality: string;
  readonly team: string;
  readonly sex: UserSex;
  /** `YYYY-MM-DD`, like the next; empty where it is not known. */
  readonly dateOfBirth: string;
  readonly confidentialitySignedOn: string;
  readonly status: UserStatus;
  readonly address: string;
  readonly homePhone: string;
  readonly workPhone: string;
  readonly cellPhone: string;
  readonly otherPhone: string;
  readonly fax: string;
  readonly pager: string;
  readonly contactEmail: string;
  /** Several, with commas between them. */
  readonly bookingPhones: string;
  readonly siteIds: readonly Id<'site'>[];
  readonly roleIds: readonly Id<'role'>[];
  /** How the role doctor came to be among the roles, or not to be. */
  readonly doctor: 'untouched' | 'proposed' | 'chosen' | 'declined';
  /** What stands in each field of a province, several values with commas between them. */
  readonly numbers: Readonly<Record<string, string>>;
  /** May name sites that have been taken away meanwhile; these are not sent. */
  readonly bcpSiteIds: readonly Id<'site'>[];
  readonly login: LoginDraft;
}

export const emptyDraft: UserDraft = {
  lastName: '',
  firstName: '',
  type: '',
  speciality: '',
  team: '',
  sex: '',
  dateOfBirth: '',
  confidentialitySignedOn: '',
  status: 'active',
  address: '',
  homePhone: '',
  workPhone: '',
  cellPhone: '',
  otherPhone: '',
  fax: '',
  pager: '',
  contactEmail: '',
  bookingPhones: '',
  siteIds: [],
  roleIds: [],
  doctor: 'untouched',
  numbers: {},
  bcpSiteIds: [],
  login: emptyLogin,
};

/** What Edit begins with. Roles that are held are there by choice: no change of the type takes them away. */
export const draftOf = ({ roles, sites, providerFields, ...user }: UserRecord): UserDraft => ({
  ...emptyDraft,
  lastName: user.lastName,
  firstName: user.firstName,
  type: user.type,
  speciality: user.speciality,
  team: user.team,
  sex: user.sex,
  dateOfBirth: user.dateOfBirth ?? '',
  confidentialitySignedOn: user.confidentialitySignedOn ?? '',
  status: user.status,
  address: user.address,
  homePhone: user.homePhone,
  workPhone: user.workPhone,
  cellPhone: user.cellPhone,
  otherPhone: user.otherPhone,
  fax: user.fax,
  pager: user.pager,
  contactEmail: user.contactEmail,
  bookingPhones: user.bookingPhones.join(', '),
  siteIds: sites.map(({ id }) => id as Id<'site'>),
  roleIds: roles.map(({ id }) => id as Id<'role'>),
  doctor: 'chosen',
  numbers: Object.fromEntries(providerFields.map(({ field, values }) => [field, values.join(', ')])),
  bcpSiteIds: user.bcpSiteIds,
});

/** "Maren Solheim", as far as it is known. */
export const nameOf = ({ firstName, lastName }: Pick<UserDraft, 'firstName' | 'lastName'>): string =>
  `${firstName.trim()} ${lastName.trim()}`.trim();

/** Several values, as they are typed with commas between them. */
export const split = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** The sites that are both assigned and registered for the Business Cost Premium. */
export const bcpOf = ({ siteIds, bcpSiteIds }: Pick<UserDraft, 'siteIds' | 'bcpSiteIds'>): Id<'site'>[] =>
  bcpSiteIds.filter((id) => siteIds.includes(id));

const valuesOf = (key: string, text: string): string[] =>
  fieldOf(key)?.several ? split(text) : [text].filter(Boolean);

/** Only what stands on the page: numbers of another province, or of another type of user, are not touched. */
const providerOf = (draft: UserDraft, province: Province) => ({
  providerFields: fieldsFor(province, draft.type).map(({ key }) => ({
    field: key,
    values: valuesOf(key, draft.numbers[key] ?? ''),
  })),
  ...(province.hasBcp ? { bcpSiteIds: bcpOf(draft) } : {}),
});

const fieldsOf = (draft: UserDraft) => ({
  lastName: draft.lastName,
  firstName: draft.firstName,
  // Without a type the form is not sent; the server would not take it either.
  type: draft.type as UserType,
  speciality: draft.speciality,
  team: draft.team,
  sex: draft.sex,
  dateOfBirth: draft.dateOfBirth || null,
  confidentialitySignedOn: draft.confidentialitySignedOn || null,
  address: draft.address,
  homePhone: draft.homePhone,
  workPhone: draft.workPhone,
  cellPhone: draft.cellPhone,
  otherPhone: draft.otherPhone,
  fax: draft.fax,
  pager: draft.pager,
  contactEmail: draft.contactEmail,
  bookingPhones: split(draft.bookingPhones),
});

export function toAdd(draft: UserDraft, province: Province): Input<typeof AddUser> {
  const login = loginOf(draft.login);
  return {
    ...fieldsOf(draft),
    ...providerOf(draft, province),
    siteIds: [...draft.siteIds],
    roleIds: [...draft.roleIds],
    ...(login ? { login } : {}),
  };
}

export const toUpdate = (
  draft: UserDraft,
  { userId, version, province }: { userId: Id<'user'>; version: number; province: Province },
): Input<typeof UpdateUser> => ({
  userId,
  ...fieldsOf(draft),
  ...providerOf(draft, province),
  siteIds: [...draft.siteIds],
  roleIds: [...draft.roleIds],
  version,
});
