// The world of the oracle in a database: its steps are carried out there, and each way of looking is asked who is found.
import { openChart } from '#features/charts/open-chart.ts';
import { exportReport } from '#features/demographic-report/export-report.ts';
import { runReport } from '#features/demographic-report/run-report.ts';
import { beginAccess } from '#features/emergency-access/begin-access.ts';
import { listMembers } from '#features/patient-sets/list-members.ts';
import { readPatient } from '#features/patients/read-patient.ts';
import { searchPatients } from '#features/patients/search-patients.ts';
import { readReach } from '#features/reach/read-reach.ts';
import { perform } from '#kernel/command.ts';
import type { Id } from '#kernel/brand.ts';
import { answer } from '#kernel/query.ts';
import type { TestDatabase } from './database.ts';
import { looking, seenIn } from './looking.ts';
import { clerkMay, type Ends, PATIENTS, SETS, type Step, type User } from './oracle.ts';
import { arrange, type Clinic, clinic, one, PASSWORD, patients } from './staff.ts';
import { openWork } from './work.ts';

/** The clinic in which the steps are carried out. */
export interface World {
  readonly c: Clinic;
  readonly clerk: string;
  readonly ids: readonly Id<'patient'>[];
  readonly sets: readonly Id<'set'>[];
}

/** Hours pass: all that has been is so much older. */
const pass = async (run: Run, hours: number) => {
  const older = `- make_interval(hours => ${hours})`;
  for (const sql of [
    `update chart_block set laid_at = laid_at ${older}, ends_at = ends_at ${older}, lifted_at = lifted_at ${older} where clinic_id = $1`,
    `update patient_set_member set since = since ${older} where clinic_id = $1`,
    `update former_set_member set since = since ${older}, until = until ${older} where clinic_id = $1`,
    `update blocked_patient set until = until ${older}, opened_until = opened_until ${older} where clinic_id = $1`,
    `update emergency_access set began_at = began_at ${older}, ends_at = ends_at ${older}, ended_at = ended_at ${older} where clinic_id = $1`,
  ])
    await run(sql);
};
const endsAt: Readonly<Record<Ends, string>> = {
  soon: `now() + interval '12 hours'`,
  never: 'null',
  over: `now() - interval '1 hour'`,
};

type Run = (sql: string, ...values: unknown[]) => Promise<unknown>;
const join = 'insert into patient_set_member select $1, $2, unnest($3::uuid[]) on conflict do nothing';

async function carryOut(run: Run, { c, clerk, ids, sets }: World, step: Exclude<Step, { does: 'emergency' }>) {
  const of = 'set' in step ? sets[step.set] : undefined;
  const whom = 'user' in step ? c[step.user].id : undefined;
  switch (step.does) {
    case 'join':
      return run(join, of, [ids[step.patient]]);
    case 'leave':
      return run(
        'delete from patient_set_member where clinic_id = $1 and set_id = $2 and patient_id = $3',
        of,
        ids[step.patient],
      );
    case 'version': {
      const them = step.patients.map((place) => ids[place]);
      await run(
        'delete from patient_set_member where clinic_id = $1 and set_id = $2 and patient_id <> all ($3::uuid[])',
        of,
        them,
      );
      return run(join, of, them);
    }
    case 'lay':
      return run(
        `insert into chart_block (clinic_id, set_id, user_id, laid_at, ends_at, master_file_open, emergency_allowed)
         values ($1, $2, $3, now() - interval '2 hours', ${endsAt[step.ends]}, $4, $5) on conflict do nothing`,
        of,
        whom,
        step.masterFileOpen,
        step.emergencyAllowed,
      );
    case 'lift':
      return run(
        'update chart_block set lifted_at = now() where clinic_id = $1 and set_id = $2 and user_id = $3 and lifted_at is null',
        of,
        whom,
      );
    case 'role':
      await run('delete from user_role where clinic_id = $1 and user_id = $2', whom);
      return run('insert into user_role values ($1, $2, $3)', whom, step.role === 'clerk' ? clerk : c.roles[step.role]);
    case 'site':
      await run('delete from site_assignment where clinic_id = $1 and user_id = $2', whom);
      return step.assigned ? run('insert into site_assignment values ($1, $2, $3)', whom, c.siteId) : undefined;
    case 'wait':
      return pass(run, step.hours);
    default:
      return step satisfies never;
  }
}

