import { DEMO_PASSWORD } from '../../src/demo/people.ts';
import { layBlock } from '#features/patient-sets/lay-block.ts';
import { savePatientSet } from '#features/patient-sets/save-patient-set.ts';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { ClosedClinic } from '../closed.ts';
import { alternate, type Bench, type Figure, median, once, timed } from '../figure.ts';
import { seenBy } from './save-set.ts';

/** Each on another user, for whom nothing is closed yet. */
const TIMES = 5;
/** Done on what is as it was takes as long as a password. */
const AGAIN = 30;
const terms = {
  reason: 'Own family',
  endsOn: null,
  reviewOn: null,
  masterFileOpen: false,
  emergencyAllowed: true,
  patientRequest: false,
};

/**
 * Closing a large set to a user (password, checks, block, its rows, entry) against writing the same rows; and, because
 * every block has rows of its own (lifting one leaves the others), Done on what is as it was, the one case in which
 * none are written, against the same of a small set.
 */
export async function layBlockOnMany(bench: Bench): Promise<Figure[]> {
  const clinic = await bench.closed();
  const { db, caller } = clinic;
  const { asked } = await seenBy(clinic);
  const { setId } = await perform(db.pool, caller, savePatientSet, { ...asked, name: 'to be closed' });
  const { rows: users } = await db.bare.query<{ id: Id<'user'> }>(
    'select user_id as id from active_user where clinic_id = $1 and user_id <> $2 limit $3',
    [caller.clinicId, caller.id, TIMES],
  );
  await db.bare.query('create table bench_blocked (like blocked_patient including all)');
  const taken: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (const { id: userId } of users) {
    const { rows } = await db.bare.query<{ version: number }>(
      'select (1 + count(*) + count(lifted_at))::int as version from chart_block where user_id = $1',
      [userId],
    );
    const wish = {
      userId,
      version: rows[0]?.version ?? 1,
      blackListed: [{ setId, versionNumber: 1, ...terms }],
      liftReason: 'other terms',
    };
    taken.ours.push(await once(() => perform(db.pool, caller, layBlock, wish, { password: DEMO_PASSWORD })));
    await db.bare.query('truncate bench_blocked');
    taken.bare.push(
      await once(() =>
        db.bare.query(
          `insert into bench_blocked (clinic_id, user_id, patient_id, block_id)
           select clinic_id, $3, patient_id, $2 from patient_set_member where clinic_id = $1 and set_id = $2`,
          [caller.clinicId, setId, userId],
        ),
      ),
    );
  }
  await db.bare.query('drop table bench_blocked');
  const [large = '', small = ''] = users.map(({ id }) => id);
  const { rows: sets } = await db.bare.query<{ id: Id<'set'> }>(
    `select set_id as id from patient_set where name = 'closed 1'`,
  );
  const unchanged = { large: await standing(clinic, large, setId), small: await standing(clinic, small, sets[0]?.id) };
  const again = await alternate(AGAIN, unchanged.large, unchanged.small);
  return [
    timed(`lay-block (${asked.seen.patients} patients)`, 1.5, users.length, {
      ours: median(taken.ours),
      bare: median(taken.bare),
    }),
    { ...timed('lay-block (nothing to write)', 1.2, AGAIN, again), unit: 'times that of a small set' },
  ];
}

/** Sees to it that a set, and no other, is closed to a user; answers how to ask for the same once more. */
async function standing({ db, caller }: ClosedClinic, userId: Id<'user'> | '', setId: Id<'set'> | undefined) {
  if (!userId || !setId) throw new Error('nobody to close it to');
  const ask = async () => {
    const { rows } = await db.bare.query<{ version: number }>(
      'select (1 + count(*) + count(lifted_at))::int as version from chart_block where user_id = $1',
      [userId],
    );
    const blackListed = [{ setId, versionNumber: 1, ...terms }];
    const wish = { userId, version: rows[0]?.version ?? 1, blackListed, liftReason: 'other terms' };
    return perform(db.pool, caller, layBlock, wish, { password: DEMO_PASSWORD });
  };
  await ask();
  return ask;
}
