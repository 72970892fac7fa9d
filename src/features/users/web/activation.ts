import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import { userWords } from '#web/words/users.ts';
import type { ActivateUser } from '../contract.ts';
import { emptyLogin, type LoginDraft, loginOf, missingOfLogin } from './login-draft.ts';
import type { Missing } from './section.ts';
import { type Choices, isMultisite } from './user-draft.ts';

const words = userWords.activateUser;

/** A return as it is put together. */
export interface ReturnDraft {
  readonly roleIds: readonly Id<'role'>[];
  readonly siteIds: readonly Id<'site'>[];
  readonly signsIn: boolean;
  readonly login: LoginDraft;
  readonly reason: string;
  /** Numbers that another user has by now are given up. */
  readonly withoutTaken: boolean;
}

/**
 * Former sites that are still open are ticked, or the only one there is; roles never are: access is
 * given again only by a decision.
 */
export const emptyReturn = (
  choices: Choices,
  formerSites: readonly { readonly siteId: Id<'site'> }[],
): ReturnDraft => ({
  roleIds: [],
  siteIds: choices.sites
    .map(({ siteId }) => siteId)
    .filter((id) => !isMultisite(choices) || formerSites.some(({ siteId }) => siteId === id)),
  signsIn: true,
  login: emptyLogin,
  reason: '',
  withoutTaken: false,
});

export const missingOfReturn = ({ roleIds, signsIn, login, reason }: ReturnDraft): Missing[] => [
  ...(roleIds.length > 0 ? [] : [{ field: 'roleIds', label: userWords.form.role }]),
  ...(signsIn ? missingOfLogin(login) : []),
  ...(reason.trim() ? [] : [{ field: 'reason', label: words.reason }]),
];

export const toActivate = (draft: ReturnDraft, userId: Id<'user'>): Input<typeof ActivateUser> => ({
  userId,
  reason: draft.reason.trim(),
  roleIds: [...draft.roleIds],
  siteIds: [...draft.siteIds],
  ...(draft.withoutTaken ? { withoutTaken: true } : {}),
  ...(draft.signsIn ? { login: loginOf(draft.login) } : {}),
});

/** The chosen roles and sites as they are called. */
export const namesOf = ({ roleIds, siteIds }: ReturnDraft, { roles, sites }: Choices) => ({
  roles: userWords.list(roles.filter(({ roleId }) => roleIds.includes(roleId)).map(({ name }) => name)),
  sites: userWords.list(sites.filter(({ siteId }) => siteIds.includes(siteId)).map(({ name }) => name)),
});

/** What activating does, a line each. */
export const doesOf = (
  { signsIn, login }: ReturnDraft,
  name: string,
  { roles, sites }: { roles: string; sites: string },
) => [...words.does(name, roles, sites), signsIn ? words.doesSignIn(login.username.trim()) : words.doesNotSignIn];
