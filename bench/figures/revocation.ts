import { type ChildProcess, spawn } from 'node:child_process';
import type { Id } from '#kernel/brand.ts';
import { previewDeactivation } from '#features/handover/preview-deactivation.ts';
import { answer } from '#kernel/query.ts';
import { DEMO_PASSWORD } from '../../src/demo/people.ts';
import type { Bench, Figure } from '../figure.ts';
import { joined } from '../leavers.ts';
import { signedInAs, signedIn } from '../staff.ts';

const ROUNDS = 10;
const CLIENTS = 8;

/**
 * Requests of a leaver that are accepted after the deactivation has been acknowledged: eight clients without a pause, on two
 * servers of one database, the deactivation asked of either.
 */
export async function revocation(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_revocation', 500);
  const servers = [await server(db.address), await server(db.address)];
  const ada = await signedIn(db.bare, 'Ada');
  const sums = { before: 0, after: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const leaver = await signedInAs(db.bare, ada.caller.clinicId, (await joined(db, ada.caller)) as Id<'user'>);
    const input = { userId: leaver.caller.id, plan: [] };
    const { planHash } = await answer(db.pool, ada.caller, previewDeactivation, input);
    const acknowledged = { at: Number.POSITIVE_INFINITY };
    const going = { on: true };
    const client = async (at: number) => {
      const { address } = servers[at % 2] as Server;
      while (going.on) {
        const begun = performance.now();
        const { status } = await fetch(`${address}/api/session`, { headers: { cookie: leaver.cookie } });
        if (status === 200) sums[begun > acknowledged.at ? 'after' : 'before'] += 1;
      }
    };
    const clients = Array.from({ length: CLIENTS }, (_, at) => client(at));
    await new Promise((done) => setTimeout(done, 300));
    const { status } = await fetch(`${servers[round % 2]?.address}/api/users/${leaver.caller.id}/deactivation`, {
      method: 'POST',
      headers: { cookie: ada.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ plan: [], planHash, reason: 'bench', password: DEMO_PASSWORD }),
    });
    acknowledged.at = performance.now();
    if (status !== 200) throw new Error(`the deactivation answered ${status}`);
    await new Promise((done) => setTimeout(done, 300));
    going.on = false;
    await Promise.all(clients);
  }
  for (const { child } of servers) child.kill('SIGKILL');
  await db.close();
  return [
    {
      name: 'revocation',
      ratio: sums.after,
      goal: 0,
      sense: 'at most',
      unit: 'requests accepted after the acknowledgement',
      n: sums.before,
      ours: `${sums.after} accepted after`,
      bare: `${sums.before} accepted before`,
    },
  ];
}

interface Server {
  readonly child: ChildProcess;
  readonly address: string;
}

function server(databaseUrl: string): Promise<Server> {
  const child = spawn(process.execPath, ['test/own-server.ts', databaseUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((done, fail) => {
    child.stdout.once('data', (chunk: Buffer) => done({ child, address: chunk.toString().trim() }));
    child.once('exit', (code) => fail(new Error(`a server ended with ${code}`)));
  });
}
