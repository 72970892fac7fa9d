import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Operation } from '#kernel/contract.ts';
import { hashSecret } from '#kernel/secrets.ts';
import type { Progress } from '#server/progress.ts';
import { makeHistory } from './make-history.ts';
import { makeLabs } from './make-labs.ts';
import { makeLetters } from './make-letters.ts';
import { makeGroups, makeMessages, makeStandingTasks, makeTasks } from './make-messages.ts';
import { makeArrivals, workOnSince } from './make-arrivals.ts';
import { makeAbsences } from './make-absences.ts';
import { makeDepartures } from './make-departures.ts';
import { makePatients, makeWithoutMrp } from './make-patients.ts';
import { makePrescriptions } from './make-prescriptions.ts';
import { makeQuestionnaires } from './make-questionnaires.ts';
import { makeReview } from './make-review.ts';
import { makeSecureMessages } from './make-secure-messages.ts';
import { makeSets } from './make-sets.ts';
import { makeStandingRules } from './make-standing-rules.ts';
import { makeStaff } from './make-staff.ts';
import { makeAppointments, makeClaims, makeNotes, makeReports, makeResults } from './make-work.ts';
import { DEMO_PASSCODE, DEMO_PASSWORD } from './people.ts';
import { drawPools, type Pools } from './pools.ts';
import { type DemoProvince, type DemoProvinceCode, demoProvinces } from './provinces.ts';

/** What every part of the generator draws from. */
export interface Demo {
  readonly client: Client;
  readonly clinicId: string;
  readonly province: DemoProvince & { readonly code: DemoProvinceCode };
  readonly pools: Pools;
  readonly patients: number;
  readonly hashes: { readonly password: string; readonly passcode: string };
  readonly operations: readonly Operation[];
  readonly progress: Progress;
}

interface Options {
  readonly adminUrl: string;
  readonly province: DemoProvinceCode;
  readonly patients: number;
  readonly operations: readonly Operation[];
  readonly progress: Progress;
}

// Draws from a pool by number and purpose: the same rows each time, whatever the order.
const HELPERS = `
  create function pg_temp.draw(n bigint, salt int, below int) returns int language sql immutable parallel safe
    return ((hashint8extended(n, salt) & 9223372036854775807) % below)::int;
  create function pg_temp.pick(pool text[], n bigint, salt int) returns text language sql immutable parallel safe
    return pool[1 + pg_temp.draw(n, salt, cardinality(pool))]`;

/**
 * The demo clinic, by a fixed seed: everything in it is invented and the same each time. Made in one
 * transaction with its entry, in the first administrator's name: cut off, it leaves nothing half done.
 */
export async function makeDemo({ adminUrl, province, patients, operations, progress }: Options): Promise<void> {
  const client = new Client({
    connectionString: adminUrl,
    options: '-c search_path=custodian -c synchronous_commit=off',
  });
  client.on('error', () => undefined); // should PostgreSQL end, the statement that waits for it fails
  await client.connect();
  try {
    await client.query(HELPERS);
    const clinicId = randomUUID();
    const ada = randomUUID();
    const [password, passcode] = await Promise.all([hashSecret(DEMO_PASSWORD), hashSecret(DEMO_PASSCODE)]);
    const demo: Demo = {
      client,
      clinicId,
      province: { ...demoProvinces[province], code: province },
      pools: drawPools(),
      patients,
      hashes: { password, passcode },
      operations,
      progress,
    };
    const facts = { province, patients };
    await inOneEntry(client, { clinicId, ada, facts }, async () => {
      await makeStaff(demo, ada);
      await makeHistory(demo);
      await makePatients(demo);
      await makeSets(demo);
      const parts = [
        makeAppointments,
        makeNotes,
        makeMessages,
        makeGroups,
        makeTasks,
        makeStandingTasks,
        makeResults,
        makeReports,
        makeClaims,
        makeLetters,
        makePrescriptions,
        makeSecureMessages,
        makeLabs,
        makeQuestionnaires,
        makeWithoutMrp,
      ];
      for (const [at, part] of parts.entries()) {
        await part(demo);
        progress.step('Work', at + 1, parts.length);
      }
      // After the work of the past, which nothing forwarded.
      await makeStandingRules(demo);
      await makeDepartures(demo);
      await makeArrivals(demo);
      await makeAbsences(demo);
      await makeReview(demo);
    });
    // What somebody has worked on since a hand-over is told by the transaction.
    await inOneEntry(client, { clinicId, ada, facts }, () => workOnSince(demo));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

interface Made {
  readonly clinicId: string;
  readonly ada: string;
  readonly facts: object;
}

/** One transaction in Ada's name, with its entry. */
async function inOneEntry(client: Client, { clinicId, ada, facts }: Made, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  await client.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`, [
    clinicId,
    ada,
  ]);
  await work();
  await client.query(
    `insert into audit_entry (clinic_id, actor_id, action, outcome, facts) values ($1, $2, 'demo.make', 'done', $3)`,
    [clinicId, ada, JSON.stringify(facts)],
  );
  await client.query('commit');
}
