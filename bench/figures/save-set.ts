import type { Client } from 'pg';
import type { Shown } from '#features/demographic-report/contract.ts';
import { countReport } from '#features/demographic-report/public.ts';
import { savePatientSet } from '#features/patient-sets/save-patient-set.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { bind } from '#kernel/db.ts';
import type { ClosedClinic } from '../closed.ts';
import { type Bench, type Figure, median, once, timed } from '../figure.ts';

const TIMES = 7;

/** The MRP of the most patients. */
export async function busiestMrp(bare: Client): Promise<Id<'user'>> {
  const { rows } = await bare.query<{ id: Id<'user'> }>(
    'select mrp_id as id from patient where mrp_id is not null group by mrp_id order by count(*) desc limit 1',
  );
  if (!rows[0]) throw new Error('nobody is MRP');
  return rows[0].id;
}

/** What a report of the patients of the busiest MRP shows: about an eighth of the clinic. */
export async function seenBy({ db, caller }: ClosedClinic) {
  const mrpId = await busiestMrp(db.bare);
  const shown: Shown = { criteria: { providerIds: [mrpId] }, orderBy: 'last-name' };
  const client = await db.pool.connect();
  await client.query('begin read only');
  await client.query('select enter($1, $2, $3, $4, null)', [caller.clinicId, caller.id, caller.tokenHash, 'read']);
  const { shown: patients, fingerprint } = await countReport(
    bind(client, async () => undefined),
    shown,
  );
  await client.query('rollback');
  client.release();
  return { mrpId, asked: { ...shown, seen: { patients, fingerprint } } };
}

/**
 * Saving whom a report shows as a set (the report again, fingerprint, members, version, entry) against one INSERT … SELECT
 * of the same patients into a table with the same keys.
 */
export async function saveSet(bench: Bench): Promise<Figure[]> {
  const clinic = await bench.closed();
  const { db, caller } = clinic;
  const { asked, mrpId } = await seenBy(clinic);
  await db.bare.query(
    `create table bench_member (like patient_set_member including all,
       foreign key (clinic_id, set_id) references patient_set, foreign key (clinic_id, patient_id) references patient)`,
  );
  const { rows } = await db.bare.query<{ id: string }>('select set_id as id from patient_set limit 1');
  const bare = () =>
    db.bare.query(
      `insert into bench_member (clinic_id, set_id, patient_id) select p.clinic_id, $3, p.patient_id from patient p
        where p.clinic_id = $1 and p.mrp_id = $4 and not exists (
              select from blocked_patient b where b.clinic_id = p.clinic_id and b.user_id = $2 and b.patient_id = p.patient_id
                 and b.until > now() and b.opened_until <= now() and not b.master_file_open)`,
      [caller.clinicId, caller.id, rows[0]?.id, mrpId],
    );
  const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let n = 0; n < TIMES; n += 1) {
    taken.ours.push(await once(() => perform(db.pool, caller, savePatientSet, { ...asked, name: `saved ${n}` })));
    await db.bare.query('truncate bench_member');
    taken.bare.push(await once(bare));
  }
  await db.bare.query('drop table bench_member');
  return [
    timed(`save-set (${asked.seen.patients} patients)`, 1.5, TIMES, {
      ours: median(taken.ours),
      bare: median(taken.bare),
    }),
  ];
}
