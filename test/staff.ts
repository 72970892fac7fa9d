import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Caller } from '#kernel/db.ts';
import { cookieValue } from '#kernel/http.ts';
import { newToken } from '#kernel/secrets.ts';

/** What every member of a test clinic signs in with. */
export const PASSWORD = 'Tidal7pools';
export const PASSCODE = '7306';
// Quick to compare with: what the slow hash is worth is proved where it is the subject (sign-in/same-work.test.ts).
const quick = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const hashes = Promise.all([hash(PASSWORD, quick), hash(PASSCODE, quick)]);

export interface Member {
  readonly id: Id<'user'>;
  readonly username: string;
  /** For `perform` and `answer`. */
  readonly caller: Caller;
  /** For requests over HTTP: `{ cookie }`. */
  readonly cookie: string;
}

/** The four persons: Ada administers, Bo leaves, Cy takes over, Dee may not. */
export interface Clinic {
  readonly id: Id<'clinic'>;
  readonly siteId: Id<'site'>;
  readonly roles: { readonly admin: Id<'role'>; readonly doctor: Id<'role'>; readonly frontDesk: Id<'role'> };
  readonly ada: Member;
  readonly bo: Member;
  readonly cy: Member;
  readonly dee: Member;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Runs statements as the owner, in one transaction with its entry, as anything must that changes a table. */
export async function arrange<T>(owner: Client, clinicId: string, work: () => Promise<T>): Promise<T> {
  await owner.query('begin');
  try {
    await owner.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`, [
      clinicId,
      NOBODY,
    ]);
    const result = await work();
    await owner.query(
      `insert into audit_entry (clinic_id, actor_id, action, outcome) values ($1, $2, 'test.arrange', 'done')`,
      [clinicId, NOBODY],
    );
    await owner.query('commit');
    return result;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** The one value of a statement's one row. */
export async function one<T>(owner: Client, sql: string, values: readonly unknown[] = []): Promise<T> {
  const { rows } = await owner.query({ text: sql, values: [...values], rowMode: 'array' });
  return (rows[0] as unknown as T[] | undefined)?.[0] as T;
}

/** Every entry of a clinic but those of `arrange`, oldest first. */
export async function entries(owner: Client, clinicId: string) {
  const { rows } = await owner.query(
    `select actor_id, action, outcome, subject_user_id, patient_id, reason, facts from audit_entry
      where clinic_id = $1 and action <> 'test.arrange' order by entry_id`,
    [clinicId],
  );
  return rows as {
    actor_id: string | null;
    action: string;
    outcome: string;
    subject_user_id: string | null;
    patient_id: string | null;
    reason: string | null;
    facts: Record<string, unknown>;
  }[];
}

interface Joining {
  readonly firstName: string;
  readonly lastName: string;
  readonly type: string;
  readonly roleIds: readonly string[];
}
interface Place {
  readonly clinicId: Id<'clinic'>;
  readonly siteId: Id<'site'>;
}

/** Adds active users with credentials, a site and a session, in that order; call it inside `arrange`. */
async function members(
  owner: Client,
  { clinicId, siteId }: Place,
  joining: readonly Joining[],
): Promise<readonly Member[]> {
  const [passwordHash, passcodeHash] = await hashes;
  const made = joining.map((person) => {
    const id = randomUUID() as Id<'user'>;
    return { ...person, id, username: person.firstName.toLowerCase(), ...newToken() };
  });
  const ids = made.map(({ id }) => id);
  await owner.query(
    `insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type)
     select $1, id, next_numbers('user'), last_name, first_name, type
       from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) u(id, last_name, first_name, type)`,
    [
      clinicId,
      ids,
      made.map(({ lastName }) => lastName),
      made.map(({ firstName }) => firstName),
      made.map(({ type }) => type),
    ],
  );
  await owner.query('insert into active_user (clinic_id, user_id) select $1, unnest($2::uuid[])', [clinicId, ids]);
  await owner.query('insert into site_assignment select $1, unnest($2::uuid[]), $3', [clinicId, ids, siteId]);
  const given = made.flatMap(({ id, roleIds }) => roleIds.map((roleId) => ({ id, roleId })));
  await owner.query('insert into user_role select $1, * from unnest($2::uuid[], $3::uuid[])', [
    clinicId,
    given.map(({ id }) => id),
    given.map(({ roleId }) => roleId),
  ]);
  await owner.query(
    `insert into credentials (clinic_id, user_id, username, password_hash, passcode_hash)
     select $1, u.*, $4, $5 from unnest($2::uuid[], $3::text[]) u`,
    [clinicId, ids, made.map(({ username }) => username), passwordHash, passcodeHash],
  );
  await owner.query(
    `insert into session (clinic_id, token_hash, user_id, idle_until, ends_at)
     select $1, u.*, now() + interval '30 minutes', now() + interval '12 hours' from unnest($2::bytea[], $3::uuid[]) u`,
    [clinicId, made.map(({ hash: ofToken }) => ofToken), ids],
  );
  return made.map(({ id, username, secret, hash: tokenHash }) => ({
    id,
    username,
    caller: { id, clinicId, tokenHash, origin: '127.0.0.1' },
    cookie: `custodian=${cookieValue(clinicId, id, secret)}`,
  }));
}

/** Adds an active user with credentials, a site and a session; call it inside `arrange`. */
export async function member(owner: Client, { clinicId, siteId, ...joining }: Place & Joining): Promise<Member> {
  const [made] = await members(owner, { clinicId, siteId }, [joining]);
  if (!made) throw new Error('nobody was added');
  return made;
}

/** A clinic of one's own with one site and the four persons. */
export async function clinic(owner: Client): Promise<Clinic> {
  const id = randomUUID() as Id<'clinic'>;
  const siteId = randomUUID() as Id<'site'>;
  const role = () => randomUUID() as Id<'role'>;
  const roles = { admin: role(), doctor: role(), frontDesk: role() };
  const persons: readonly Joining[] = [
    { firstName: 'Ada', lastName: 'Lindqvist', type: 'admin', roleIds: [roles.admin, roles.doctor] },
    { firstName: 'Bo', lastName: 'Castellane', type: 'doctor', roleIds: [roles.doctor] },
    { firstName: 'Cy', lastName: 'Okonjo', type: 'doctor', roleIds: [roles.doctor] },
    { firstName: 'Dee', lastName: 'Hartwell', type: 'receptionist', roleIds: [roles.frontDesk] },
  ];
  return arrange(owner, id, async () => {
    await owner.query(
      `insert into clinic (clinic_id, name, province, time_zone, host) values ($1, 'Alder Point', 'BC', 'America/Vancouver', $2)`,
      [id, `${id}.example`],
    );
    await owner.query(`insert into site (clinic_id, site_id, name, short_name) values ($1, $2, 'Alder Point', 'AP')`, [
      id,
      siteId,
    ]);
    await owner.query(
      `insert into role (clinic_id, role_id, name, system) values ($1, $2, 'admin', 'admin'), ($1, $3, 'doctor', 'doctor'), ($1, $4, 'front desk', null)`,
      [id, roles.admin, roles.doctor, roles.frontDesk],
    );
    const [ada, bo, cy, dee] = (await members(owner, { clinicId: id, siteId }, persons)) as [
      Member,
      Member,
      Member,
      Member,
    ];
    return { id, siteId, roles, ada, bo, cy, dee };
  });
}

/** Adds patients named `last, first`; answers their ids in that order. */
export const patients = (owner: Client, clinicId: Id<'clinic'>, names: readonly string[]): Promise<Id<'patient'>[]> =>
  arrange(owner, clinicId, async () => {
    const ids: Id<'patient'>[] = [];
    for (const name of names) {
      const [lastName = '', firstName = ''] = name.split(', ');
      ids.push(
        await one(
          owner,
          `insert into patient (clinic_id, demographic_number, last_name, first_name) values ($1, next_numbers('patient'), $2, $3) returning patient_id`,
          [clinicId, lastName, firstName],
        ),
      );
    }
    return ids;
  });
