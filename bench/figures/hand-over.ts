import { deactivateUser } from '#features/handover/deactivate-user.ts';
import { previewDeactivation } from '#features/handover/preview-deactivation.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { DEMO_PASSWORD } from '../../src/demo/people.ts';
import { type Bench, type BenchDatabase, type Figure, median, once, timed } from '../figure.ts';
import { arranged, signedIn } from '../staff.ts';

const ITEMS = Number(process.env['BENCH_ITEMS'] ?? 100_000);
const ROUNDS = 3;

/** One deactivation that moves 100,000 items, against the bare UPDATE statements that move as many. */
export async function handOver(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_hand_over', 5_000);
  const ada = await signedIn(db.bare, 'Ada');
  const { clinicId } = ada.caller;
  const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  let grown = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const leaver = await loaded(db, clinicId, ada.caller.id);
    const successor = await joined(db, clinicId, ada.caller.id);
    taken.bare.push(await bareHandOver(db, clinicId, ada.caller.id, leaver, successor));
    await bareHandOver(db, clinicId, ada.caller.id, successor, leaver);
    await db.bare.query('vacuum analyze appointment, task, inbox_item');
    const plan = ['appointment', 'past-appointment', 'message', 'task'].map((kind) => `${kind}:transfer:${successor}`);
    const { planHash } = await answer(db.pool, ada.caller, previewDeactivation, { userId: leaver as never, plan });
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    taken.ours.push(
      await once(() =>
        perform(
          db.pool,
          ada.caller,
          deactivateUser,
          { userId: leaver as never, plan, planHash, reason: 'bench' },
          { password: DEMO_PASSWORD },
        ),
      ),
    );
    grown = Math.max(grown, process.memoryUsage().heapUsed - before);
  }
  await db.close();
  const figure = timed('hand-over', 2, ITEMS, { ours: median(taken.ours), bare: median(taken.bare) });
  return [{ ...figure, ours: `${figure.ours}, heap +${(grown / 1e6).toFixed(1)} MB` }];
}

/** A new doctor with role and sites. */
const joined = (db: BenchDatabase, clinicId: string, adaId: string): Promise<string> =>
  arranged(db.bare, clinicId, adaId, async () => {
    const { rows } = await db.bare.query<{ id: string }>(
      `insert into clinic_user (clinic_id, user_number, last_name, first_name, type) values ($1, next_numbers('user'), 'Bench', 'Doc', 'doctor') returning user_id as id`,
      [clinicId],
    );
    const id = rows[0]?.id ?? '';
    await db.bare.query('insert into active_user (clinic_id, user_id) values ($1, $2)', [clinicId, id]);
    await db.bare.query(`insert into user_role select $1, $2, role_id from role where system = 'doctor'`, [
      clinicId,
      id,
    ]);
    await db.bare.query('insert into site_assignment select $1, $2, site_id from site', [clinicId, id]);
    return id;
  });

/** A new doctor who holds the items: appointments, tasks and messages. */
async function loaded(db: BenchDatabase, clinicId: string, adaId: string): Promise<string> {
  const id = await joined(db, clinicId, adaId);
  const each = [Math.floor(ITEMS / 2), Math.floor(ITEMS / 4), ITEMS - Math.floor(ITEMS / 2) - Math.floor(ITEMS / 4)];
  await arranged(db.bare, clinicId, adaId, async () => {
    await db.bare.query(
      `insert into appointment (clinic_id, holder_id, patient_id, site_id, starts_at, ends_at)
       select $1, $2, p.patient_id, (select site_id from site order by name limit 1), now() + interval '1 day' + n * interval '20 minutes',
              now() + interval '1 day' + n * interval '20 minutes' + interval '15 minutes'
         from generate_series(1, $3::int) n join patient p on p.demographic_number = 1 + n % 5000`,
      [clinicId, id, each[0]],
    );
    await db.bare.query(
      `insert into task (clinic_id, holder_id, author_id, patient_id, title)
       select $1, $2, $4, p.patient_id, 'Call back' from generate_series(1, $3::int) n join patient p on p.demographic_number = 1 + n % 5000`,
      [clinicId, id, each[1], adaId],
    );
    await db.bare.query(
      `insert into inbox_item (clinic_id, message_id, addressee_id, holder_id)
       select $1, (select message_id from message limit 1), $2, $2 from generate_series(1, $3::int)`,
      [clinicId, id, each[2]],
    );
  });
  await db.bare.query('vacuum analyze appointment, task, inbox_item');
  return id;
}

const bareHandOver = (db: BenchDatabase, clinicId: string, adaId: string, from: string, to: string): Promise<number> =>
  once(() =>
    arranged(db.bare, clinicId, adaId, async () => {
      for (const table of ['appointment', 'task', 'inbox_item']) {
        await db.bare.query(
          `update ${table} set holder_id = $3, came_from_id = $2 where clinic_id = $1 and open_holder_id = $2`,
          [clinicId, from, to],
        );
      }
    }),
  );
