import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { UpdateIntegration } from './contract.ts';
import * as store from './store.ts';

/** Changes a connection, stops it, or starts it again in the name of whoever had it, while they are active. */
export const updateIntegration = command(
  UpdateIntegration,
  async (tx, _actor, { integrationId, version, running, ...fields }) => {
    const held = await store.holdIntegration(tx, integrationId);
    if (!held) throw new Refusal('work/not-found');
    if (held.version !== version) throw new Refusal('request/version-stale');
    const updated = await store.updateIntegration(tx, integrationId, fields, running);
    const { holderId: _holder, version: _version, ...before } = held;
    return { output: updated, audit: { facts: { integrationId, before, after: { ...fields, running } } } };
  },
);
