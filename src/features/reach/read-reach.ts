import { readMoment, standingOf } from '#features/roles/public.ts';
import { hasBeen } from '#features/roles/rules.ts';
import { concerns } from '#kernel/audit-entry.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PAGE, ReadReach } from './contract.ts';
import { factsOf } from './rules.ts';
import * as store from './store.ts';

/** What is closed to a user. Nothing is said of patients who are closed to the reader, who may be that very user. */
export const readReach = command(ReadReach, async (tx, _actor, { userId, keyword, blockId, after, ...asOf }) => {
  const { moment, recordedSince } = hasBeen(await readMoment(tx, asOf));
  const [standing, through, closed, blocks, page] = await Promise.all([
    standingOf(tx, userId, moment),
    store.rolesThatOpen(tx, userId, moment),
    store.countClosed(tx, userId, moment),
    store.blocksOn(tx, userId, moment),
    store.closedPatients(tx, userId, { moment, keyword, blockId, size: PAGE, after }),
  ]);
  if (!standing) throw new Refusal('user/not-found');
  await concerns(
    tx,
    page.patients.map(({ patientId }) => patientId),
  );
  const { name, type, status } = standing;
  const filters = { ...asOf, blockId, keyword };
  const facts = factsOf({ filters, shown: page.patients.length, further: after !== undefined });
  return {
    output: { name, type, status, through, closed, blocks, ...page, recordedSince },
    audit: { subjectUserId: userId, facts },
  };
});
