import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { moveToSite } from './closing-store.ts';
import { MoveAppointments } from './contract.ts';
import { openOrRefuse } from './rules.ts';
import * as store from './store.ts';

/**
 * Moves what is to come at one site to another, as far as its providers are assigned there. Not a
 * booking: whoever may do it need not be assigned to either.
 */
export const moveAppointments = command(MoveAppointments, async (tx, _actor, { siteId, toSiteId }) => {
  if (siteId === toSiteId) throw new Refusal('site/move-to-itself');
  const [from, to] = await Promise.all([store.readSite(tx, siteId), store.readSite(tx, toSiteId)]);
  openOrRefuse(from);
  if (!to || to.closedAt !== null) throw new Refusal('site/not-found');
  const providers = await moveToSite(tx, siteId, toSiteId);
  if (providers.length === 0) throw new Refusal('site/nothing-moves');
  const moved = providers.reduce((sum, { appointments }) => sum + appointments, 0);
  const facts = {
    before: { siteId },
    after: { siteId: toSiteId },
    moved,
    providers: providers.map(({ provider, appointments, first, last }) => ({
      providerId: provider?.userId ?? null,
      appointments,
      first,
      last,
    })),
  };
  return { output: { moved }, audit: { facts } };
});
