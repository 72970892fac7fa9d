import { constants } from 'node:os';

/** Takes what has to be ended before the process may go; the last that was started ends first. */
export type Ending = (end: () => Promise<unknown>) => void;

/** Closing a terminal says SIGHUP; whoever wants to outlive it (nohup) takes the output away from it too. */
const signals = ['SIGTERM', 'SIGINT', ...(process.stderr.isTTY ? (['SIGHUP'] as const) : [])] as const;

/**
 * Runs a program; what goes wrong is said in its own sentence, and in full where it is a defect of
 * ours. Whatever has been started by then is ended, when it fails and when a signal asks for it.
 */
export async function saying(program: (ending: Ending) => Promise<void>): Promise<void> {
  const ends: (() => Promise<unknown>)[] = [];
  let returned = false;
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= endAll(ends));
  for (const signal of signals) {
    process.on(signal, () => {
      const code = returned ? 0 : 128 + constants.signals[signal];
      void stop().then(() => process.exit(process.exitCode ?? code));
    });
  }
  try {
    await program((end) => ends.push(end));
    returned = true;
  } catch (error) {
    if (stopping) return; // it failed for what was ended under it
    console.error(isOurs(error as Error) ? error : (error as Error).message);
    await stop();
    process.exit(1);
  }
}

async function endAll(ends: (() => Promise<unknown>)[]): Promise<void> {
  for (const end of ends.toReversed()) {
    await end().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  }
}

/** What a person typed is refused by Node with a TypeError too, which has a sentence. */
function isOurs(error: Error): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    ['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError'].includes(error.name) &&
    !code.startsWith('ERR_PARSE_ARGS')
  );
}
