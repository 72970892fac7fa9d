import { randomUUID } from 'node:crypto';
import { fieldOf } from '#features/users/provinces/provinces.ts';
import { makeFactors } from './make-factors.ts';
import type { Demo } from './make-demo.ts';
import { demoRoles, demoUsers } from './people.ts';

/** Clinic, sites, roles and users; everybody who has not left can sign in by first name. */
export async function makeStaff({ client, clinicId, province, hashes, operations }: Demo, ada: string): Promise<void> {
  await client.query(
    `insert into clinic (clinic_id, name, province, time_zone, phone, service_location_code) values ($1, $2, $3, $4, $5, $6)`,
    [
      clinicId,
      province.clinic,
      province.code,
      province.timeZone,
      `${province.areaCodes[0]}-555-0100`,
      province.code === 'BC' ? 'L' : '',
    ],
  );
  await client.query(
    `insert into site (clinic_id, name, short_name, colour, facility_number, service_location_code, address, city, province, postal_code, phone, fax)
       select $1, s.name, s."shortName", s.colour, s."facilityNumber", coalesce(s."serviceLocationCode", ''), s.address, s.city, $2, $3, $4 || '-555-01' || lpad((10 + s.n)::text, 2, '0'), $4 || '-555-01' || lpad((50 + s.n)::text, 2, '0')
         from rows from (jsonb_to_recordset($5::jsonb)
                as (name text, "shortName" text, colour text, "facilityNumber" text, "serviceLocationCode" text, address text, city text)) with ordinality
              as s(name, "shortName", colour, "facilityNumber", "serviceLocationCode", address, city, n)`,
    [
      clinicId,
      province.code,
      `${province.postalPrefixes[0]} 1A1`,
      province.areaCodes[0],
      JSON.stringify(province.sites),
    ],
  );
  await client.query(
    `insert into role (clinic_id, name, description, system) values
         ($1, 'admin', 'Everything, including users, roles and the audit log.', 'admin'),
         ($1, 'doctor', 'The standard access: schedule, patients, charts, inbox and tasks.', 'doctor')`,
    [clinicId],
  );
  for (const { name, description, permissions } of demoRoles) {
    await client.query(
      `with made as (insert into role (clinic_id, name, description) values ($1, $2, $3) returning role_id)
         insert into role_permission (clinic_id, role_id, permission) select $1, role_id, unnest($4::text[]) from made`,
      [
        clinicId,
        name,
        description,
        operations.filter((one) => !one.access && permissions.test(one.name)).map((one) => one.name),
      ],
    );
  }
  await makeUsers({ client, clinicId, province, hashes }, ada);
  await makeFactors({ client, clinicId, hashes });
}

async function makeUsers(
  { client, clinicId, province, hashes }: Pick<Demo, 'client' | 'clinicId' | 'province' | 'hashes'>,
  ada: string,
) {
  const users = demoUsers.map((user, at) => ({
    ...user,
    id: at === 0 ? ada : randomUUID(),
    username: user.firstName
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase(),
    phone: `${province.areaCodes[at % province.areaCodes.length]}-555-02${String(at).padStart(2, '0')}`,
    sites: user.sites.map((one) => province.sites[one]?.shortName),
  }));
  const json = JSON.stringify(users);
  const from = `jsonb_to_recordset($2::jsonb) as u(id uuid, "lastName" text, "firstName" text, type text, status text, speciality text, team text, username text, phone text, roles text[], sites text[])`;
  const run = (sql: string, ...more: unknown[]) => client.query(sql, [clinicId, json, ...more]);
  await run(
    `insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type, speciality, team, confidentiality_signed_on, work_phone, locked_at, locked_reason)
     select $1, id, 1000 + row_number() over (), "lastName", "firstName", type, coalesce(speciality, ''), coalesce(team, ''), current_date - 730, case when type in ('doctor', 'midwife') then phone else '' end,
            case when status = 'locked' then now() - interval '9 days' end, case when status = 'locked' then 'Badge lost' end from ${from}`,
  );
  await client.query(`insert into counter (clinic_id, what, last) values ($1, 'user', $2)`, [
    clinicId,
    1000 + users.length,
  ]);
  await run(
    `insert into active_user (clinic_id, user_id, since) select $1, id, now() - interval '2 years' from ${from} where status is distinct from 'inactive'`,
  );
  await run(
    `insert into user_role (clinic_id, user_id, role_id) select $1, id, r.role_id from ${from} join role r on r.clinic_id = $1 and r.name = any(u.roles)
      where status is distinct from 'inactive'`,
  );
  await run(
    `insert into site_assignment (clinic_id, user_id, site_id) select $1, id, s.site_id from ${from} join site s on s.clinic_id = $1 and s.short_name = any(u.sites)
      where status is distinct from 'inactive'`,
  );
  await run(
    `insert into credentials (clinic_id, user_id, username, email, password_hash, passcode_hash, last_sign_in_at)
     select $1, id, username, username || '@clinic.example', $3, $4,
            case when type <> 'resident' then now() - make_interval(hours => 1 + (hashtext(username) & 63)) end from ${from}`,
    hashes.password,
    hashes.passcode,
  );
  await makeLogins(client, clinicId, ada);
  // Residents wait for theirs: what is missing shows on their pages.
  const numbers = users
    .filter(({ type }) => type === 'doctor' || type === 'midwife')
    .flatMap(({ id }, at) =>
      Object.entries(province.numbersOf(at)).map(([field, value]) => ({
        id,
        field,
        value,
        identifies: fieldOf(field)?.identifies === true,
      })),
    );
  await client.query(
    `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
     select $1, id, field, 0, value, identifies from jsonb_to_recordset($2::jsonb) as n(id uuid, field text, value text, identifies boolean)`,
    [clinicId, JSON.stringify(numbers)],
  );
  await client.query(
    `update site_assignment set bcp = true where clinic_id = $1
        and site_id in (select site_id from site where clinic_id = $1 and province = 'BC' order by name limit 1)
        and user_id in (select user_id from clinic_user where clinic_id = $1 and type = 'doctor')`,
    [clinicId],
  );
}

// One whose sign-in ends soon and who has been told, and one who has not accepted an invitation yet.
async function makeLogins(client: Demo['client'], clinicId: string, ada: string): Promise<void> {
  await client.query(
    `update credentials set expires_at = date_trunc('day', now()) + interval '7 days' where clinic_id = $1 and username = 'halvor'`,
    [clinicId],
  );
  await client.query(
    `update credentials set password_hash = null, passcode_hash = null, last_sign_in_at = null where clinic_id = $1 and username = 'wren'`,
    [clinicId],
  );
  await client.query(
    `insert into invitation (clinic_id, user_id, token_hash, made_by, made_at, ends_at)
     select $1, user_id, sha256(user_id::text::bytea), $2, now() - interval '5 hours', now() + interval '67 hours'
       from credentials where clinic_id = $1 and username = 'wren'`,
    [clinicId, ada],
  );
  await client.query(
    `insert into notice (clinic_id, user_id, kind, facts)
     select $1, user_id, 'login-expiry-set', jsonb_build_object('by', 'Ada Lindqvist', 'expiresAt', expires_at)
       from credentials where clinic_id = $1 and username = 'halvor'`,
    [clinicId],
  );
}
