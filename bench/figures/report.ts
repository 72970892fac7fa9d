import type { Asked } from '#features/demographic-report/contract.ts';
import { runReport } from '#features/demographic-report/run-report.ts';
import { perform } from '#kernel/command.ts';
import { alternate, type Bench, type Figure, timed } from '../figure.ts';

const TIMES = 10;

/** Five criteria that no index serves, so that every patient is looked at. */
const asked: Asked = {
  columns: ['demographic-number', 'last-name', 'first-name', 'birth-date', 'phone'],
  orderBy: 'first-name',
  criteria: {
    age: { comparison: 'between-including', from: '20', to: '60', style: 'exact', asOf: '2026-06-01' },
    sexes: ['female'],
    rosterStatuses: ['rostered'],
    patientStatuses: ['active'],
    postalCode: 'V',
  },
};

// As somebody would write it who knows the tables: who is left out, the five conditions, the number and a first page.
const FOUND = `
  from patient p
 where p.clinic_id = $1
   and not exists (select from blocked_patient b where b.clinic_id = p.clinic_id and b.user_id = $2 and b.patient_id = p.patient_id
                      and b.until > now() and b.opened_until <= now() and not b.master_file_open)
   and p.date_of_birth <= date '2006-06-01' and p.date_of_birth > date '1965-06-01' and p.sex = 'female'
   and p.roster_status = 'rostered' and p.patient_status = 'active' and not p.deceased and p.deceased_on is null and starts_with(p.postal_code, 'V')`;
const COUNT = `select count(*), bit_xor(uuid_hash_extended(p.patient_id, 0)) ${FOUND}`;
const PAGE = `select p.patient_id, p.demographic_number, p.last_name, p.first_name, p.date_of_birth, p.phone ${FOUND}
  order by lower(p.first_name), p.patient_id limit 51`;

/** Running a report (count, fingerprint, first page, entry) for somebody with 15,000 closed patients, against the same by hand. */
export async function report(bench: Bench): Promise<Figure[]> {
  const { db, caller } = await bench.closed();
  const values = [caller.clinicId, caller.id];
  const ours = () => perform(db.pool, caller, runReport, asked);
  const bare = async () => {
    await db.bare.query('begin');
    await Promise.all([
      db.bare.query({ name: 'page', text: PAGE, values }),
      db.bare.query({ name: 'count', text: COUNT, values }),
    ]);
    await db.bare.query('commit');
  };
  return [timed('report', 1.2, TIMES, await alternate(TIMES, ours, bare))];
}
