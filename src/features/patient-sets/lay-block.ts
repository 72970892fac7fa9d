import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countAdministratorsBesides, holdStill, isAdministrator } from '../users/public.ts';
import { LayBlock } from './access-contract.ts';
import * as store from './access-store.ts';
import { mayBlock, planAccess } from './rules.ts';

/** Done: closes these sets to a user on these terms, and no others; all of it or nothing. Holds from the user's next request. */
export const layBlock = command(
  LayBlock,
  async (tx, actor, { userId, blackListed, liftReason = '', version }) => {
    await holdStill(tx, userId);
    const setIds = blackListed.map(({ setId }) => setId);
    await store.holdSets(tx, setIds);
    const [user, administers, othersAdminister, now, live, sets, today] = await Promise.all([
      store.findBlockable(tx, userId),
      isAdministrator(tx, userId),
      countAdministratorsBesides(tx, userId),
      store.accessVersion(tx, userId),
      store.liveBlocks(tx, userId),
      store.choices(tx, setIds),
      store.clinicToday(tx),
    ]);
    mayBlock(user, {
      itself: userId === actor.id,
      administers: administers && blackListed.length > 0,
      othersAdminister,
    });
    if (now !== version) throw new Refusal('request/version-stale');
    const { lay, lift, clear } = planAccess(blackListed, { live, sets, today });
    await store.liftBlocks(
      tx,
      actor,
      [...lift, ...clear].map(({ blockId }) => blockId),
      liftReason,
    );
    await store.layBlocks(tx, actor, userId, lay);
    const named = ({
      setId,
      reason,
      endsOn,
      reviewOn,
      masterFileOpen,
      emergencyAllowed,
      patientRequest,
    }: (typeof lay)[number]) => ({
      setId,
      reason,
      endsOn,
      reviewOn,
      masterFileOpen,
      emergencyAllowed,
      patientRequest,
    });
    const facts = { before: { closed: lift.map(named) }, after: { closed: lay.map(named) } };
    const output = { userId, laid: lay.length, lifted: lift.length, version: await store.accessVersion(tx, userId) };
    return { output, audit: { subjectUserId: userId, ...(liftReason.trim() ? { reason: liftReason } : {}), facts } };
  },
  'roster',
);
