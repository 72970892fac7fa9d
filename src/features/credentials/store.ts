import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { PasswordPolicy } from '../clinics/contract.ts';

/** How long the link of an invitation is good. */
const INVITED_HOURS = 72;

interface ClinicTime {
  readonly day: string;
  readonly time: string;
}

/** What the clinic asks of passwords, and a moment of its clock as an instant. */
export async function readPolicy(tx: Tx, expires: ClinicTime | null = null) {
  const local = expires && `${expires.day} ${expires.time}`;
  const { rows } = await sql<{ policy: PasswordPolicy; clinicName: string; now: string; expiresAt: string | null }>`
    select password_policy as policy, name as "clinicName", now(), ${local}::timestamp at time zone time_zone as "expiresAt"
      from clinic where clinic_id = (select current_clinic())`.execute(tx);
  const [read] = rows;
  if (!read) throw new Error('the clinic entered is not there');
  return read;
}

interface Names {
  readonly username: string | null;
  readonly email: string | null;
}

/**
 * Who else signs in by one of these names; by name for those who may see the list of users. The names are held until the
 * transaction ends: whoever wants one of them at the same moment waits, and is told of this user.
 */
export async function namesTaken(tx: Tx, userId: Id<'user'> | null, { username, email }: Names) {
  const words = [username && `username ${username.toLowerCase()}`, email && `email ${email.toLowerCase()}`];
  const held = sql`select hold_words(${words.filter(Boolean)}::text[])`.execute(tx);
  const found = sql<{ which: 'username' | 'email'; name: string | null }>`
    select which, case when holds('users.list-users') then u.first_name || ' ' || u.last_name end as name
      from names_taken(${username}, ${email}) join clinic_user u using (user_id)
     where user_id is distinct from ${userId} order by which desc`.execute(tx);
  const [, { rows }] = await Promise.all([held, found]);
  return rows;
}

/** By what names a user signs in, and until when. */
export interface Kept extends Names {
  readonly expiresAt: string | null;
}

/** Says by what names a user signs in, and until when; their secrets stay as they are. */
export const nameCredentials = (
  tx: Tx,
  { clinicId }: Actor,
  userId: Id<'user'>,
  { username, email, expiresAt }: Kept,
) =>
  sql`with changed as (
        update credentials set username = ${username}, email = ${email}, expires_at = ${expiresAt}
         where user_id = ${userId} returning user_id)
      insert into credentials (clinic_id, user_id, username, email, expires_at)
      select ${clinicId}, ${userId}, ${username}, ${email}, ${expiresAt}::timestamptz where not exists (table changed)`.execute(
    tx,
  );

export interface HashedSecrets {
  readonly passwordHash: string;
  readonly passcodeHash: string;
}
/**
 * Sets all of a user's credentials at once, to be changed at the first sign-in; what held their sign-in shut is over. Not `on conflict`:
 * that would have to read the hashes, which the server may not.
 */
export const setCredentials = (tx: Tx, { clinicId }: Actor, userId: Id<'user'>, given: Kept & HashedSecrets) =>
  sql`with given as (
        select ${given.username}::text as username, ${given.email}::text as email, ${given.expiresAt}::timestamptz as expires_at,
               ${given.passwordHash} as password_hash, ${given.passcodeHash} as passcode_hash, true as must_change),
      changed as (
        update credentials k
           set username = g.username, email = g.email, expires_at = g.expires_at, password_hash = g.password_hash,
               passcode_hash = g.passcode_hash, must_change = g.must_change, failed_tries = 0, held_until = null, set_at = now()
          from given g where k.user_id = ${userId} returning k.user_id),
      uninvited as (delete from invitation where user_id = ${userId})
      insert into credentials (clinic_id, user_id, username, email, expires_at, password_hash, passcode_hash, must_change)
      select ${clinicId}, ${userId}, g.* from given g where not exists (table changed)`.execute(tx);

/** Nobody signs in as this user until new credentials are given. */
export const removeCredentials = (tx: Tx, userId: Id<'user'>) =>
  tx.deleteFrom('credentials').where('user_id', '=', userId).execute();

/** Ends every session of a user; answers how many there were. */
export async function endSessions(tx: Tx, userId: Id<'user'>): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('session').where('user_id', '=', userId).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Forgets the wrong tries that hold a user's sign-in shut. */
export const openDoor = (tx: Tx, userId: Id<'user'>) =>
  tx.updateTable('credentials').set({ failed_tries: 0, held_until: null }).where('user_id', '=', userId).execute();

interface Link {
  readonly token: string;
  readonly hash: Buffer;
}

/** The one invitation of a user; the one before ends, with its mail. Says until when it is good, and whether mail goes out. */
export async function makeInvitation(tx: Tx, { id, clinicId }: Actor, userId: Id<'user'>, { token, hash }: Link) {
  await sql`with ended as (delete from invitation where user_id = ${userId})
            delete from mail where user_id = ${userId} and kind = 'invitation' and next_try_at is not null`.execute(tx);
  const { rows } = await sql<{ endsAt: string; mailed: boolean }>`
    with made as (
      insert into invitation (clinic_id, user_id, token_hash, made_by, ends_at)
      values (${clinicId}, ${userId}, ${hash}, ${id}, now() + make_interval(hours => ${INVITED_HOURS})) returning ends_at)
    select ends_at as "endsAt",
           write_mail(${userId}, 'invitation', jsonb_build_object('token', ${token}::text, 'endsAt', ends_at), null) as mailed
      from made`.execute(tx);
  const [made] = rows;
  if (!made) throw new Error('an invitation was not made');
  return made;
}

