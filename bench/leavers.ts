import type { PlanRule, Where } from '#features/handover/contract.ts';
import type { Id } from '#kernel/brand.ts';
import type { Actor } from '#kernel/db.ts';
import type { BenchDatabase } from './figure.ts';
import { benchKinds, sharesOf } from './open-work.ts';
import { arranged } from './staff.ts';

/** Rules of every sort, for every kind: by day, by facet, and several successors in turn. */
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
    to('result', [first], { facet: 'abnormal' }),
    to('result', others),
    ...benchKinds
      .filter(({ kind }) => !['appointment', 'message', 'task', 'result'].includes(kind))
      .map(({ kind }, at) => to(kind, [successors[at % successors.length]])),
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

/** A new doctor who holds that many items, of every kind that piles up. */
export async function loaded(db: BenchDatabase, ada: Actor, items: number): Promise<string> {
  const { clinicId, id: adaId } = ada;
  const id = await joined(db, ada);
  for (const [{ table, made }, count] of sharesOf(items))
    await arranged(db.bare, clinicId, adaId, async () => {
      const values = [clinicId, id, count];
      if (typeof made === 'string')
        await db.bare.query('update patient set mrp_id = $2 where clinic_id = $1 and demographic_number <= $3', values);
      else
        await db.bare.query(
          `insert into ${table} (clinic_id, holder_id, ${made[0]})
           select $1, $2, ${made[1]} from generate_series(1, $3::int) n join patient p on p.clinic_id = $1 and p.demographic_number = 1 + n % 5000`,
          values,
        );
    });
  await db.bare.query('vacuum analyze');
  return id;
}
