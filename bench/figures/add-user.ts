import { randomUUID } from 'node:crypto';
import { addUser as command } from '#features/users/add-user.ts';
import { perform } from '#kernel/command.ts';
import { hashSecret } from '#kernel/secrets.ts';
import { alternate, type Bench, type Figure, timed } from '../figure.ts';
import { signedIn } from '../staff.ts';

const TIMES = 100;

/** Adding a user with role, site and credentials, against hashing the two secrets and the bare inserts. */
export const addUser = (bench: Bench): Promise<Figure[]> => measured(bench, 'add-user', false);

/** The same with the record in full: every further field, six numbers of the province, one of them of one person. */
export const addUserFull = (bench: Bench): Promise<Figure[]> => measured(bench, 'add-user-full', true);

const further = {
  team: 'Alder',
  sex: 'female',
  dateOfBirth: '1984-02-29',
  confidentialitySignedOn: '2026-01-05',
  otherPhone: '250-555-0188',
  pager: '250-555-0177',
  bookingPhones: ['250-555-0101', '250-555-0102'],
} as const;
const numbersOf = (billing: string) => [
  { field: 'bc.billing-number', values: [billing] },
  { field: 'bc.payee-number', values: ['T0182'] },
  { field: 'bc.service-location-code', values: ['L'] },
  { field: 'third-party-billing-number', values: ['A-1'] },
  { field: 'bc.cpsid', values: [`c${billing}`] },
  { field: 'bc.iha-provider-mnemonic', values: [`M${billing}`] },
];

async function measured(bench: Bench, name: string, full: boolean): Promise<Figure[]> {
  const db = await bench.database('bench_add', 1_000);
  const { caller } = await signedIn(db.bare, 'Ada');
  const { rows } = await db.bare.query(
    `select (select role_id from role where system = 'doctor') as role, (select site_id from site order by name limit 1) as site`,
  );
  const { role, site } = rows[0];
  const nothing = {
    speciality: '',
    address: '',
    homePhone: '',
    workPhone: '',
    cellPhone: '',
    fax: '',
    contactEmail: '',
  };
  let drawn = 0;
  // Five characters that nobody has yet: warming up and measuring draw from the same row.
  const nextNumber = () => (36 ** 4 + (drawn += 1)).toString(36).toUpperCase();
  const record = (billing: string) => ({ providerFields: numbersOf(billing), bcpSiteIds: [site] });
  const ours = (n: number) =>
    perform(db.pool, caller, command, {
      lastName: `Solheim${n}`,
      firstName: 'Maren',
      type: 'doctor',
      ...nothing,
      ...(full ? { ...further, bookingPhones: [...further.bookingPhones], ...record(nextNumber()) } : {}),
      siteIds: [site],
      roleIds: [role],
      login: {
        username: `o${randomUUID().slice(0, 8)}`,
        email: '',
        expires: null,
        secrets: { password: 'Tidal7pools', passcode: '7306' },
      },
    });
  const client = await db.connect();
  await client.query(`select set_config('custodian.clinic', $1, false), set_config('custodian.actor', $2, false)`, [
    caller.clinicId,
    caller.id,
  ]);
  const bare = async (n: number) => {
    const [password, passcode] = await Promise.all([hashSecret('Tidal7pools'), hashSecret('7306')]);
    const id = randomUUID();
    await client.query('begin');
    await client.query({
      name: 'user',
      text: `insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type) values ($1, $2, next_numbers('user'), $3, 'Maren', 'doctor')`,
      values: [caller.clinicId, id, `Solheim${n}`],
    });
    await client.query({
      name: 'active',
      text: 'insert into active_user (clinic_id, user_id) values ($1, $2)',
      values: [caller.clinicId, id],
    });
    await client.query({
      name: 'role',
      text: 'insert into user_role values ($1, $2, $3)',
      values: [caller.clinicId, id, role],
    });
    await client.query({
      name: 'site',
      text: 'insert into site_assignment values ($1, $2, $3)',
      values: [caller.clinicId, id, site],
    });
    if (full) {
      const { team, sex, dateOfBirth, confidentialitySignedOn, otherPhone, pager, bookingPhones } = further;
      await client.query({
        name: 'further',
        text: `update clinic_user set team = $3, sex = $4, date_of_birth = $5, confidentiality_signed_on = $6, other_phone = $7, pager = $8, booking_phones = $9
                where clinic_id = $1 and user_id = $2`,
        values: [
          caller.clinicId,
          id,
          team,
          sex,
          dateOfBirth,
          confidentialitySignedOn,
          otherPhone,
          pager,
          bookingPhones,
        ],
      });
      const numbers = numbersOf(nextNumber()).map(({ field, values: [value] }) => ({ field, value }));
      await client.query({
        name: 'numbers',
        text: `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
               select $1, $2, n.field, 0, n.value, n.field in ('bc.billing-number', 'bc.cpsid', 'bc.iha-provider-mnemonic')
                 from jsonb_to_recordset($3::jsonb) as n(field text, value text)`,
        values: [caller.clinicId, id, JSON.stringify(numbers)],
      });
      await client.query({
        name: 'bcp',
        text: 'update site_assignment set bcp = true where clinic_id = $1 and user_id = $2',
        values: [caller.clinicId, id],
      });
    }
    await client.query({
      name: 'login',
      text: 'insert into credentials (clinic_id, user_id, username, password_hash, passcode_hash) values ($1, $2, $3, $4, $5)',
      values: [caller.clinicId, id, `b${id.slice(0, 8)}`, password, passcode],
    });
    await client.query({
      name: 'entry',
      text: `insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id) values ($1, $2, 'users.add-user', 'done', $3)`,
      values: [caller.clinicId, caller.id, id],
    });
    await client.query('commit');
  };
  const figure = timed(name, 1.3, TIMES, await alternate(TIMES, ours, bare));
  await client.end();
  await db.close();
  return [figure];
}
