import type { Job } from '#kernel/job.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { criteriaOf, follow } from './drift-store.ts';
import { asKeeper, keepInOtherHands, keptSets, type KeptSet } from './keep-store.ts';
import { findSet, nextVersion, recordVersion, wholeNumber } from './store.ts';

const MINUTE_MS = 60_000;

/** Makes a new version of a kept set where its criteria find others by now; it never leaves a set empty. Says whether it did. */
export const keepSet = (pool: Parameters<typeof asKeeper>[0], kept: KeptSet): Promise<boolean> =>
  asKeeper(pool, kept, async (tx, keeper) => {
    const { setId } = kept;
    const [before, whole, criteria] = await Promise.all([
      findSet(tx, setId),
      wholeNumber(tx, setId),
      criteriaOf(tx, setId),
    ]);
    const made = before && criteria && (await nextVersion(tx, setId, before.version));
    if (!made) return undefined;
    const { joined, departed } = await follow(tx, setId, made.versionNumber, criteria);
    const members = whole + joined - departed;
    if (joined + departed === 0 || members === 0) return undefined;
    const reason = patientSetWords.drift.byItself;
    await recordVersion(tx, keeper, { setId, number: made.versionNumber, reason, members, joined, departed });
    return { setId, versionNumber: made.versionNumber, joined, departed, members, byItself: true };
  });

/** Kept sets follow their criteria: within a minute of a change to patients, and when a day begins, for age goes by days. */
export function keepingSets(): Job {
  // What each set was last looked at with. A server that starts looks at all of them once.
  const looked = new Map<string, string>();
  return {
    name: 'patient-sets.update-set',
    everyMs: MINUTE_MS,
    run: async (pool, stopping) => {
      // oxlint-disable-next-line no-await-in-loop -- one thing at a time, each with its entry
      for (let set = await keepInOtherHands(pool); set && !stopping.aborted; set = await keepInOtherHands(pool))
        looked.delete(set);
      const broken: unknown[] = [];
      for (const kept of await keptSets(pool)) {
        const due = `${kept.today} ${kept.mark}`;
        if (stopping.aborted) return;
        if (looked.get(kept.setId) === due) continue;
        // oxlint-disable-next-line no-await-in-loop -- each goes through all patients of its clinic: one after the other
        await keepSet(pool, kept).then(
          () => looked.set(kept.setId, due),
          // One that fails keeps no other waiting; it is tried again at the next look.
          (error: unknown) => broken.push(error),
        );
      }
      if (broken.length > 0) throw new AggregateError(broken, String(broken[0]));
    },
  };
}
