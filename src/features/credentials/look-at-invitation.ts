import { door } from '#kernel/door.ts';
import { hashOfToken } from '#kernel/secrets.ts';
import { LookAtInvitation } from './contract.ts';
import { throughLink } from './invited.ts';

/** What the page of a link shows before anything is chosen. Used, ended, replaced and made-up links answer alike. */
export const lookAtInvitation = door(LookAtInvitation, async (pool, { token }, { host, origin }) => {
  const way = { tokenHash: hashOfToken(token), action: LookAtInvitation.name, origin };
  const { userId: _, ...output } = (await throughLink(pool, host, way)).invited;
  return { output };
});
