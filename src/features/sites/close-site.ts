import { command } from '#kernel/command.ts';
import { appointmentsToCome, assignedTo, openBesides } from './closing-store.ts';
import { CloseSite } from './contract.ts';
import { mayClose, openOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Closes a site. Its users' assignments end with it; where one site is left, everybody is assigned to that one. */
export const closeSite = command(
  CloseSite,
  async (tx, _actor, { siteId }) => {
    openOrRefuse(await store.readSite(tx, siteId));
    const [toCome, users, others] = await Promise.all([
      appointmentsToCome(tx, siteId),
      assignedTo(tx, siteId),
      openBesides(tx, siteId),
    ]);
    const appointments = toCome.reduce((sum, one) => sum + one.appointments, 0);
    mayClose({ othersOpen: others.length, appointmentsToCome: appointments });
    await store.closeSite(tx, siteId);
    const [only] = others.length === 1 ? others : [];
    const facts = {
      siteId,
      before: { open: true, users: users.map(({ userId }) => userId) },
      after: { open: false, users: [] },
      ...(only ? { everybodyAt: only.siteId } : {}),
    };
    return { output: { siteId }, audit: { facts } };
  },
  'roster',
);