/** A clinic in which all that has been done, by the owner of the database; everybody has open work of Dee's. */
export async function arranged({ owner, pool }: TestDatabase, taken: readonly Step[]): Promise<World> {
  const c = await clinic(owner);
  const ids = await patients(
    owner,
    c.id,
    Array.from({ length: PATIENTS }, (_, n) => `Name${n}, ${n % 2 ? 'Odd' : 'Even'}`),
  );
  await openWork(owner, c, c.dee.id, ids);
  const [clerk, ...sets] = await arrange(owner, c.id, async () => {
    const role = await one<string>(owner, `insert into role (clinic_id, name) values ($1, 'clerk') returning role_id`, [
      c.id,
    ]);
    await owner.query('insert into role_permission select $1, $2, unnest($3::text[])', [c.id, role, clerkMay]);
    const { rows } = await owner.query<{ id: string }>(
      `insert into patient_set (clinic_id, name) select $1, unnest($2::text[]) returning set_id as id`,
      [c.id, SETS],
    );
    return [role, ...rows.map(({ id }) => id)];
  });
  const world: World = { c, clerk: clerk ?? '', ids, sets: sets as Id<'set'>[] };
  const run: Run = (sql, ...values) => owner.query(sql, [c.id, ...values]);
  for (const step of taken) {
    if (step.does === 'emergency') {
      const input = {
        patientId: ids[step.patient] ?? ('' as never),
        kind: 'other' as const,
        reason: 'It cannot wait today',
      };
      // What stands against it is for the oracle to know.
      await said(perform(pool, c[step.user].caller, beginAccess, input, { password: PASSWORD }));
    } else await arrange(owner, c.id, () => carryOut(run, world, step));
  }
  return world;
}

/** What was answered, or in a word why nothing was. */
const said = <T>(asking: Promise<T>): Promise<T | string> => asking.catch((error: Error) => error.message);

/** The tables of content that are asked by bare SQL. */
export const contentTables = [
  'appointment',
  'task',
  'result',
  'chart_note',
  'claim',
  'message',
  'inbox_item',
  'letter',
  'secure_conversation',
  'secure_message',
  'recurring_questionnaire',
  'sent_questionnaire',
] as const;

/** The demographic numbers of a report's file, which are the places among the patients and one more. */
async function takenAway({ pool }: TestDatabase, { c }: World, user: User): Promise<number[]> {
  const asked = { columns: ['demographic-number' as const], criteria: {}, orderBy: 'demographic-number' as const };
  const file = await said(perform(pool, c[user].caller, exportReport, asked));
  if (typeof file === 'string') return [];
  let text = '';
  for await (const piece of file.content) text += String(piece);
  return text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => Number(line) - 1);
}

/** Who is opened one by one: master files, and charts with what is in them. */
async function opened({ pool }: TestDatabase, { c, ids }: World, user: User) {
  const { caller } = c[user];
  const files: string[] = [];
  const charts: string[] = [];
  for (const patientId of ids) {
    const file = await said(perform(pool, caller, readPatient, { patientId }));
    if (typeof file !== 'string') files.push(file.patientId);
    const chart = await said(perform(pool, caller, openChart, { patientId }));
    if (typeof chart !== 'string' && chart.drafts.length > 0) charts.push(patientId);
  }
  return { files, charts };
}

/** Who is found by each way of looking, as places among the patients. */
export async function surfaces(database: TestDatabase, world: World, user: User) {
  const { c, ids, sets } = world;
  const { pool } = database;
  const who = c[user];
  const places = (found: Iterable<string>) =>
    [...new Set(found)].map((id) => ids.findIndex((known) => known === id)).toSorted((a, b) => a - b);
  const search = await said(answer(pool, who.caller, searchPatients, { query: 'name' }));
  const asked = { columns: ['last-name' as const], criteria: {}, orderBy: 'last-name' as const };
  const report = await said(perform(pool, who.caller, runReport, asked));
  const members = await Promise.all(sets.map((setId) => said(answer(pool, who.caller, listMembers, { setId }))));
  const { files, charts } = await opened(database, world, user);
  const [{ n } = { n: 0 }] = await looking<{ n: number }>(database, who, 'select count_patients() as n');
  const reach = await perform(pool, c.ada.caller, readReach, { userId: who.id });
  const content: Record<string, number[]> = {};
  for (const table of contentTables) content[table] = places(await seenIn(database, who, table));
  return {
    list: places(await seenIn(database, who, 'patient')),
    count: n,
    content,
    search: typeof search === 'string' ? [] : places(search.patients.map(({ patientId }) => patientId)),
    report: typeof report === 'string' ? [] : places(report.patients.map(({ patientId }) => patientId)),
    reportCounts: typeof report === 'string' ? undefined : report.summary?.found,
    export: await takenAway(database, world, user),
    members: places(
      members.flatMap((page) => (typeof page === 'string' ? [] : page.members)).map(({ patientId }) => patientId),
    ),
    files: places(files),
    charts: places(charts),
    closed: places(reach.patients.map(({ patientId }) => patientId)),
  };
}
