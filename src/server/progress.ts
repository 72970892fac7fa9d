/** Says what is going on to whoever waits; never on standard output, which belongs to the answer. */
export interface Progress {
  readonly say: (what: string) => void;
  /** How far `what` has come; drawn as a bar on a terminal, as a line at each tenth elsewhere. */
  readonly step: (what: string, done: number, of: number) => void;
}

export const silent: Progress = { say: () => undefined, step: () => undefined };

const WIDTH = 28;

/** Progress on standard error. */
export function shownOn(stream: NodeJS.WriteStream): Progress {
  let open = false;
  let last = '';
  const step = (what: string, done: number, of: number) => {
    const share = of === 0 ? 1 : Math.min(1, done / of);
    if (stream.isTTY) {
      const full = Math.round(share * WIDTH);
      stream.write(
        `\r${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(share * 100)).padStart(3)} %  ${what}\u001B[K`,
      );
      if (share === 1) stream.write('\n');
      open = share < 1;
      return;
    }
    const said = `${what}: ${Math.floor(share * 10) * 10} %`;
    if (said !== last) stream.write(`${said}\n`);
    last = said;
  };
  const say = (what: string) => {
    // A sentence takes the place of the bar, which comes again with the next step.
    if (open) stream.write('\r\u001B[K');
    open = false;
    stream.write(`${what}\n`);
  };
  return { say, step };
}
