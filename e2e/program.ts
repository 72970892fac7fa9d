import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one of our programs to its end. */
export function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  const child = spawn(process.execPath, [...args], { cwd: root, env: { ...process.env, ...environment } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((done) => child.once('exit', (code) => done({ code, out, err })));
}

/** Starts one of our programs and waits for a line of its output that matches. */
export function start(
  args: readonly string[],
  environment: Record<string, string>,
  line: RegExp,
): Promise<{ readonly child: ChildProcess; readonly said: RegExpExecArray }> {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done, fail) => {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const said = line.exec(out);
      if (said) done({ child, said });
    });
    child.once('exit', (code) => fail(new Error(`${args.join(' ')} ended with ${code}`)));
  });
}

/** Asks it to stop, and waits until it has. */
export const stop = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => {
    child.removeAllListeners('exit');
    child.once('exit', (code) => done(code));
    child.kill('SIGTERM');
  });
