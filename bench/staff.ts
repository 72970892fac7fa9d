import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Caller } from '#kernel/db.ts';
import { cookieValue } from '#kernel/http.ts';
import { newToken } from '#kernel/secrets.ts';

/** Changes made as the owner, in one transaction with its entry. */
export async function arranged<T>(bare: Client, clinicId: string, userId: string, work: () => Promise<T>): Promise<T> {
  await bare.query('begin');
  await bare.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`, [
    clinicId,
    userId,
  ]);
  const result = await work();
  await bare.query(
    `insert into audit_entry (clinic_id, actor_id, action, outcome) values ($1, $2, 'bench.arrange', 'done')`,
    [clinicId, userId],
  );
  await bare.query('commit');
  return result;
}

export interface Signed {
  readonly caller: Caller;
  readonly cookie: string;
}

/** A session of the demo clinic's user with that first name. */
export async function signedIn(bare: Client, firstName: string): Promise<Signed> {
  const { rows } = await bare.query<{ clinicId: Id<'clinic'>; id: Id<'user'> }>(
    'select clinic_id as "clinicId", user_id as id from clinic_user where first_name = $1',
    [firstName],
  );
  const [user] = rows;
  if (!user) throw new Error(`no ${firstName}`);
  return signedInAs(bare, user.clinicId, user.id);
}

/** A session of this user. */
export async function signedInAs(bare: Client, clinicId: Id<'clinic'>, id: Id<'user'>): Promise<Signed> {
  const user = { clinicId, id };
  const { secret, hash } = newToken();
  await arranged(bare, user.clinicId, user.id, () =>
    bare.query(
      `insert into session (clinic_id, token_hash, user_id, idle_until, ends_at) values ($1, $2, $3, now() + interval '1 day', now() + interval '1 day')`,
      [user.clinicId, hash, user.id],
    ),
  );
  return {
    caller: { ...user, tokenHash: hash, origin: '127.0.0.1' },
    cookie: `custodian=${cookieValue(user.clinicId, user.id, secret)}`,
  };
}
