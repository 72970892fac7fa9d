import type { Demo } from './make-demo.ts';

/** Priya has a passkey and an app; whoever does the billing must have either, and has none yet. */
export async function makeFactors({
  client,
  clinicId,
  hashes,
}: Pick<Demo, 'client' | 'clinicId' | 'hashes'>): Promise<void> {
  const priya = `from credentials where clinic_id = $1 and username = 'priya'`;
  await client.query(
    `insert into passkey (clinic_id, user_id, credential_id, public_key, counter, transports, rp_id, name, added_at, last_used_at)
     select $1, user_id, gen_random_bytes(32), gen_random_bytes(77), 41, '{internal}', 'localhost', 'Phone', now() - interval '70 days', last_sign_in_at ${priya}`,
    [clinicId],
  );
  await client.query(
    `insert into authenticator (clinic_id, user_id, confirmed, secret, added_at, last_used_at)
     select $1, user_id, true, gen_random_bytes(20), now() - interval '70 days', now() - interval '12 days' ${priya}`,
    [clinicId],
  );
  await client.query(
    `insert into recovery_code (clinic_id, user_id, selector, hash)
     select $1, user_id, 'DEM' || n, $2 from generate_series(1, 7) n, lateral (select user_id ${priya}) of_priya`,
    [clinicId, hashes.passcode],
  );
  await client.query(`update role set second_factor = 'either' where clinic_id = $1 and name = 'billing'`, [clinicId]);
}
