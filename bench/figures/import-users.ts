import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { importUsers as command } from '#features/users/import-users.ts';
import { previewImport } from '#features/users/preview-import.ts';
import { perform } from '#kernel/command.ts';
import { newToken } from '#kernel/secrets.ts';
import { alternate, type Bench, type Figure, timed } from '../figure.ts';
import { arranged, signedIn } from '../staff.ts';

const ROWS = 5_000;
const HERE_ALREADY = 10_000;
const TIMES = 5;

const columns = [
  'lastName',
  'firstName',
  'type',
  'roles',
  'sites',
  'speciality',
  'team',
  'sex',
  'dateOfBirth',
  'workPhone',
  'email',
  'username',
  'bc.billing-number',
  'bc.cpsid',
  'bc.payee-number',
];
/** Five characters that nobody else has. */
const numberOf = (at: number) => (36 ** 4 + at).toString(36).toUpperCase();
const rowOf = (run: string, at: number, nth: number, { role, site }: { role: string; site: string }) => [
  `Solheim${run}${nth}`,
  'Maren',
  'doctor',
  role,
  site,
  'Family medicine',
  'Alder',
  'female',
  '1984-02-29',
  '250-555-0130',
  `${run}${nth}@alder.example`,
  `${run}${nth}`,
  numberOf(at),
  `c${run}${nth}`,
  'T0182',
];

/**
 * 5,000 users with numbers, roles, sites and invitations into a clinic of 10,000. Ours reads and checks every cell, holds
 * all of it against the clinic and keeps to what was previewed; bare knows that all is right, and copies ready lines into
 * the same seven tables, one COPY each. No password is set by either, so neither hashes with Argon2: both make a token and
 * its SHA-256 for each invitation. The files of the bare side must lie where the database server can read them.
 */
export async function importUsers(bench: Bench): Promise<Figure[]> {
  const db = await bench.database('bench_import', 1_000);
  const { caller } = await signedIn(db.bare, 'Ada');
  const { clinicId } = caller;
  const { rows } = await db.bare.query(
    `select r.role_id as "roleId", r.name as role, s.site_id as "siteId", s.name as site
       from role r, site s where r.system = 'doctor' and s.clinic_id = r.clinic_id order by s.name limit 1`,
  );
  const { roleId, role, siteId, site } = rows[0];
  await arranged(db.bare, clinicId, caller.id, () => fill(db.bare, clinicId, { roleId, siteId }));
  await db.bare.query('vacuum analyze');
  const sheets = Array.from({ length: 2 * TIMES }, (_, run) => ({
    columns,
    rows: Array.from({ length: ROWS }, (__, nth) => rowOf(`o${run}x`, run * ROWS + nth, nth, { role, site })),
  }));
  const hashes: string[] = [];
  for (const sheet of sheets) hashes.push((await perform(db.pool, caller, previewImport, sheet)).planHash);
  const directory = await mkdtemp(join(tmpdir(), 'import-'));
  await chmod(directory, 0o755);
  let mine = 0;
  const ours = async () => {
    const [sheet, planHash = ''] = [sheets[mine], hashes[mine]];
    mine += 1;
    if (sheet) await perform(db.pool, caller, command, { ...sheet, planHash }, { key: randomUUID() });
  };
  const client = await db.connect();
  await client.query(`select set_config('custodian.clinic', $1, false), set_config('custodian.actor', $2, false)`, [
    clinicId,
    caller.id,
  ]);
  const copy = async (into: string, lines: readonly string[]) => {
    const file = join(directory, into.replaceAll(/\W/g, ''));
    await writeFile(file, `${lines.join('\n')}\n`);
    await client.query(`copy ${into} from '${file}' (format csv)`);
  };
  let theirs = 0;
  const bare = async () => {
    const run = `b${(theirs += 1)}x`;
    const first = (2 * TIMES + theirs) * ROWS;
    const people = Array.from({ length: ROWS }, (_, nth) => ({ id: randomUUID(), nth, number: numberOf(first + nth) }));
    const ends = new Date(Date.now() + 72 * 3_600_000).toISOString();
    await client.query('begin');
    const { rows: numbered } = await client.query(`select next_numbers('user', $1)::int as first`, [ROWS]);
    await copy(
      'clinic_user (clinic_id, user_id, user_number, last_name, first_name, type, speciality, team, sex, date_of_birth, work_phone)',
      people.map(({ id, nth }) =>
        [
          clinicId,
          id,
          numbered[0].first + nth,
          `Solheim${run}${nth}`,
          'Maren,doctor,Family medicine,Alder,female,1984-02-29,250-555-0130',
        ].join(),
      ),
    );
    await copy(
      'active_user (clinic_id, user_id)',
      people.map(({ id }) => `${clinicId},${id}`),
    );
    await copy(
      'user_role',
      people.map(({ id }) => `${clinicId},${id},${roleId}`),
    );
    await copy(
      'site_assignment (clinic_id, user_id, site_id)',
      people.map(({ id }) => `${clinicId},${id},${siteId}`),
    );
    await copy(
      'provider_field (clinic_id, user_id, field, position, value, identifies)',
      people.flatMap(({ id, nth, number }) => [
        `${clinicId},${id},bc.billing-number,0,${number},t`,
        `${clinicId},${id},bc.cpsid,0,c${run}${nth},t`,
        `${clinicId},${id},bc.payee-number,0,T0182,f`,
      ]),
    );
    await copy(
      'credentials (clinic_id, user_id, username, email)',
      people.map(({ id, nth }) => `${clinicId},${id},${run}${nth},${run}${nth}@alder.example`),
    );
    await copy(
      'invitation (clinic_id, user_id, token_hash, made_by, ends_at)',
      people.map(({ id }) => `${clinicId},${id},\\x${newToken().hash.toString('hex')},${caller.id},${ends}`),
    );
    await client.query(
      `insert into audit_entry (clinic_id, actor_id, action, outcome, facts) values ($1, $2, 'users.import-users', 'done', $3)`,
      [clinicId, caller.id, JSON.stringify({ userIds: people.map(({ id }) => id) })],
    );
    await client.query('commit');
  };
  const figure = timed('import-users', 1.3, TIMES, await alternate(TIMES, ours, bare));
  await client.end();
  await rm(directory, { recursive: true });
  await db.close();
  return [figure];
}

/** Those who are here already, with everything that an import is held against. */
async function fill(bare: Client, clinicId: string, { roleId, siteId }: { roleId: string; siteId: string }) {
  await bare.query(
    `insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
     select $1, 10000000 + n, 'Here' || n, 'Already', 'nurse' from generate_series(1, $2::int) n`,
    [clinicId, HERE_ALREADY],
  );
  const many = `from clinic_user where clinic_id = $1 and first_name = 'Already'`;
  await bare.query(`insert into active_user (clinic_id, user_id) select clinic_id, user_id ${many}`, [clinicId]);
  await bare.query(`insert into user_role select clinic_id, user_id, $2 ${many}`, [clinicId, roleId]);
  await bare.query(`insert into site_assignment select clinic_id, user_id, $2 ${many}`, [clinicId, siteId]);
  await bare.query(
    `insert into credentials (clinic_id, user_id, username) select clinic_id, user_id, 'u' || user_number ${many}`,
    [clinicId],
  );
}
