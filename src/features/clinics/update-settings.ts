import { checkServiceLocation } from '#features/sites/rules.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { UpdateSettings } from './contract.ts';
import * as store from './store.ts';

/** Changes the clinic's settings. Shorter session limits hold at once, for open sessions too (db/0022). */
export const updateSettings = command(UpdateSettings, async (tx, _actor, { version, ...settings }) => {
  const before = await store.readSettings(tx);
  if (!(await store.knowsTimeZone(tx, settings.timeZone))) throw new Refusal('clinic/time-zone-unknown');
  if (!(await store.areNetworks(tx, settings.trustedNetworks))) throw new Refusal('clinic/network-malformed');
  checkServiceLocation({ province: before?.province ?? '', serviceLocationCode: settings.serviceLocationCode ?? '' });
  const { privacyOfficerId } = settings;
  // Whoever is it already may stay, also while locked.
  const kept = privacyOfficerId === null || privacyOfficerId === before?.privacyOfficerId;
  if (!kept && !(await store.possibleOfficers(tx)).some(({ userId }) => userId === privacyOfficerId)) {
    throw new Refusal('clinic/officer-not-permitted');
  }
  const updated = await store.updateSettings(tx, version, settings);
  if (!updated) throw new Refusal('request/version-stale');
  return { output: updated, audit: { facts: { before, after: settings } } };
});
