import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { OwnFactors } from './contract.ts';
import type { CheckedPasskey } from './passkey.ts';
import type { KeptCode } from './recovery-codes.ts';

const passkeysOf = (userId: Id<'user'>) => sql`
  select jsonb_agg(jsonb_build_object(
           'passkeyId', passkey_id, 'name', name, 'addedAt', added_at, 'lastUsedAt', last_used_at, 'transports', transports,
           'credentialId', translate(encode(credential_id, 'base64'), E'+/=\n', '-_')) order by added_at, passkey_id)
    from passkey where user_id = ${userId}`;

/** All of a user's second factors, and what the user's roles ask for. */
export async function readFactors(tx: Tx, userId: Id<'user'>): Promise<OwnFactors> {
  const { rows } = await sql<OwnFactors>`
    select coalesce((${passkeysOf(userId)}), '[]') as passkeys,
           (select jsonb_build_object('addedAt', added_at, 'lastUsedAt', last_used_at)
              from authenticator where user_id = ${userId} and confirmed) as authenticator,
           (select count(*)::int from recovery_code where user_id = ${userId}) as "recoveryCodesLeft",
           coalesce((select jsonb_agg(jsonb_build_object('role', r.name, 'secondFactor', r.second_factor, 'met', not exists (
                              select from factor_lacking l where l.clinic_id = ur.clinic_id and l.user_id = ur.user_id and l.role_id = ur.role_id))
                              order by lower(r.name))
                       from user_role ur join role r using (clinic_id, role_id)
                      where ur.user_id = ${userId} and r.second_factor is not null), '[]') as asked`.execute(tx);
  return rows[0] ?? { passkeys: [], authenticator: null, recoveryCodesLeft: 0, asked: [] };
}

/** By what a user can finish signing in. */
export async function readSecondStep(tx: Tx, { id, clinicId }: Actor) {
  const { rows } = await sql<{ passkeys: OwnFactors['passkeys']; code: boolean }>`
    select coalesce((${passkeysOf(id)}), '[]') as passkeys, code_is_enough(${clinicId}, ${id}) as code`.execute(tx);
  return rows[0] ?? { passkeys: [], code: false };
}

/** What a user has, in a word each. */
export async function countFactors(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{ passkeys: number; authenticator: boolean; recoveryCodes: number; lacking: boolean }>`
    select (select count(*)::int from passkey where user_id = ${userId}) as passkeys,
           exists (select from authenticator where user_id = ${userId} and confirmed) as authenticator,
           (select count(*)::int from recovery_code where user_id = ${userId}) as "recoveryCodes",
           exists (select from factor_lacking where user_id = ${userId}) as lacking`.execute(tx);
  return rows[0] ?? { passkeys: 0, authenticator: false, recoveryCodes: 0, lacking: false };
}

/** Uses a challenge up; it stays when the act is undone. */
export async function useChallenge(tx: Tx, { clinicId, tokenHash }: Actor & AskedBy, challenge: string) {
  const { rows } = await sql<{ rpId: string; origin: string }>`
    select rp_id as "rpId", address as origin
      from use_challenge(${clinicId}, ${Buffer.from(challenge, 'base64url')}, ${tokenHash ?? null})`.execute(tx);
  return rows[0];
}
interface AskedBy {
  readonly tokenHash?: Buffer | undefined;
}

interface NewPasskey extends CheckedPasskey {
  readonly name: string;
  readonly rpId: string;
  readonly transports: readonly string[];
}

export async function addPasskey(tx: Tx, { clinicId, id }: Actor, made: NewPasskey): Promise<Id<'passkey'>> {
  const { rows } = await sql<{ passkeyId: Id<'passkey'> }>`
    insert into passkey (clinic_id, user_id, credential_id, public_key, counter, transports, rp_id, name)
    values (${clinicId}, ${id}, ${made.credentialId}, ${made.publicKey}, ${made.counter}, ${made.transports}::text[], ${made.rpId}, ${made.name.trim()})
    returning passkey_id as "passkeyId"`.execute(tx);
  const [added] = rows;
  if (!added) throw new Error('a passkey was not added');
  return added.passkeyId;
}

/** Answers its name; nothing when the user has no such passkey. */
export async function removePasskey(tx: Tx, userId: Id<'user'>, passkeyId: Id<'passkey'>): Promise<string | undefined> {
  const removed = await tx
    .deleteFrom('passkey')
    .where('user_id', '=', userId)
    .where('passkey_id', '=', passkeyId)
    .returning('name')
    .executeTakeFirst();
  return removed?.name;
}

/** A secret that waits for its first code; an earlier one that waited is replaced. */
export async function beginAuthenticator(tx: Tx, { clinicId, id }: Actor, secret: Buffer): Promise<void> {
  await sql`delete from authenticator where user_id = ${id} and not confirmed`.execute(tx);
  await sql`insert into authenticator (clinic_id, user_id, secret) values (${clinicId}, ${id}, ${secret})`.execute(tx);
}

/** How an app names the account: the clinic, and whoever signs in there. */
export async function accountOf(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{ issuer: string; label: string }>`
    select c.name as issuer, coalesce(k.username, k.email) as label
      from credentials k join clinic c using (clinic_id) where k.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** Whether the code is right, and the secret that waited counts from now on. */
export async function confirmAuthenticator(tx: Tx, code: string): Promise<boolean> {
  const { rows } = await sql<{ confirmed: boolean }>`select confirm_authenticator(${code}) as confirmed`.execute(tx);
  return rows[0]?.confirmed ?? false;
}

/** Says whether there was one. */
export async function removeAuthenticator(tx: Tx, userId: Id<'user'>): Promise<boolean> {
  const { rows } = await sql<{ confirmed: boolean }>`
    delete from authenticator where user_id = ${userId} returning confirmed`.execute(tx);
  return rows.some(({ confirmed }) => confirmed);
}

/** These are the user's recovery codes from now on, and no others. */
export async function setRecoveryCodes(
  tx: Tx,
  clinicId: Id<'clinic'>,
  userId: Id<'user'>,
  codes: readonly KeptCode[],
): Promise<void> {
  await sql`delete from recovery_code where user_id = ${userId}`.execute(tx);
  await sql`insert into recovery_code (clinic_id, user_id, selector, hash)
            select ${clinicId}, ${userId}, * from unnest(${codes.map(({ selector }) => selector)}::text[], ${codes.map(({ hash }) => hash)}::text[])`.execute(
    tx,
  );
}

/** Every passkey, the authenticator and all codes of a user. */
export async function removeAll(tx: Tx, userId: Id<'user'>): Promise<void> {
  await sql`delete from passkey where user_id = ${userId}`.execute(tx);
  await sql`delete from authenticator where user_id = ${userId}`.execute(tx);
  await sql`delete from recovery_code where user_id = ${userId}`.execute(tx);
}
