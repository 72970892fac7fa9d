import type { Id } from '#kernel/brand.ts';
import type { Input, Output } from '#kernel/contract.ts';
import type { AddUser, ReadUserChoices, UpdateUser, UserRecord, UserStatus, UserType } from '../contract.ts';
import { emptyLogin, type LoginDraft, loginOf } from '#features/credentials/web/public.tsx';

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
  readonly status: UserStatus;
  readonly address: string;
  readonly homePhone: string;
  readonly workPhone: string;
  readonly cellPhone: string;
  readonly fax: string;
  readonly contactEmail: string;
  readonly siteIds: readonly Id<'site'>[];
  readonly roleIds: readonly Id<'role'>[];
  /** How the role doctor came to be among the roles, or not to be. */
  readonly doctor: 'untouched' | 'proposed' | 'chosen' | 'declined';
  readonly login: LoginDraft;
}

export const emptyDraft: UserDraft = {
  lastName: '',
  firstName: '',
  type: '',
  speciality: '',
  status: 'active',
  address: '',
  homePhone: '',
  workPhone: '',
  cellPhone: '',
  fax: '',
  contactEmail: '',
  siteIds: [],
  roleIds: [],
  doctor: 'untouched',
  login: emptyLogin,
};

/** What Edit begins with. Roles that are held are there by choice: no change of the type takes them away. */
export const draftOf = ({ roles, sites, ...user }: UserRecord): UserDraft => ({
  ...emptyDraft,
  lastName: user.lastName,
  firstName: user.firstName,
  type: user.type,
  speciality: user.speciality,
  status: user.status,
  address: user.address,
  homePhone: user.homePhone,
  workPhone: user.workPhone,
  cellPhone: user.cellPhone,
  fax: user.fax,
  contactEmail: user.contactEmail,
  siteIds: sites.map(({ id }) => id as Id<'site'>),
  roleIds: roles.map(({ id }) => id as Id<'role'>),
  doctor: 'chosen',
});

/** "Maren Solheim", as far as it is known. */
export const nameOf = ({ firstName, lastName }: Pick<UserDraft, 'firstName' | 'lastName'>): string =>
  `${firstName.trim()} ${lastName.trim()}`.trim();

const fieldsOf = ({
  lastName,
  firstName,
  type,
  speciality,
  address,
  homePhone,
  workPhone,
  cellPhone,
  fax,
  contactEmail,
}: UserDraft) => ({
  lastName,
  firstName,
  // Without a type the form is not sent; the server would not take it either.
  type: type as UserType,
  speciality,
  address,
  homePhone,
  workPhone,
  cellPhone,
  fax,
  contactEmail,
});

export function toAdd(draft: UserDraft): Input<typeof AddUser> {
  const login = loginOf(draft.login);
  return {
    ...fieldsOf(draft),
    siteIds: [...draft.siteIds],
    roleIds: [...draft.roleIds],
    ...(login ? { login } : {}),
  };
}

export const toUpdate = (draft: UserDraft, userId: Id<'user'>, version: number): Input<typeof UpdateUser> => ({
  userId,
  ...fieldsOf(draft),
  siteIds: [...draft.siteIds],
  roleIds: [...draft.roleIds],
  version,
});
