import { deactivateUser } from '#features/handover/deactivate-user.ts';
import { previewDeactivation } from '#features/handover/preview-deactivation.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { DEMO_PASSWORD } from '../../src/demo/people.ts';
import { type Bench, type BenchDatabase, type Figure, median, once, timed } from '../figure.ts';
import { joined, loaded, planTo } from '../leavers.ts';
import { type BenchKind, benchKinds } from '../open-work.ts';
import { arranged, signedIn } from '../staff.ts';

const ITEMS = Number(process.env['BENCH_ITEMS'] ?? 100_000);
const ROUNDS = 3;

/**
 * One deactivation that moves 100,000 items of every kind that piles up, by rules, to three successors, against the bare
 * UPDATE … INSERT of each kind that moves as many to as many; and its preview, against bare counts of the same with the
 * same conflicts (`bareCounts` says which).
 */
export async function handOver(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_hand_over', 5_000);
  const ada = await signedIn(db.bare, 'Ada');
  const { clinicId } = ada.caller;
  const taken = { ours: [] as number[], bare: [] as number[], preview: [] as number[], counts: [] as number[] };
  let grown = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const leaver = await loaded(db, ada.caller, ITEMS);
    const successors: string[] = [];
    for (let n = 0; n < 3; n += 1) successors.push(await joined(db, ada.caller));
    const plan = planTo(successors as Id<'user'>[]);
    taken.bare.push(await bareHandOver(db, { clinicId, adaId: ada.caller.id, leaver, successors }));
    await givenBack(db, clinicId, ada.caller.id, leaver);
    await db.bare.query('vacuum analyze');

    const input = { userId: leaver as Id<'user'>, plan };
    const look = () => answer(db.pool, ada.caller, previewDeactivation, input);
    const { planHash } = await look();
    for (let n = 0; n < 5; n += 1) {
      taken.counts.push(await once(() => bareCounts(db, { clinicId, leaver, successors })));
      taken.preview.push(await once(look));
    }
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const leave = { ...input, planHash, reason: 'bench' };
    taken.ours.push(await once(() => perform(db.pool, ada.caller, deactivateUser, leave, { password: DEMO_PASSWORD })));
    grown = Math.max(grown, process.memoryUsage().heapUsed - before);
  }
  await db.close();
  const figure = timed('hand-over', 2, ITEMS, { ours: median(taken.ours), bare: median(taken.bare) });
  return [
    { ...figure, ours: `${figure.ours}, heap +${(grown / 1e6).toFixed(1)} MB` },
    timed('preview', 1.5, ITEMS, { ours: median(taken.preview), bare: median(taken.counts) }),
  ];
}

interface Bare {
  readonly clinicId: string;
  readonly adaId: string;
  readonly leaver: string;
  readonly successors: readonly string[];
}

const bareHandOver = (db: BenchDatabase, { clinicId, adaId, leaver, successors }: Bare): Promise<number> =>
  once(() =>
    arranged(db.bare, clinicId, adaId, async () => {
      const { rows } = await db.bare.query<{ id: string }>(
        `insert into handover (clinic_id, leaver_id, actor_id, reason, former_roles, former_sites, counted, sessions_ended)
         values ($1, $2, $3, 'bare', '{}', '{}', '{}', 0) returning handover_id as id`,
        [clinicId, leaver, adaId],
      );
      for (const { kind, table, id, open = 'true' } of benchKinds)
        await db.bare.query(
          `with moved as (
             update ${table} set holder_id = ($3::uuid[])[1 + (hashtext(${id}::text) & 1023) % 3], came_from_id = $2
              where clinic_id = $1 and open_holder_id = $2 and ${open} returning ${id}, holder_id)
           insert into handover_item (clinic_id, handover_id, kind, item_id, disposition, successor_id)
           select $1, $4, '${kind}', ${id}, 'transfer', holder_id from moved`,
          [clinicId, leaver, successors, rows[0]?.id],
        );
    }),
  );

const givenBack = (db: BenchDatabase, clinicId: string, adaId: string, leaver: string): Promise<void> =>
  arranged(db.bare, clinicId, adaId, async () => {
    for (const table of new Set(benchKinds.map((one) => one.table)))
      await db.bare.query(
        `update ${table} set holder_id = $2, came_from_id = null where clinic_id = $1 and came_from_id = $2`,
        [clinicId, leaver],
      );
  });

/**
 * The numbers of the preview, written out by hand, all in one flight: by rule, by facet, by who can take it, with the oldest
 * of each. Asked of every item are the same conflicts that the preview finds: permission, block, site, type, last day, overlap,
 * and the right to sign.
 */
async function bareCounts(db: BenchDatabase, { clinicId, leaver, successors }: Omit<Bare, 'adaId'>): Promise<void> {
  const asked = ({ needs, ofNobody, against = [] }: BenchKind): string[] => [
    `(select exists (select from held_permission h where h.clinic_id = $1 and h.user_id = $s and h.permission = '${needs}'))`,
    ...(ofNobody
      ? []
      : [
          `not exists (select from blocked_patient b where b.clinic_id = $1 and b.user_id = $s and b.patient_id = w.patient_id and b.until > now())`,
        ]),
    ...against,
  ];
  await Promise.all(
    benchKinds.map((kind) => {
      const by = [
        ...(kind.apart ?? []),
        ...successors.flatMap((id) => asked(kind).map((one) => one.replaceAll('$s', `'${id}'`))),
      ];
      return db.bare.query(
        `select ${by.join(', ')}, count(*), min(${kind.since}) from ${kind.table} w
          where clinic_id = $1 and open_holder_id = $2 and ${kind.open ?? 'true'} group by ${by.map((_, at) => at + 1).join(', ')}`,
        [clinicId, leaver],
      );
    }),
  );
}