interface LinkOf {
  readonly userId: Id<'user'>;
  readonly secret: string;
  readonly hash: Buffer;
}

/** As `makeInvitation`, for many who have none yet. */
export async function makeInvitations(tx: Tx, { id, clinicId }: Actor, links: readonly LinkOf[]) {
  const { rows } = await sql<{ userId: Id<'user'>; endsAt: string; mailed: boolean }>`
    with given as (select * from unnest(${links.map(({ userId }) => userId)}::uuid[], ${links.map(({ secret }) => secret)}::text[],
                                        ${links.map(({ hash }) => hash)}::bytea[]) as g(user_id, secret, hash)),
    made as (
      insert into invitation (clinic_id, user_id, token_hash, made_by, ends_at)
      select ${clinicId}, user_id, hash, ${id}, now() + make_interval(hours => ${INVITED_HOURS}) from given returning user_id, ends_at),
    mailed as (
      select write_mails(array_agg(g.user_id), 'invitation', array_agg(jsonb_build_object('token', g.secret, 'endsAt', m.ends_at))) as user_id
        from made m join given g using (user_id))
    select m.user_id as "userId", m.ends_at as "endsAt", w.user_id is not null as mailed from made m left join mailed w using (user_id)`.execute(
    tx,
  );
  return rows;
}

/** A user's credentials as administrators see them. */
export async function readCredentials(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    username: string | null;
    email: string | null;
    ready: boolean;
    mustChange: boolean;
    expiresAt: string | null;
    setAt: string;
    lastSignInAt: string | null;
    passkeys: number;
    authenticator: boolean;
    recoveryCodes: number;
    mustEnrol: boolean;
  }>`
    select username, email, ready, must_change as "mustChange", expires_at as "expiresAt", set_at as "setAt", last_sign_in_at as "lastSignInAt",
           (select count(*)::int from passkey p where p.user_id = k.user_id) as passkeys,
           exists (select from authenticator a where a.user_id = k.user_id and a.confirmed) as authenticator,
           (select count(*)::int from recovery_code r where r.user_id = k.user_id) as "recoveryCodes",
           exists (select from factor_lacking l where l.user_id = k.user_id) as "mustEnrol"
      from credentials k where k.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** The invitation that waits, or has ended unused, and how its mail fares. */
export async function readInvitation(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    madeAt: string;
    endsAt: string;
    by: string;
    mail: 'waiting' | 'sent' | 'failed' | null;
  }>`
    select i.made_at as "madeAt", i.ends_at as "endsAt", u.first_name || ' ' || u.last_name as by,
           (select case when m.sent_at is not null then 'sent' when m.next_try_at is not null then 'waiting' else 'failed' end
              from mail m where m.user_id = i.user_id and m.kind = 'invitation' and m.at >= i.made_at order by m.at desc limit 1) as mail
      from invitation i join clinic_user u on u.clinic_id = i.clinic_id and u.user_id = i.made_by
     where i.user_id = ${userId}`.execute(tx);
  return rows[0];
}

export const setLoginExpiry = (tx: Tx, userId: Id<'user'>, expiresAt: string | null) =>
  tx.updateTable('credentials').set({ expires_at: expiresAt }).where('user_id', '=', userId).execute();

/** From the next request on, whatever is open for this user waits for new secrets. */
export const mustChange = (tx: Tx, userId: Id<'user'>) =>
  tx.updateTable('credentials').set({ must_change: true }).where('user_id', '=', userId).execute();

/** The actor's own credentials, with their hashes and what a guesser would know of them. */
export async function readOwn(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    username: string | null;
    email: string | null;
    firstName: string;
    lastName: string;
    setAt: string;
    expiresAt: string | null;
    mustChange: boolean;
    passwordHash: string;
    passcodeHash: string;
    policy: PasswordPolicy;
    clinicName: string;
  }>`
    select k.username, k.email, u.first_name as "firstName", u.last_name as "lastName", k.set_at as "setAt", k.expires_at as "expiresAt",
           k.must_change as "mustChange", own.password_hash as "passwordHash", own.passcode_hash as "passcodeHash",
           c.password_policy as policy, c.name as "clinicName"
      from credentials k join clinic_user u using (clinic_id, user_id) join clinic c using (clinic_id), own_secrets() own
     where k.user_id = ${userId} and k.ready`.execute(tx);
  return rows[0];
}

/** New secrets of one's own choice; what is not given stays. */
export const changeSecrets = (tx: Tx, userId: Id<'user'>, { passwordHash, passcodeHash }: Partial<HashedSecrets>) =>
  tx
    .updateTable('credentials')
    .set({
      ...(passwordHash ? { password_hash: passwordHash } : {}),
      ...(passcodeHash ? { passcode_hash: passcodeHash } : {}),
      must_change: false,
      set_at: sql`now()`,
    })
    .where('user_id', '=', userId)
    .execute();

/**
 * Ends the actor's other sessions and lets this one go on under a new token, limited by what is due next. `factorGiven`: a second
 * factor has been got in it. Answers how many have ended.
 */
export async function renewSession(
  tx: Tx,
  tokenHash: Buffer | undefined,
  newHash: Buffer,
  factorGiven = false,
): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select renew_session(${tokenHash ?? null}, ${newHash}, ${factorGiven}) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}
