import type { PlanRule, Where } from '#features/handover/contract.ts';
import type { Id } from '#kernel/brand.ts';
import type { Actor } from '#kernel/db.ts';
import type { BenchDatabase } from './figure.ts';
import { arranged } from './staff.ts';

/** Rules of every sort: by day, by facet, and several successors in turn. */
export function planTo(successors: readonly Id<'user'>[]): PlanRule[] {
  const [first, ...others] = successors;
  const to = (kind: string, successorIds: readonly (Id<'user'> | undefined)[], where?: Where): PlanRule => ({
    kind,
    how: 'transfer',
    successorIds: successorIds.flatMap((id) => id ?? []),
    ...(where ? { where } : {}),
  });
  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
  return [
    to('appointment', [first], { until: inAYear }),
    to('appointment', others),
    to('message', [first], { facet: 'unread' }),
    to('message', others),
    to('task', successors),
  ];
}

/** A new doctor with role and sites. */
export const joined = (db: BenchDatabase, { clinicId, id: adaId }: Actor): Promise<string> =>
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
export async function loaded(db: BenchDatabase, ada: Actor, items: number): Promise<string> {
  const { clinicId, id: adaId } = ada;
  const id = await joined(db, ada);
  const each = [Math.floor(items / 2), Math.floor(items / 4), items - Math.floor(items / 2) - Math.floor(items / 4)];
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
