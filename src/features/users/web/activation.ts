import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import { userWords } from '#web/words/users.ts';
import type { ActivateUser } from '../status-contract.ts';
import { emptyLogin, type LoginDraft, loginOf, missingOfLogin } from '#features/credentials/web/public.tsx';
import type { Missing } from '#web/missing.ts';
import { type Choices, isMultisite } from './user-draft.ts';

const words = userWords.activateUser;

/** A return as it is put together. */
export interface ReturnDraft {
  readonly roleIds: readonly Id<'role'>[];
  readonly siteIds: readonly Id<'site'>[];
  readonly login: LoginDraft;
  /** Blocks that are lifted, with the reason for each. */
  readonly lifts: Readonly<Record<Id<'block'>, string>>;
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
  login: LoginDraft = emptyLogin,
): ReturnDraft => ({
  roleIds: [],
  siteIds: choices.sites
    .map(({ siteId }) => siteId)
    .filter((id) => !isMultisite(choices) || formerSites.some(({ siteId }) => siteId === id)),
  login,
  lifts: {},
  reason: '',
  withoutTaken: false,
});

export const missingOfReturn = (
  { roleIds, login, lifts, reason }: ReturnDraft,
  person: { readonly firstName: string; readonly lastName: string },
): Missing[] => [
  ...(roleIds.length > 0 ? [] : [{ field: 'roleIds', label: userWords.form.role }]),
  ...Object.entries(lifts)
    .filter(([, why]) => !why.trim())
    .map(([blockId]) => ({ field: `lift-${blockId}`, label: words.liftReason })),
  ...missingOfLogin(login, person),
  ...(reason.trim() ? [] : [{ field: 'reason', label: words.reason }]),
];

export function toActivate(draft: ReturnDraft, userId: Id<'user'>): Input<typeof ActivateUser> {
  const login = loginOf(draft.login);
  const lifts = Object.entries(draft.lifts).map(([blockId, why]) => ({
    blockId: blockId as Id<'block'>,
    reason: why.trim(),
  }));
  return {
    userId,
    reason: draft.reason.trim(),
    roleIds: [...draft.roleIds],
    siteIds: [...draft.siteIds],
    ...(lifts.length > 0 ? { lifts } : {}),
    ...(draft.withoutTaken ? { withoutTaken: true } : {}),
    ...(login ? { login } : {}),
  };
}

/** The chosen roles and sites as they are called, and which blocks hold on. */
export const namesOf = (
  { roleIds, siteIds, lifts }: ReturnDraft,
  { roles, sites }: Choices,
  blocks: readonly { readonly blockId: Id<'block'>; readonly name: string }[] = [],
) => ({
  roles: userWords.list(roles.filter(({ roleId }) => roleIds.includes(roleId)).map(({ name }) => name)),
  sites: userWords.list(sites.filter(({ siteId }) => siteIds.includes(siteId)).map(({ name }) => name)),
  lifted: blocks.filter(({ blockId }) => lifts[blockId] !== undefined).map(({ name }) => name),
  kept: blocks.filter(({ blockId }) => lifts[blockId] === undefined).map(({ name }) => name),
});

const doesOfLogin = ({ way, username, email }: LoginDraft, name: string): string => {
  if (way === 'never') return words.doesNotSignIn;
  return way === 'now' ? words.doesSignIn(username.trim() || email.trim()) : words.doesInvite(name);
};

/** What activating does, a line each. */
export const doesOf = (
  { login }: ReturnDraft,
  name: string,
  { roles, sites, kept, lifted }: ReturnType<typeof namesOf>,
) => [
  ...words.does(name, roles, sites),
  ...(kept.length > 0 ? [words.doesKeep(userWords.list(kept))] : []),
  ...(lifted.length > 0 ? [words.doesLift(userWords.list(lifted), name)] : []),
  doesOfLogin(login, name),
];
