import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { readFolder, SUPERUSER } from '#kernel/embedded-postgres/folder.ts';

interface Closing {
  /** Where the demo's data lie. */
  readonly data: string;
  readonly username: string;
  /** The patient's demographic number. */
  readonly number: number;
  readonly masterFileOpen?: boolean;
}

/** Closes a patient's record to somebody, with emergency access allowed; answers the patient's name. */
export async function closeRecord({ data, username, number, masterFileOpen = false }: Closing): Promise<string> {
  const folder = readFolder(data);
  if (!folder) throw new Error(`no data in ${data}`);
  const port = Number(readFileSync(join(folder.data, 'postmaster.pid'), 'utf8').split('\n')[3]);
  const owner = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: folder.secret,
    database: 'custodian',
    options: '-c search_path=custodian',
  });
  await owner.connect();
  try {
    await owner.query('begin');
    await owner.query(`select set_config('custodian.clinic', c.clinic_id::text, true), set_config('custodian.actor', k.user_id::text, true)
      from clinic c join credentials k using (clinic_id) where k.username = 'ada'`);
    const { rows } = await owner.query<{ name: string }>(
      `with made as (insert into patient_set (clinic_id, name) select clinic_id, gen_random_uuid() from clinic returning clinic_id, set_id),
            member as (insert into patient_set_member (clinic_id, set_id, patient_id)
                       select m.clinic_id, m.set_id, p.patient_id from made m join patient p using (clinic_id) where p.demographic_number = $1)
       select btrim(first_name || ' ' || last_name) as name from patient where demographic_number = $1`,
      [number],
    );
    await owner.query(
      `insert into chart_block (clinic_id, set_id, user_id, laid_by_id, reason, emergency_allowed, master_file_open)
       select m.clinic_id, m.set_id, k.user_id, current_actor(), 'Family', true, $3
         from patient_set_member m join patient p using (clinic_id, patient_id) join credentials k using (clinic_id)
        where p.demographic_number = $1 and k.username = $2
          and not exists (select from chart_block b where b.clinic_id = m.clinic_id and b.set_id = m.set_id)`,
      [number, username, masterFileOpen],
    );
    await owner.query(
      `insert into audit_entry (clinic_id, actor_id, action, outcome) select clinic_id, current_actor(), 'demo.make', 'done' from clinic`,
    );
    await owner.query('commit');
    return rows[0]?.name ?? '';
  } finally {
    await owner.end();
  }
}
