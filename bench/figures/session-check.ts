import autocannon from 'autocannon';
import Fastify from 'fastify';
import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { serve } from '#kernel/http.ts';
import { query } from '#kernel/query.ts';
import { type Bench, type Figure, median } from '../figure.ts';
import { signedIn } from '../staff.ts';

const ROUNDS = 5;
const CONNECTIONS = 32;

const Nothing = operation({
  name: 'users.list-users',
  says: 'Does nothing, for whoever holds the permission.',
  method: 'GET',
  path: '/nothing',
  input: Type.Object({}),
  output: Type.Object({ ok: Type.Boolean() }),
  refusals: [],
});

/** Requests a second: an authenticated, authorised request that does nothing, against Fastify with one primary-key select. */
export async function sessionCheck(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_session', 1_000);
  const { caller, cookie } = await signedIn(db.bare, 'Ada');
  const ours = Fastify();
  await serve(ours, db.pool, [{ commands: [], queries: [query(Nothing, async () => ({ ok: true }))] }]);
  const theirs = Fastify();
  const statement = 'select user_id from clinic_user where clinic_id = $1 and user_id = $2';
  theirs.get('/api/nothing', { schema: { response: { 200: Nothing.output } } }, async () => {
    const { rows } = await db.barePool.query({ name: 'one', text: statement, values: [caller.clinicId, caller.id] });
    return { ok: rows.length === 0 };
  });
  const addresses = [await ours.listen({ port: 0 }), await theirs.listen({ port: 0 })] as const;
  const rate = async (address: string, headers: Record<string, string>) => {
    const { requests, non2xx, statusCodeStats } = await autocannon({
      url: `${address}/api/nothing`,
      connections: CONNECTIONS,
      duration: 3,
      workers: 1,
      headers,
    });
    if (non2xx > 0) throw new Error(`${non2xx} requests were turned down: ${JSON.stringify(statusCodeStats)}`);
    return requests.average;
  };
  const taken: [number[], number[]] = [[], []];
  for (let round = -1; round < ROUNDS; round += 1) {
    const mine = await rate(addresses[0], { cookie });
    const bare = await rate(addresses[1], {});
    if (round >= 0) [mine, bare].forEach((one, at) => taken[at]?.push(one));
  }
  await Promise.all([ours.close(), theirs.close()]);
  await db.close();
  const [mine, bare] = [median(taken[0]), median(taken[1])];
  return [
    {
      name: 'session-check',
      ratio: mine / bare,
      goal: 0.7,
      sense: 'at least',
      unit: 'of the bare throughput',
      n: ROUNDS,
      ours: `${mine.toFixed(0)} /s`,
      bare: `${bare.toFixed(0)} /s`,
    },
  ];
}
