import { setTimeout as pause } from 'node:timers/promises';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { StopHandOver } from './progress-contract.ts';
import { stopRunning } from './progress-store.ts';

const AGAIN_MS = 50;
const MOST_TRIES = 40;

/**
 * Stops the actor's own hand-over before it is committed, and all of it is undone; the hand-over itself answers
 * `request/stopped`. A try that comes between two of its statements stops nothing, so it is tried until none runs.
 */
export const stopHandOver = command(StopHandOver, async (tx, actor, { userId }) => {
  let tries = 0;
  // oxlint-disable-next-line no-await-in-loop -- each try looks at what the one before has done
  while (tries < MOST_TRIES && (await stopRunning(tx, actor, userId))) {
    tries += 1;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await pause(AGAIN_MS);
  }
  if (tries === 0) throw new Refusal('handover/not-running');
  return { output: {}, audit: { subjectUserId: userId } };
});
