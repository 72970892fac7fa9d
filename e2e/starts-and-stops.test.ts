import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, run, start, stop } from './program.ts';

const data = `${root}var/e2e-stops`;
const environment = { CUSTODIAN_DATA: data, PORT: '0', HOST: '127.0.0.1' };
const runsOn = () => existsSync(`${data}/data/postmaster.pid`);
const clear = () => rmSync(data, { recursive: true, force: true });
beforeAll(clear);
afterAll(clear);

test('asked to stop while it makes the clinic, the demo leaves nothing running and nothing half made', async () => {
  const child = spawn(process.execPath, ['src/server/demo.ts', '--patients', '200000'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((done) =>
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.includes('Patients')) done();
    }),
  );
  expect(await stop(child)).toBe(143);
  expect(runsOn()).toBe(false);

  const options = ['src/server/demo.ts', '--json', '--patients', '200'];
  const { child: again, said } = await start(options, environment, /^\{.*\}$/m);
  const { address, logins } = JSON.parse(said[0]) as { address: string; logins: Record<string, string>[] };
  for (const { username, password, passcode } of logins) {
    const answer = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ username, password, passcode }),
    });
    expect([username, answer.status]).toEqual([username, 200]);
  }
  expect(await stop(again)).toBe(0);
});

test('SIGTERM to npm lets a request in flight end, waits for no idle visitor, and stops PostgreSQL', async () => {
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((done) =>
    npm.stdout.on('data', (chunk: Buffer) => {
      const [, found] = /ready at \S+:(\d+)/.exec(chunk.toString()) ?? [];
      if (found) done(found);
    }),
  );
  const idle = connect(Number(port), '127.0.0.1');
  const idleEnds = new Promise((done) => idle.once('close', done));
  await new Promise((done) => idle.once('connect', done));

  const body = JSON.stringify({ username: 'ada', password: 'x', passcode: 'y' });
  const sending = connect(Number(port), '127.0.0.1');
  let answer = '';
  sending.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  const answered = new Promise((done) => sending.once('close', done));
  sending.write(
    `POST /api/session HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: http://127.0.0.1:${port}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  await fetch(`http://127.0.0.1:${port}/healthz`); // by then the half of the request has come

  const ended = stop(npm);
  await idleEnds;
  sending.write(body);
  await answered;
  expect(answer).toMatch(/^HTTP\/1\.1 401 [^]*sign-in\/failed/);
  expect(await ended).toBe(0);
  expect(runsOn()).toBe(false);
});

test('what keeps a program from starting is said in one sentence', async () => {
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  const { port } = taken.address() as { port: number };
  const busy = await run(['src/server/main.ts'], { ...environment, PORT: String(port) });
  taken.close();
  expect([busy.code, busy.out]).toEqual([1, '']);
  expect(busy.err).toContain(`Port ${port} of 127.0.0.1 is taken by another program`);
  expect(runsOn()).toBe(false);

  for (const [args, sentence] of [
    [['main.ts', '--fast'], /^Unknown option '--fast'/],
    [['demo.ts', '--province', 'QC'], /^--province is one of AB, BC, ON, SK\.\n$/],
    [['demo.ts', '--province', 'toString'], /^--province is one of AB, BC, ON, SK\.\n$/],
    [['demo.ts', '--patients', '1e7'], /^--patients is a number from 100 to 1,000,000\.\n$/],
  ] as const) {
    const [program, ...rest] = args;
    const said = await run([`src/server/${program}`, ...rest], environment);
    expect([said.code, said.out, said.err]).toEqual([1, '', expect.stringMatching(sentence)]);
  }
});
